import KodanDomain
public import KodanImport
public import KodanMatching

/// What the matcher works on when two spreadsheets are all there is.
///
/// Keys count the rows in ascending order of their ids, topics and organizations in that of their words, so that the
/// same rows in any order make the same problem. There is one programme, and all are qualified for it.
public struct SheetFacts: Sendable {
    /// The presenters, in ascending order of their keys, which count from 1.
    public let presenters: [PresenterFacts]
    /// The requests, in ascending order of their keys, which count from 1.
    public let requests: [RequestFacts]
    /// The rows of the presenters in the same order.
    public let presenterRows: [SheetPresenter]
    /// The rows of the requests in the same order.
    public let requestRows: [SheetRequest]
    /// The topics in ascending order of their keys, which count from 1.
    private let topicWords: [String]

    /// The facts of these rows, whose ids differ.
    public init(presenters: [SheetPresenter], requests: [SheetRequest]) {
        presenterRows = presenters.sorted { $0.id < $1.id }
        requestRows = requests.sorted { $0.id < $1.id }
        let topics = Numbers(presenters.flatMap(\.topics) + requests.map(\.topic))
        topicWords = topics.words
        let organizations = Numbers(
            presenters.flatMap { $0.organizations.union($0.lecturedAt) }
                + requests.compactMap(\.organization)
        )
        let years = Set(requests.flatMap(\.slots).map { FiscalYear(containing: $0.date) })
        self.presenters = presenterRows.enumerated().map { index, row in
            PresenterFacts(row, key: Int64(index + 1), topics, organizations, years)
        }
        let keys = Dictionary(
            presenterRows.enumerated().map { ($0.element.id.normalized, PresenterKey($0.offset + 1)) }
        ) { first, _ in first }
        self.requests = requestRows.enumerated().map { index, row in
            RequestFacts(row, key: Int64(index + 1), topics, organizations, keys)
        }
    }

    /// The row of a presenter; nil for a key that nobody has.
    public func row(ofPresenter key: PresenterKey) -> SheetPresenter? {
        presenterRows.indices.contains(Int(key) - 1) ? presenterRows[Int(key) - 1] : nil
    }

    /// The row of a request; nil for a key that no request has.
    public func row(ofRequest key: RequestKey) -> SheetRequest? {
        requestRows.indices.contains(Int(key) - 1) ? requestRows[Int(key) - 1] : nil
    }

    /// The key of the request that the sheet calls `id`; nil if there is none.
    public func key(ofRequest id: String) -> RequestKey? {
        requestRows.firstIndex { $0.id == id }.map { RequestKey($0 + 1) }
    }

    /// What the sheets call a topic; empty for a key that no topic has.
    public func word(ofTopic key: TopicKey) -> String {
        topicWords.indices.contains(Int(key) - 1) ? topicWords[Int(key) - 1] : ""
    }

    /// The only programme.
    fileprivate static let programme: ProgrammeKey = 1
}

/// Words by number, from 1 in their order; 0 for a word that is not among them.
private struct Numbers {
    /// The words in order, the first of which is 1.
    let words: [String]
    private let numbers: [String: Int64]

    init(_ words: [String]) {
        self.words = Set(words).sorted()
        numbers = Dictionary(uniqueKeysWithValues: zip(self.words, 1...))
    }

    subscript(word: String) -> Int64 { numbers[word] ?? 0 }
}

extension PresenterFacts {
    fileprivate init(
        _ row: SheetPresenter,
        key: PresenterKey,
        _ topics: Numbers,
        _ organizations: Numbers,
        _ years: Set<FiscalYear>
    ) {
        self.init(
            id: key,
            base: Place(row.base),
            reachMinutes: row.reachMinutes,
            monthlyCap: row.capPerMonth,
            yearlyCap: row.yearlyCap ?? PresenterCapacity.largest
        )
        qualifiedProgrammes = [SheetFacts.programme]
        self.topics = Dictionary(uniqueKeysWithValues: row.topics.map { (topics[$0], row.level) })
        acceptsOnline = row.acceptsOnline
        availability = Dictionary(uniqueKeysWithValues: row.weekdays.map { ($0, [.wholeDay]) })
        blackouts = row.unavailable.sorted().map { DateRange($0) }
        lecturesByYear = Dictionary(uniqueKeysWithValues: years.map { ($0, row.lecturesThisYear) })
        self.organizations = Set(row.organizations.map { organizations[$0] })
        lecturedAt = Set(row.lecturedAt.map { organizations[$0] })
    }
}

extension RequestFacts {
    fileprivate init(
        _ row: SheetRequest,
        key: RequestKey,
        _ topics: Numbers,
        _ organizations: Numbers,
        _ presenters: [String: PresenterKey]
    ) {
        self.init(
            id: key,
            programme: SheetFacts.programme,
            topic: topics[row.topic],
            organization: row.organization.map { organizations[$0] } ?? 0,
            venue: row.venue.map { Place($0) },
            allowsOnline: row.allowsOnline,
            slots: row.slots
        )
        requiredLevel = row.level
        // Whose own row is bad is nobody who could be chosen.
        preferredPresenter = row.preferred.flatMap { presenters[$0] }
        excludedPresenters = Set(row.excluded.compactMap { presenters[$0] })
    }
}

extension Place {
    /// The place of a row; where its point is that of the municipality, the model adds no way to it.
    fileprivate init(_ place: SheetPlace) { self.init(place.point, in: place.municipality) }
}
