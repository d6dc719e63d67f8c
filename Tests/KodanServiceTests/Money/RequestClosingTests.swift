import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

private let august = YearMonth(containing: day("2026-08-01"))
private let september = YearMonth(containing: day("2026-09-01"))

@Suite("A request ends when nothing is owed any more:", .database)
struct RequestClosingTests {
    /// A request whose first presenter was replaced after a ticket was bought, and whose second one gave the lecture.
    struct Replaced: Sendable {
        let scene: EndScene
        let request: LectureRequest.ID
        let given: Assignment.ID

        /// The second one's own ticket cost so much.
        init(ticket: Int64 = 0) async throws {
            scene = try await EndScene()
            let host = try await scene.cast.host()
            let (first, second) = (try await scene.lecturer(1), try await scene.lecturer(2))
            let (request, gone) = try await scene.cast.assigned(first, to: host)
            _ = try await ReplacePresenter(office: scene.office)(
                gone,
                by: .body,
                because: "日程の調整",
                as: scene.cast.coordinator
            )
            self.request = request
            given = try await scene.bind(second, to: request)
            try await scene.settle(gone, of: first, Cast.afternoon, cash: 8_340)
            try await scene.attest(given, of: second, for: host, ticket: ticket)
        }

        func state() async throws -> String? { try await scene.cast.state(of: request) }

        func reservations() async throws -> [String] {
            try await scene.cast.texts("SELECT id::text FROM budget_reservation WHERE released_at IS NULL")
        }

        func calculate() async throws -> CalculatedHonoraria {
            try await CalculateHonoraria(office: scene.office)(
                upTo: day("2026-07-31"),
                as: scene.staff.accountant
            )
        }
    }

    @Test("not by the travel of who was replaced before the successor's fee is calculated")
    func uncalculated() async throws {
        let replaced = try await Replaced()
        let early = try await replaced.scene.pay(august)
        #expect(early.map(\.paid.count) == [1] && early.map(\.closed) == [[]])
        #expect(try await replaced.state() == "attested")
        #expect(try await replaced.calculate().owed.keys.sorted() == [replaced.given])
        let late = try await replaced.scene.pay(september)
        #expect(late.map(\.closed) == [[replaced.request]])
        #expect(try await replaced.state() == "closed")
    }

    @Test("not by a fee that the successor declined while the travel of who was replaced is unpaid")
    func declined() async throws {
        let replaced = try await Replaced()
        try await AgreeFee(office: replaced.scene.office)(
            .declined,
            for: replaced.given,
            because: "本人の申し出",
            as: replaced.scene.cast.coordinator
        )
        #expect(try await replaced.calculate().withoutPay == [])
        #expect(try await replaced.state() == "attested")
        #expect(try await replaced.reservations() == [])
        _ = try await replaced.scene.pay(august)
        #expect(try await replaced.calculate().withoutPay == [replaced.request])
        #expect(try await replaced.state() == "closed")
    }

    @Test("by the worker, where an older version left it open; not while something is owed")
    func forgotten() async throws {
        let scene = try await OwedScene()
        _ = try await scene.lecture()
        let december = YearMonth(containing: day("2026-12-01"))
        try await closeMonth(december, scene.office)
        let follow = FollowUp(office: scene.office)
        _ = try await follow()
        #expect(try await scene.states() == ["attested"])
        scene.database.clock.set(moment("2026-12-26T10:00:00+09:00"))
        try await payMonth(december, scene.office, on: day("2026-12-25"))
        #expect(try await scene.states() == ["closed"])
        try await scene.database.owner.transaction { session in
            try session.script(
                """
                ALTER TABLE lecture_request DISABLE TRIGGER USER;
                UPDATE lecture_request SET state = 'attested';
                ALTER TABLE lecture_request ENABLE TRIGGER USER;
                """
            )
        }
        // Another lecture, of which nothing is calculated yet, waits for its own payment.
        _ = try await scene.money.lecture(by: scene.presenter, on: day("2026-12-10"))
        _ = try await follow()
        #expect(try await scene.states() == ["closed", "attested"])
        let events: [String] = try await scene.database.owner.transaction { session in
            try session.rows("SELECT subject FROM audit_event WHERE action = 'request.closed' ORDER BY id") {
                row throws(PostgresError) in try row.value("subject")
            }
        }
        #expect(events.count == 2 && Set(events).count == 1)
        _ = try await follow()
        #expect(try await scene.states() == ["closed", "attested"])
    }

    @Test("by a correction that takes back what was never paid, and leaves nothing owed")
    func takenBack() async throws {
        let scene = try await OwedScene()
        let id = try await scene.lecture()
        guard case .owed(let honorarium, _) = try await scene.calculate(id) else {
            Issue.record("a fee is owed")
            return
        }
        let correct = CorrectHonorarium(office: scene.office)
        let first = try await correct(
            honorarium,
            by: HonorariumCorrection(travelToPresenter: Yen(500)),
            reason: "旅費の追加",
            as: scene.staff.accountant
        )
        #expect(try await scene.states() == ["attested"])
        _ = try await correct(
            try #require(first.black),
            by: nil,
            reason: "職員の講演",
            as: scene.staff.accountant
        )
        #expect(try await scene.states() == ["closed"])
    }

    /// 30,000 yen are owed and 30,000 are taken back, each with a tax of 3,063: nothing is sent.
    @Test("by a payment of nothing either way, which the month settles as it closes")
    func even() async throws {
        let scene = try await OwedScene()
        let wrong = try await scene.lecture()
        guard case .owed(let honorarium, _) = try await scene.calculate(wrong) else {
            Issue.record("a fee is owed")
            return
        }
        let december = YearMonth(containing: day("2026-12-01"))
        try await closeMonth(december, scene.office)
        scene.database.clock.set(moment("2026-12-26T10:00:00+09:00"))
        try await payMonth(december, scene.office, on: day("2026-12-25"))
        _ = try await CorrectHonorarium(office: scene.office)(
            honorarium,
            by: nil,
            reason: "職員の講演",
            as: scene.staff.accountant
        )
        _ = try await scene.money.lecture(by: scene.presenter, on: day("2026-12-10"))
        scene.database.clock.set(moment("2027-01-06T10:00:00+09:00"))
        let closed = try await closeMonth(december.next, scene.office)
        #expect((closed.totals.lines, closed.totals.net, closed.transfers) == (2, .zero, 0))
        #expect(try await scene.states() == ["closed", "closed"])
    }
}

extension OwedScene {
    /// Where the requests stand, the oldest first.
    fileprivate func states() async throws -> [String] {
        try await database.owner.transaction { session in
            try session.rows("SELECT state FROM lecture_request ORDER BY id") { row throws(PostgresError) in
                try row.value("state")
            }
        }
    }
}
