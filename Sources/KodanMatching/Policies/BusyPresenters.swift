import KodanDomain

/// The presenters with what they have been given so far.
struct BusyPresenters {
    /// As they stand now, in the order in which they came.
    private(set) var presenters: [PresenterFacts]
    private let indexOf: [PresenterKey: Int]

    /// Starts with `presenters`, whose keys differ.
    init(_ presenters: [PresenterFacts]) {
        self.presenters = presenters
        indexOf = Dictionary(uniqueKeysWithValues: zip(presenters.map(\.id), presenters.indices))
    }

    /// Gives `option` to its presenter, at `venue` unless it is online: it counts for all rules from now on.
    mutating func bind(_ option: MatchingOption, at venue: Place?) {
        guard let index = indexOf[option.presenter] else { return }
        let place = option.isOnline ? nil : venue
        presenters[index].commitments.append(Commitment(time: option.time, place: place))
        presenters[index].lecturesByMonth[option.day.yearMonth, default: 0] += 1
        presenters[index].lecturesByYear[FiscalYear(containing: option.day), default: 0] += 1
    }
}
