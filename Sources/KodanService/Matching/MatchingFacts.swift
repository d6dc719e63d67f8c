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
        var store = MatchingFactsStore(
            desk.session,
            only: only,
            also: also,
            rethought: rethought,
            concerned: concerned
        )
        travel = try desk.travel()
        let now = scope.asOf ?? desk.now
        let programmes = try scope.programmes.map { try Set($0.map { try desk.programme($0) }) }
        let open = try store.openRequests()
        let orders = only == nil ? try AskingStore(desk.session).orders(of: open.map(\.id)) : [:]
        self.orders = orders
        // Whom an order names is chosen from by what holds of all whom it names.
        store.concerned? += orders.values.flatMap(\.presenters)
        let wanted = open.filter { request in
            (scope.prefectures?.contains(request.prefecture) ?? true)
                && (programmes?.contains(request.programme) ?? true)
                && orders[request.id]?.mode != .hold
        }
        // A coordinator limited to prefectures matches presenters of others too, and they are bound there all the same.
        let skills = try desk.asSystem { try store.topics() }
        let topics = TopicNumbers(skills.map(\.topic) + wanted.map(\.topic))
        self.topics = topics.codes
        today = now.date
        slots = Dictionary(grouping: try store.openSlots(after: now), by: \.request).mapValues {
            $0.map(\.slot)
        }
        let ahead = slots
        tooLate = wanted.map(\.id).filter { ahead[$0] == nil }
        let barred = Dictionary(grouping: try desk.asSystem { try store.refusals() }, by: \.request)
        requests = wanted.compactMap { candidate in
            ahead[candidate.id].map { slots in
                var facts = RequestFacts(
                    candidate,
                    slots: slots.map(\.during),
                    topic: topics[candidate.topic]
                )
                for entry in barred[candidate.id] ?? [] {
                    if entry.excluded {
                        facts.excludedPresenters.insert(entry.presenter.rawValue)
                    } else {
                        facts.refusedBy.insert(entry.presenter.rawValue)
                    }
                }
                return facts
            }
        }
        presenters = try desk.asSystem {
            try MatchingFacts.presenters(store, skills, topics, today: now.date)
        }
        pinOrdered()
    }

    private static func presenters(
        _ store: MatchingFactsStore,
        _ skills: [(presenter: Presenter.ID, topic: TopicCode, level: Int)],
        _ topics: TopicNumbers,
        today: LocalDate
    ) throws -> [PresenterFacts] {
        let skills = Dictionary(grouping: skills, by: \.presenter)
        let programmes = Dictionary(grouping: try store.programmes(on: today), by: \.left)
        let hours = Dictionary(grouping: try store.hours(), by: \.presenter)
        let blackouts = Dictionary(grouping: try store.blackouts(from: today), by: \.presenter)
        let commitments = Dictionary(
            grouping: try store.commitments(from: FiscalYear(containing: today).first),
            by: \.presenter
        )
        let memberships = Dictionary(grouping: try store.memberships(on: today), by: \.left)
        let lastYear = FiscalYear(containing: today).first.adding(days: -1)
        let hosts = Dictionary(
            grouping: try store.hosts(from: FiscalYear(containing: lastYear).first),
            by: \.left
        )
        let exclusions = Dictionary(grouping: try store.exclusions(), by: \.left)
        return try store.presenters().compactMap { row in
            guard let base = row.base else { return nil }
            var facts = PresenterFacts(
                id: row.id.rawValue,
                base: Place(base),
                reachMinutes: row.reachMinutes,
                monthlyCap: row.monthlyCap,
                yearlyCap: row.yearlyCap
            )
            facts.isActive = row.isActive
            facts.acceptsOnline = row.acceptsOnline
            facts.qualifiedProgrammes = Set((programmes[row.id] ?? []).map(\.right.rawValue))
            for skill in skills[row.id] ?? [] { facts.topics[topics[skill.topic]] = skill.level }
            for entry in hours[row.id] ?? [] {
                if let window = DayWindow(start: entry.from, end: entry.to) {
                    facts.availability[entry.day, default: []].append(window)
                }
            }
            facts.blackouts = (blackouts[row.id] ?? []).map(\.days)
            for entry in commitments[row.id] ?? [] {
                facts.commitments.append(Commitment(time: entry.during, place: entry.venue.map { Place($0) }))
                facts.lecturesByMonth[entry.during.date.yearMonth, default: 0] += 1
                facts.lecturesByYear[FiscalYear(containing: entry.during.date), default: 0] += 1
            }
            facts.organizations = Set((memberships[row.id] ?? []).map(\.right.rawValue))
            facts.excludedOrganizations = Set((exclusions[row.id] ?? []).map(\.right.rawValue))
            facts.lecturedAt = Set((hosts[row.id] ?? []).map(\.right.rawValue))
            return facts
        }
    }
}

extension Desk {
    fileprivate func programme(_ code: ProgrammeCode) throws -> Programme.ID {
        guard let programme = try ProgrammeStore(session).programme(code) else {
            throw Refusal.unknownCode(.programme, code.text)
        }
        return programme.id
    }
}

/// The matcher counts topics by number; the numbers live as long as one match.
private struct TopicNumbers {
    private let numbers: [TopicCode: Int64]

    init(_ topics: [TopicCode]) {
        numbers = Dictionary(uniqueKeysWithValues: zip(Set(topics).sorted(), 1...))
    }

    subscript(topic: TopicCode) -> Int64 { numbers[topic] ?? 0 }

    /// The topics by number.
    var codes: [TopicKey: TopicCode] { Dictionary(uniqueKeysWithValues: numbers.map { ($1, $0) }) }
}

extension RequestFacts {
    fileprivate init(_ candidate: MatchingCandidate, slots: [TimeRange], topic: Int64) {
        self.init(
            id: candidate.id.rawValue,
            programme: candidate.programme.rawValue,
            topic: topic,
            organization: candidate.organization.rawValue,
            prefecture: candidate.prefecture.number,
            venue: candidate.venue.map { Place($0) },
            allowsOnline: candidate.allowsOnline,
            slots: slots
        )
        requiredLevel = candidate.level
        preferredPresenter = candidate.preferred?.rawValue
    }
}
