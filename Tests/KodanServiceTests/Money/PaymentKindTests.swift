import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

private let december = YearMonth(containing: day("2026-12-01"))

@Suite("What is special about a fee reaches the payment", .database)
struct PaymentKindTests {
    private func prepare(_ scene: OwedScene) async throws -> PreparedMonth {
        try await PreparePayments(office: scene.office)(december, as: scene.staff.accountant)
    }

    /// 20.42 % of 30,000 is 6,126; a treaty's 10 % is 3,000.
    @Test("as the treaty decides, once it is decided and notified in time")
    func treaty() async throws {
        let scene = try await OwedScene(residency: "nonresident")
        _ = try await scene.calculate(try await scene.lecture())
        #expect(try await prepare(scene).leftOut.map(\.reason) == [.treatyDecision])
        let decide = DecideTreaty(office: scene.office)
        let late = try TreatyDecisionDraft(
            relief: .reduced,
            rateBasisPoints: 1_000,
            treaty: "日米租税条約",
            notifiedOn: day("2026-12-24"),
            validity: DateRange(day("2026-12-01")...day("2026-12-31"))
        )
        _ = try await decide(late, for: scene.payee, as: scene.staff.accountant)
        let prepared = try await prepare(scene)
        #expect(prepared.prepared.map(\.tax) == [Yen(3_000)])
        #expect(prepared.leftOut.isEmpty)
    }

    /// Of 30,000 the payee's invoice shows 2,727 as consumption tax: 10.21 % of 27,273 is 2,784.
    @Test("as the payee's own document parts the consumption tax from it")
    func separateTax() async throws {
        let scene = try await OwedScene()
        let lecture = try await scene.lecture()
        let invoice = try await FindingScene.file("invoice", for: lecture)
        try await scene.stateTax(2_727, by: Evidence.ID(invoice), for: lecture)
        _ = try await scene.calculate(lecture)
        let prepared = try await prepare(scene).prepared
        #expect(prepared.map(\.gross) == [Yen(30_000)])
        #expect(prepared.map(\.tax) == [Yen(2_784)])
        let closed = try await closedMonth(scene.office, scene.staff)
        #expect((closed.totals.base, closed.totals.tax) == (Yen(27_273), Yen(2_784)))
    }

    @Test("as what was promised after tax arrives to the yen")
    func net() async throws {
        let scene = try await OwedScene()
        let lecture = try await scene.lecture()
        try await scene.agree(.net(Yen(30_000)), for: lecture)
        _ = try await scene.calculate(lecture)
        #expect(try await prepare(scene).prepared.map(\.net) == [Yen(30_000)])
    }

    @Test("as it waits while a finding blocks it, and no longer")
    func finding() async throws {
        let scene = try await OwedScene()
        let lecture = try await scene.lecture()
        _ = try await scene.calculate(lecture)
        let first = try await prepare(scene)
        #expect(first.prepared.count == 1)
        let id: Int64 = try await scene.database.owner.transaction { session in
            try session.value(
                """
                INSERT INTO finding (kind, severity, assignment_id, other, state, found_at)
                VALUES ('travel_impossible', 'blocks', \(lecture.rawValue), '', 'open', '2026-12-01T00:00:00Z')
                RETURNING id
                """
            )
        }
        // What stands in a draft leaves it.
        #expect(try await prepare(scene).leftOut.map(\.reason) == [.finding])
        let page = try await ReadMonth(office: scene.office)(december, as: scene.staff.accountant)
        #expect(page.payments.map(\.state) == [.dropped])
        try await ClearFinding(office: scene.office)(
            Finding.ID(id),
            because: "車で移動した",
            as: scene.staff.coordinator
        )
        #expect(try await prepare(scene).prepared.map(\.id) == first.prepared.map(\.id))
    }

    /// Lectures of November and December at 30,000 each, prepared for January before anything was for December.
    @Test("as a month that was prepared too soon gives back what an earlier one pays, and keeps the rest")
    func tooSoon() async throws {
        let scene = try await OwedScene()
        let office = scene.database.office(at: moment("2026-12-20T10:00:00+09:00"))
        _ = try await scene.lecture()
        _ = try await scene.money.lecture(by: scene.presenter, on: day("2026-12-10"))
        _ = try await CalculateHonoraria(office: office)(upTo: day("2026-12-19"), as: .system)
        let prepare = PreparePayments(office: office)
        let soon = try await prepare(december.next, as: scene.staff.accountant)
        #expect(soon.prepared.map(\.gross) == [Yen(60_000)])
        let first = try await prepare(december, as: scene.staff.accountant)
        #expect(first.prepared.map(\.gross) == [Yen(30_000)])
        let left = try await ReadMonth(office: office)(december.next, as: scene.staff.accountant)
        #expect(left.payments.map(\.id) == soon.prepared.map(\.id))
        #expect(left.payments.map(\.gross) == [Yen(30_000)])
        #expect(left.month.totals.lines == 1)
    }

    @Test("as a month closes with all of its approvals or not at all, however close they come")
    func closeInFlight() async throws {
        let scene = try await OwedScene()
        _ = try await scene.calculate(try await scene.lecture())
        _ = try await prepare(scene)
        _ = try await SubmitPayments(office: scene.office)(december, as: scene.staff.accountant)
        async let approval = ApprovePayments(office: scene.office)(.month(december), as: scene.staff.approver)
        async let close = CloseMonth(office: scene.office)(december, as: scene.staff.approver)
        let approved = try await approval
        #expect(approved.count == 1)
        do {
            #expect(try await close.totals.net == Yen(26_937))
        } catch let refusal as Refusal {
            // It came first, and found a payment that nobody had approved.
            #expect(refusal == .unapprovedPayments(december, count: 1))
            let closed = try await CloseMonth(office: scene.office)(december, as: scene.staff.approver)
            #expect(closed.totals.net == Yen(26_937))
        }
        let page = try await ReadMonth(office: scene.office)(december, as: scene.staff.accountant)
        #expect(page.payments.map(\.state) == [.closed])
    }
}
