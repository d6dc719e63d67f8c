public import KodanDomain
import KodanMatching
import KodanStore
import Postgres
import Synchronization

/// How many presenters could come, asked before there is a request.
public struct CountReach: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// How many presenters may give a lecture at one of `times` in `municipality`, or online without one.
    ///
    /// They are active, have the topic, reach the place and are free; without `times` those who would come on some day,
    /// without a topic those of any. For everybody; it names nobody. The presenters are those of some minutes ago
    /// (``ReachRoom/minutes``). The programme is left aside: whoever asks has not always chosen it yet.
    public func callAsFunction(
        in municipality: MunicipalityCode?,
        at times: [TimeRange],
        topic: TopicCode?
    ) async throws -> Int {
        let (facts, now) = try await office.transaction(as: .system, TransactionOptions(readOnly: true)) {
            [room = office.reachRoom] desk in (try room.facts(desk), desk.now)
        }
        // Counting takes no connection.
        var venue: Place?
        if let municipality {
            guard let point = facts.points[municipality] else {
                throw Refusal.unknownCode(.municipality, municipality.digits)
            }
            venue = Place(point, in: municipality)
        }
        return facts.count(at: venue, times.filter { $0.start > now }, topic)
    }
}

/// Keeps the presenters for some minutes, so that asking often does not read them again.
final class ReachRoom: Sendable {
    /// For how long.
    static let minutes = 5

    private struct Kept {
        let facts: ReachFacts
        let readAt: Instant

        func isFresh(at now: Instant) -> Bool {
            readAt <= now && now < readAt.adding(minutes: ReachRoom.minutes)
        }
    }

    private struct Known {
        var kept: Kept?
        var isReading = false
    }

    private let known = Mutex(Known())

    /// The facts, read by `desk` if they are too old; while another reads them anew, the old ones.
    func facts(_ desk: Desk) throws -> ReachFacts {
        let now = desk.now
        let found: ReachFacts? = known.withLock { known in
            if let kept = known.kept, known.isReading || kept.isFresh(at: now) { return kept.facts }
            known.isReading = true
            return nil
        }
        if let found { return found }
        defer { known.withLock { $0.isReading = false } }
        let facts = try ReachFacts(desk)
        known.withLock { $0.kept = Kept(facts: facts, readAt: now) }
        return facts
    }
}

/// Who can be reached.
struct ReachFacts: Sendable {
    let points: [MunicipalityCode: GeoPoint]
    private let presenters: [PresenterFacts]
    private let topics: [TopicCode: TopicKey]
    private let eligibility: Eligibility
    private static let programme: ProgrammeKey = 1

    fileprivate init(_ desk: Desk) throws {
        // No request has this key: only the presenters are read.
        let facts = try MatchingFacts(desk: desk, only: LectureRequest.ID(0))
        presenters = facts.presenters.map { presenter in
            var presenter = presenter
            presenter.qualifiedProgrammes = [ReachFacts.programme]
            return presenter
        }
        topics = Dictionary(uniqueKeysWithValues: facts.topics.map { ($1, $0) })
        eligibility = Eligibility(travel: facts.travel)
        let known = try TravelStore(desk.session).municipalities()
        points = Dictionary(known.map { ($0.municipality, $0.point) }) { first, _ in first }
    }

    /// How many may come to `venue`, or lecture online without one.
    fileprivate func count(at venue: Place?, _ times: [TimeRange], _ topic: TopicCode?) -> Int {
        if let topic, topics[topic] == nil { return 0 }
        let rules = venue.map { eligibility.searching(from: [$0]) } ?? eligibility
        return presenters.count { presenter in
            guard let key = topic.flatMap({ topics[$0] }) ?? presenter.topics.keys.min() else { return false }
            let request = RequestFacts(
                id: 0,
                programme: ReachFacts.programme,
                topic: key,
                organization: 0,
                venue: venue,
                slots: times
            )
            guard !times.isEmpty else { return rules.mayCome(presenter, to: request) }
            return times.indices.contains { index in
                guard case .eligible? = rules.verdict(on: presenter, for: request, slotOrdinal: index + 1)
                else { return false }
                return true
            }
        }
    }
}
