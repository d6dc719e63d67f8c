import KodanDomain
import KodanStore
import KodanTestSupport
import KodanText
import Postgres
import Synchronization
import Testing

@testable import KodanService

@Suite("Matching", .database)
struct MatchRequestsTests {
    @Test("says which rule left nobody, and matches the request when somebody can come")
    func unmatched() async throws {
        let cast = Cast()
        let host = try await cast.host()
        _ = try await cast.lecturer(1)
        let request = try await cast.approved(by: host, topic: "phishing")
        let match = MatchRequests(office: cast.office)
        let first = try await match(save: true, as: cast.coordinator)
        #expect(first.left == ["\(request) nobody topicMissing=1"])
        #expect(
            try await cast.texts(
                "SELECT state || ' ' || state_reason FROM lecture_request WHERE id = \(request)"
            )
                == ["unmatched nobody topicMissing=1"]
        )
        let able = try await cast.lecturer(2, topics: ["phishing"])
        let second = try await match(save: true, as: cast.coordinator)
        #expect(second.matches.map(\.presenter) == [able.id])
        #expect(try await cast.state(of: request) == "matched")
    }

    @Test("asks nobody for a second lecture of a day on which they are asked already")
    func asked() async throws {
        let cast = Cast()
        let host = try await cast.host()
        _ = try await cast.lecturer()
        let first = try await cast.approved(by: host)
        let match = MatchRequests(office: cast.office)
        #expect(try await match(save: true, as: cast.coordinator).matches.map(\.request) == [first])
        let second = try await cast.approved(
            by: host,
            at: [Cast.span("2026-07-08T10:00:00+09:00", minutes: 60)]
        )
        let outcome = try await match(save: true, as: cast.coordinator)
        #expect(
            outcome.left == ["\(second) nobody alreadyBooked=1"]
        )
    }

    @Test("sends nobody to an organization that they join before the day")
    func joining() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(by: host)
        try await cast.database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO presenter_organization (presenter_id, organization_id, valid)
                VALUES (\(lecturer.id), \(host.organization), '[2026-07-01,)')
                """
            )
        }
        let outcome = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        #expect(outcome.left == ["\(request) nobody excluded=1"])
    }

    @Test("sends nobody whose qualification ends before the day")
    func lapsing() async throws {
        let cast = Cast()
        let host = try await cast.host()
        try await cast.database.owner.transaction { session in
            try session.execute("INSERT INTO programme_qualification SELECT id, 'riss' FROM programme")
        }
        let riss = try QualificationCode("riss")
        _ = try await cast.lecturer(1, qualifications: [try Qualification(riss, expires: day("2026-07-07"))])
        let lasting = try await cast.lecturer(
            2,
            in: "14104",
            qualifications: [try Qualification(riss, expires: day("2026-07-08"))]
        )
        _ = try await cast.approved(by: host)
        let outcome = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        #expect(outcome.matches.map(\.presenter) == [lasting.id])
    }

    @Test("of a coordinator for one prefecture sees its requests only, and what binds presenters everywhere")
    func prefectures() async throws {
        let cast = Cast()
        let tokyo = try await cast.host(1)
        let yokohama = try await cast.host(2, in: "14104")
        let lecturer = try await cast.lecturer()
        let limited = try await cast.limited(to: "13")
        let far = try await cast.approved(by: yokohama, place: .venue(try cast.venue(in: "14104")))
        let offer = try #require(try await cast.ask([lecturer], for: far).first)
        _ = try await AcceptOffer(office: cast.office)(offer, as: lecturer.credential)
        let near = try await cast.approved(
            by: tokyo,
            at: [Cast.span("2026-07-08T10:00:00+09:00", minutes: 60)]
        )
        let other = try await cast.approved(
            by: yokohama,
            at: [Cast.weekLater],
            place: .venue(try cast.venue(in: "14104"))
        )
        let outcome = try await MatchRequests(office: cast.office)(save: true, as: limited)
        #expect(outcome.matches.isEmpty)
        #expect(outcome.left == ["\(near) nobody alreadyBooked=1"])
        #expect(try await cast.state(of: other) == "approved")
        await #expect(throws: Refusal.notFound("\(other)")) {
            try await CancelRequest(office: cast.office)(other, by: .body, because: "中止", as: limited)
        }
        let draft = try cast.draft(
            of: .organization(yokohama.organization),
            place: .venue(try cast.venue(in: "14104"))
        )
        await #expect(throws: Refusal.notPermitted(.coordinator)) {
            try await SubmitRequest(office: cast.office)(draft, as: limited)
        }
    }

    @Test("keeps to programmes, and refuses one that there is not")
    func programmes() async throws {
        let cast = Cast()
        let host = try await cast.host()
        _ = try await cast.lecturer()
        let request = try await cast.approved(by: host)
        let match = MatchRequests(office: cast.office)
        func requests(_ codes: String...) async throws -> [LectureRequest.ID] {
            let scope = MatchScope(programmes: Set(try codes.map { try ProgrammeCode($0) }))
            return try await match(save: false, scope: scope, as: cast.coordinator).matches.map(\.request)
        }
        #expect(try await requests("regional_dispatched") == [request])
        #expect(try await requests("regional_dispatched", "awareness_seminar") == [request])
        #expect(try await requests("awareness_seminar") == [])
        await #expect(throws: Refusal.unknownCode(.programme, "nonesuch")) { try await requests("nonesuch") }
    }

    @Test("can be looked at as of another moment, which saving never goes by")
    func asOf() async throws {
        let cast = Cast()
        let host = try await cast.host()
        _ = try await cast.lecturer()
        let request = try await cast.approved(by: host)
        let match = MatchRequests(office: cast.office)
        let before = MatchScope(asOf: Cast.afternoon.start.adding(minutes: -1))
        let after = MatchScope(asOf: Cast.afternoon.start)
        #expect(
            try await match(save: false, scope: before, as: cast.coordinator).matches.map(\.request) == [
                request
            ]
        )
        #expect(
            try await match(save: false, scope: after, as: cast.coordinator).left == ["\(request) too_late"]
        )
        #expect(
            try await match(save: true, scope: after, as: cast.coordinator).matches.map(\.request) == [
                request
            ]
        )
    }

    @Test("tells its steps and how long they took by the stopwatch that it is given")
    func progress() async throws {
        let cast = Cast()
        let host = try await cast.host()
        _ = try await cast.lecturer()
        _ = try await cast.approved(by: host)
        let seen = Mutex<[MatchProgress.Step]>([])
        let ticks = Mutex(0)
        let progress = MatchProgress(
            elapsed: {
                .seconds(
                    ticks.withLock {
                        $0 += 1; return $0 * $0
                    }
                )
            },
            tell: { step in seen.withLock { $0.append(step) } }
        )
        let outcome = try await MatchRequests(office: cast.office, progress: progress)(
            save: true,
            as: cast.coordinator
        )
        #expect(
            seen.withLock { $0 } == [
                .reading, .candidates(presenters: 1, requests: 1), .solving(entered: 1, of: 1),
                .reasons(unmatched: 0),
                .saving,
            ]
        )
        // The watch is looked at three times: at 1, 4 and 9.
        #expect(outcome.solved.candidateTime == .seconds(3))
        #expect(outcome.solved.solveTime == .seconds(5))
        #expect(outcome.solved.networkCost == outcome.matches.map(\.total).reduce(0, +))
    }

    @Test("breaks no rule of the database's own rows, however many requests compete")
    func rules() async throws {
        let cast = Cast()
        let host = try await cast.host()
        for number in 1...6 { _ = try await cast.lecturer(number, monthlyCap: 2) }
        for hour in [10, 13, 15] {
            for week in 0..<3 {
                let start = moment("2026-07-08T\(hour):00:00+09:00").adding(days: week * 7)
                let slot = try #require(TimeRange(start: start, minutes: 60))
                _ = try await cast.approved(by: host, at: [slot])
                _ = try await cast.approved(by: host, at: [slot])
            }
        }
        let outcome = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        #expect(outcome.matches.count == 12)
        #expect(
            try await cast.texts(
                """
                SELECT 'two a day' FROM offer JOIN request_slot AS slot ON slot.id = offer.slot_id
                 GROUP BY presenter_id, (lower(during) AT TIME ZONE 'Asia/Tokyo')::date HAVING count(*) > 1
                UNION ALL
                SELECT 'cap' FROM offer JOIN presenter ON presenter.id = offer.presenter_id
                 GROUP BY presenter.id HAVING count(*) > monthly_cap
                UNION ALL
                SELECT 'twice' FROM offer GROUP BY request_id HAVING count(*) > 1
                """
            ) == []
        )
        #expect(
            try await cast.texts(
                "SELECT state || count(*) FROM lecture_request GROUP BY state ORDER BY state"
            )
                == ["matched12", "unmatched6"]
        )
    }
}
