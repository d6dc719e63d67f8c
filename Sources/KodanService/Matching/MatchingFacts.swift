import KodanDomain
import KodanMatching
import KodanStore
import Postgres

/// What one match works on: the presenters, the open requests, and which stored slot each wished time is.
struct MatchingFacts: Sendable {
    var presenters: [PresenterFacts]
    var requests: [RequestFacts]
    var slots: [LectureRequest.ID: [StoredSlot]]
    /// Requests none of whose wished times is still ahead.
    var tooLate: [LectureRequest.ID]
    /// How long journeys take.
    var travel: TravelModel
    /// What each topic is.
    var topics: [TopicKey: TopicCode]
    /// The day whose rules hold.
    var today: LocalDate
    /// Whom coordinators want asked, where they said so.
    var orders: [LectureRequest.ID: AskingOrder]
    /// What they all are called.
    var names: MatchNames
    /// All programmes.
    var programmes: [ProgrammeRules]

    /// Reads one snapshot of the requests within `scope` that wait and `also` of these, or of the `only` one, in
    /// whatever state; and the `rethought` one as if nobody were being asked for it; and all presenters, or those
    /// `concerned`.
    ///
    /// But for the `only` one they are as coordinators want them asked: whom an order names is the only one who may be
    /// chosen, and requests on hold are left out. Throws ``Refusal/unknownCode(_:_:)`` for a programme that there is
    /// not.
    init(
        desk: Desk,
        scope: MatchScope = .everything,
        only: LectureRequest.ID? = nil,
        also: [LectureRequest.ID] = [],
        rethought: LectureRequest.ID? = nil,
        concerned: [Presenter.ID]? = nil
    ) throws {
        let store = MatchingFactsStore(desk.session, only: only, also: also, rethought: rethought)
        let now = scope.asOf ?? desk.now
        today = now.date
        let rules = try store.programmeRules()
        programmes = rules.map(\.programme)
        let chosen = try scope.programmes?.keys(in: programmes)
        let open = try store.openRequests(after: now)
        orders = only == nil ? open.reduce(into: [:]) { $0[$1.id] = $1.order } : [:]
        let asked = open.filter { request in
            (scope.prefectures?.contains(request.prefecture) ?? true)
                && (chosen?.contains(request.programme) ?? true)
        }
        let wanted = asked.filter { [orders] in orders[$0.id]?.mode != .hold }
        let ahead = wanted.filter { !$0.slots.isEmpty }
        slots = Dictionary(uniqueKeysWithValues: open.map { ($0.id, $0.slots) }).filter { !$0.value.isEmpty }
        // What is put on hold does not outlive its wished times.
        tooLate = asked.filter(\.slots.isEmpty).map(\.id)
        travel = try desk.travel(from: ahead.compactMap { $0.venue.map { Place($0) } })
        // Whom an order names is chosen from by what holds of all whom it names.
        let known = concerned.map { [orders] in $0 + orders.values.flatMap(\.presenters) }
        // A coordinator limited to prefectures matches presenters of others too, and they are bound there all the same.
        let (bases, deeds, refusals) = try desk.asSystem {
            (
                try desk.presenterRoom.bases(
                    desk.session,
                    on: now.date,
                    rules.filter { $0.programme.delivery == .dispatched },
                    wanted.map(\.topic)
                ),
                try store.deeds(from: MatchingFacts.firstDay(knownOn: now.date), of: known),
                try store.refusals()
            )
        }
        topics = bases.topics.codes
        names = MatchNames(presenters: bases.names, requests: open)
        let barred = Dictionary(grouping: refusals, by: \.request)
        requests = ahead.map { candidate in
            var facts = RequestFacts(candidate, topic: bases.topics[candidate.topic])
            for entry in barred[candidate.id] ?? [] {
                if entry.excluded {
                    facts.excludedPresenters.insert(entry.presenter.rawValue)
                } else {
                    facts.refusedBy.insert(entry.presenter.rawValue)
                }
            }
            return facts
        }
        presenters = bases.facts
        if let known {
            let keys = Set(known.map(\.rawValue))
            presenters.removeAll { !keys.contains($0.id) }
        }
        note(deeds)
        pinOrdered()
    }

    /// The first day of which lectures count on `day`: the first of the fiscal year before.
    private static func firstDay(knownOn day: LocalDate) -> LocalDate {
        FiscalYear(containing: FiscalYear(containing: day).first.adding(days: -1)).first
    }

    /// Notes what presenters have done, and are going to do.
    private mutating func note(_ deeds: [PresenterDeed]) {
        let year = FiscalYear(containing: today).first
        let (begin, lastYear) = (
            Instant(year, .midnight), Instant(MatchingFacts.firstDay(knownOn: today), .midnight)
        )
        let positions = Dictionary(uniqueKeysWithValues: zip(presenters.map(\.id), presenters.indices))
        for deed in deeds {
            guard let position = positions[deed.presenter.rawValue] else { continue }
            let date = deed.during.date
            if deed.kind == .declinedDay {
                if date >= today { presenters[position].blackouts.append(DateRange(date)) }
                continue
            }
            if deed.during.end > begin {
                presenters[position].note(Commitment(time: deed.during, place: deed.venue.map { Place($0) }))
            }
            guard deed.kind == .lecture, let host = deed.organization, deed.during.start >= lastYear else {
                continue
            }
            presenters[position].lecturedAt.insert(host.rawValue)
        }
    }
}

extension Set<ProgrammeCode> {
    /// The keys of these among `programmes`; refuses a code that none of them has.
    fileprivate func keys(in programmes: [ProgrammeRules]) throws(Refusal) -> Set<Programme.ID> {
        let known = Set<ProgrammeCode>(programmes.map(\.code))
        if let unknown = subtracting(known).min() { throw .unknownCode(.programme, unknown.text) }
        return Set<Programme.ID>(programmes.filter { contains($0.code) }.map(\.id))
    }
}

extension RequestFacts {
    fileprivate init(_ candidate: MatchingCandidate, topic: TopicKey) {
        self.init(
            id: candidate.id.rawValue,
            programme: candidate.programme.rawValue,
            topic: topic,
            organization: candidate.organization.rawValue,
            venue: candidate.venue.map { Place($0) },
            allowsOnline: candidate.allowsOnline,
            slots: candidate.slots.map(\.during)
        )
        requiredLevel = candidate.level
        preferredPresenter = candidate.preferred?.rawValue
    }
}
