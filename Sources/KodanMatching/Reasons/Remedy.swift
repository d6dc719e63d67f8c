public import KodanDomain

/// A change that would make somebody eligible for a request that found nobody.
///
/// Another topic is no remedy: the lecture would not be the one that was asked for.
public enum Remedy: Sendable, Equatable {
    /// Asking for no particular presenter: so many would be eligible.
    case anyPresenter(presenters: Int)
    /// Allowing online although there is a venue: so many would be eligible.
    case online(presenters: Int)
    /// Another day at the hour of a wished slot.
    case anotherDate(AnotherDate)
    /// A longer journey than somebody accepts.
    case moreReach(MoreReach)

    /// A day near a wished one, at the same hour.
    public struct AnotherDate: Sendable, Equatable {
        /// Which wish it would replace; the first is 1.
        public let slotOrdinal: Int
        /// When it would be.
        public let time: TimeRange
        /// How many presenters would be eligible then.
        public let presenters: Int

        /// `time` instead of the wish `slotOrdinal`, for which so many `presenters` would be eligible.
        public init(slotOrdinal: Int, time: TimeRange, presenters: Int) {
            self.slotOrdinal = slotOrdinal
            self.time = time
            self.presenters = presenters
        }
    }

    /// The least by which reach falls short.
    public struct MoreReach: Sendable, Equatable {
        /// How many minutes more, one way, at least 1; with one less nobody would be eligible.
        public let minutes: Int
        /// Who would be eligible with that, ascending, at least one.
        public let presenters: [PresenterKey]

        /// So many `minutes` more, with which `presenters` would be eligible.
        public init(minutes: Int, presenters: [PresenterKey]) {
            self.minutes = minutes
            self.presenters = presenters
        }
    }

    /// Changes the facts as the remedy says, which makes at least one of `presenters` eligible.
    public func apply(to request: inout RequestFacts, presenters: inout [PresenterFacts]) {
        switch self {
        case .anyPresenter: request.pinnedPresenter = nil
        case .online: request.allowsOnline = true
        case .anotherDate(let date):
            guard request.slots.indices.contains(date.slotOrdinal - 1) else { return }
            request.slots[date.slotOrdinal - 1] = date.time
        case .moreReach(let reach):
            for index in presenters.indices where reach.presenters.contains(presenters[index].id) {
                presenters[index].reachMinutes += reach.minutes
            }
        }
    }
}
