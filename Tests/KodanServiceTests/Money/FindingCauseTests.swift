import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("What holds money back", .database)
struct FindingCauseTests {
    @Test("is a missing receipt, until it is filed")
    func evidence() async throws {
        let scene = try await FindingScene()
        let (presenter, _) = try await scene.scene.presenter()
        let lecture = try await scene.scene.lecture(by: presenter, on: day("2026-11-10"))
        try await scene.run(
            """
            INSERT INTO evidence_rule (claim, above, evidence_kind, valid, legal_basis)
            VALUES ('rail', 5000, 'receipt', '[2026-11-01,2026-12-01)', 'test'),
                   ('lodging', 0, 'receipt', '[2019-04-01,)', 'test'),
                   ('lodging', 0, 'invoice', '[2019-04-01,)', 'test')
            """
        )
        _ = try await scene.leg("rail", for: lecture, amount: 5000)
        _ = try await scene.leg("rail", for: lecture, on: "2026-10-31", amount: 9000)
        _ = try await scene.leg("air", for: lecture, amount: 50_000)
        let rail = try await scene.leg("rail", for: lecture, amount: 5001, directly: true)
        let night = try await scene.leg("lodging", for: lecture, amount: 9000)
        try await scene.check()
        #expect(
            try await scene.findings() == [
                "evidence_missing blocks \(lecture) \(rail)", "evidence_missing blocks \(lecture) \(night)",
            ]
        )
        // A flyer proves no journey. The receipt, which is no other leg's, serves both; the night wants an invoice too.
        _ = try await scene.file("flyer", for: lecture)
        #expect(try await scene.check().gone.isEmpty)
        let receipt = try await scene.file("receipt", for: lecture)
        #expect(try await scene.check().gone.count == 1)
        #expect(try await scene.findings() == ["evidence_missing blocks \(lecture) \(night)"])
        _ = try await scene.file("invoice", for: lecture)
        #expect(try await scene.check().blocking == 0)
        // A receipt that belongs to another leg does not serve.
        let taxi = try await scene.leg("taxi", for: lecture, amount: 5002, evidence: receipt)
        try await scene.run(
            """
            INSERT INTO evidence_rule (claim, above, evidence_kind, valid, legal_basis)
            VALUES ('taxi', 0, 'receipt', '[2019-04-01,)', 'test')
            """
        )
        try await scene.check()
        #expect(
            try await scene.findings() == [
                "evidence_missing blocks \(lecture) \(rail)", "evidence_missing blocks \(lecture) \(night)",
            ]
        )
        #expect(try await !scene.findings(.gone).contains { $0.hasSuffix(taxi.description) })
    }

    @Test("is a self-hosted lecture without what its rule wants")
    func selfHosted() async throws {
        let scene = try await FindingScene()
        let (presenter, _) = try await scene.scene.presenter()
        let own = try await scene.scene.lecture(by: presenter, on: day("2026-11-10"))
        _ = try await scene.scene.lecture(by: presenter, on: day("2026-11-17"))
        try await scene.hostThemselves(own)
        try await scene.run(
            """
            INSERT INTO evidence_rule (claim, above, evidence_kind, valid, legal_basis)
            VALUES ('self_hosted_lecture', 0, 'attendance_sheet', '[2019-04-01,)', 'test'),
                   ('self_hosted_lecture', 30000, 'flyer', '[2019-04-01,)', 'test')
            """
        )
        try await scene.check()
        #expect(try await scene.findings() == ["evidence_missing blocks \(own)"])
        // Its honorarium, once fixed, is 30,000 and not above it: no flyer is wanted any more.
        _ = try await scene.file("attendance_sheet", for: own)
        #expect(try await scene.check().blocking == 1)
        _ = try await CalculateHonoraria(office: scene.office)(upTo: day("2026-11-10"), as: .system)
        #expect(try await scene.findings().isEmpty)
    }

    @Test("is one account of two payees, unless they are the same person; then two accounts are")
    func accounts() async throws {
        let scene = try await FindingScene()
        let (_, one) = try await scene.scene.presenter(number: "7000001")
        let (_, two) = try await scene.scene.presenter(number: "7000001")
        let (_, three) = try await scene.scene.presenter(number: "7000003")
        try await scene.check()
        #expect(
            try await scene.findings() == [
                "same_account blocks \(one) \(two)", "same_account blocks \(two) \(one)",
            ]
        )
        let same = NoteSamePayee(office: scene.office)
        try await same(two, as: one, because: "旧姓", as: scene.staff.accountant)
        #expect(try await scene.check().gone.count == 2)
        #expect(try await scene.findings().isEmpty)
        try await same(three, as: one, because: "屋号", as: scene.staff.accountant)
        try await scene.check()
        #expect(try await scene.findings() == ["second_account warns \(three) \(one)"])
        // Two who are found by name and telephone.
        let (_, four) = try await scene.scene.presenter()
        let (_, five) = try await scene.scene.presenter()
        try await scene.run(
            """
            UPDATE presenter SET phone = '090-9999-9999' FROM presenter_payee
             WHERE presenter_id = presenter.id AND payee_id IN (\(four.rawValue), \(five.rawValue))
            """
        )
        try await scene.check()
        #expect(
            try await scene.findings() == [
                "second_account warns \(three) \(one)", "second_account warns \(five) \(four)",
            ]
        )
    }

    @Test("is time: it warns after 45 days, blocks after 60, and ends when nothing is left to pay")
    func late() async throws {
        let scene = try await FindingScene()
        let (presenter, _) = try await scene.scene.presenter()
        let lecture = try await scene.scene.lecture(by: presenter, on: day("2026-09-01"))
        _ = try await scene.scene.lecture(
            by: presenter,
            on: day("2026-09-02"),
            programme: "management_guidance"
        )
        func states(after days: Int) async throws -> [String] {
            scene.database.clock.set(Instant(day("2026-09-01").adding(days: days), .midnight))
            try await scene.check()
            return try await scene.findings()
        }
        #expect(try await states(after: 44).isEmpty)
        #expect(try await states(after: 45) == ["payment_late warns \(lecture)"])
        #expect(try await states(after: 59) == ["payment_late warns \(lecture)"])
        #expect(try await states(after: 60) == ["payment_late blocks \(lecture)"])
        #expect(try await scene.findings(.gone) == ["payment_late warns \(lecture)"])
        try await scene.run("UPDATE lecture_request SET state = 'closed'")
        #expect(try await states(after: 61).isEmpty)
    }
}

@Suite("Clearing a finding", .database)
struct ClearFindingTests {
    /// A lecture of a presenter who is also an accountant, late; its finding.
    private func late(_ scene: FindingScene) async throws -> (finding: Finding.ID, presenter: Credential) {
        let user = try #require(scene.staff.secondCoordinator.user)
        let (presenter, _) = try await scene.scene.presenter(user: user)
        _ = try await scene.scene.lecture(by: presenter, on: day("2026-09-01"))
        let check = try await scene.check()
        return (try #require(check.found.first), scene.staff.secondCoordinator)
    }

    @Test("keeps it cleared at each later check, with who and why")
    func clears() async throws {
        let scene = try await FindingScene()
        let (finding, _) = try await late(scene)
        let clear = ClearFinding(office: scene.office)
        try await clear(finding, because: " 本人の 病気 ", as: scene.staff.approver)
        let read = try await ReadFindings(office: scene.office)(finding, as: scene.staff.accountant)
        #expect((read.state, read.reason) == (.cleared, "本人の 病気"))
        #expect((read.clearedBy, read.endedAt) == (scene.staff.approver.user, scene.database.clock.now))
        scene.database.clock.advance(days: 30)
        let check = try await scene.check()
        #expect(check.found.isEmpty && check.gone.isEmpty && check.blocking == 0)
        let events = try await scene.texts(
            "SELECT concat_ws(' ', action, subject, reason) AS text FROM audit_event WHERE action = 'finding.cleared'"
        )
        #expect(events == ["finding.cleared \(finding) 本人の 病気"])
        await #expect(throws: Refusal.findingEnded(finding, .cleared)) {
            try await clear(finding, because: "again", as: scene.staff.coordinator)
        }
    }

    @Test(
        "is refused to the presenter whose claim it is, to other roles, to the service, and without a reason"
    )
    func refusals() async throws {
        let scene = try await FindingScene()
        let (finding, presenter) = try await late(scene)
        let clear = ClearFinding(office: scene.office)
        await #expect(throws: Refusal.ownFinding(finding)) {
            try await clear(finding, because: "x", as: presenter)
        }
        await #expect(throws: Refusal.notPermitted(.system)) {
            try await clear(finding, because: "x", as: .system)
        }
        for role in [Role.clerk, .auditor, .administrator] {
            let credential = try #require(scene.staff[role])
            await #expect(throws: Refusal.notPermitted(role)) {
                try await clear(finding, because: "x", as: credential)
            }
        }
        await #expect(throws: Refusal.field(FieldRefused(.reason, expected: .present))) {
            try await clear(finding, because: "  ", as: scene.staff.approver)
        }
        await #expect(throws: Refusal.field(FieldRefused(.reason, expected: .atMost(characters: 500)))) {
            try await clear(finding, because: String(repeating: "x", count: 501), as: scene.staff.approver)
        }
        await #expect(throws: Refusal.notFound("fnd-99")) {
            try await clear(Finding.ID(99), because: "x", as: scene.staff.approver)
        }
        #expect(try await scene.findings().count == 1)
    }

    @Test("is refused to who is paid, too")
    func ownPayee() async throws {
        let scene = try await FindingScene()
        let user = try #require(scene.staff.secondCoordinator.user)
        let (_, payee) = try await scene.scene.presenter(number: "7000001", user: user)
        _ = try await scene.scene.presenter(number: "7000001")
        let finding = try #require(try await scene.check().found.first)
        #expect(try await scene.findings().first?.hasPrefix("same_account blocks \(payee)") == true)
        await #expect(throws: Refusal.ownFinding(finding)) {
            try await ClearFinding(office: scene.office)(
                finding,
                because: "x",
                as: scene.staff.secondCoordinator
            )
        }
    }

    @Test("is done once by two at the same time")
    func race() async throws {
        let scene = try await FindingScene()
        let (finding, _) = try await late(scene)
        let clear = ClearFinding(office: scene.office)
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for credential in [scene.staff.approver, scene.staff.accountant, scene.staff.coordinator] {
                group.addTask { (try? await clear(finding, because: "seen", as: credential)) != nil }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 } == 1)
    }

    @Test("comes page by page")
    func pages() async throws {
        let scene = try await FindingScene()
        let (presenter, _) = try await scene.scene.presenter()
        for index in 0..<3 {
            _ = try await scene.scene.lecture(
                by: presenter,
                on: day("2026-11-10").adding(days: index),
                confirmed: 30
            )
        }
        let found = try await scene.check().found
        let read = ReadFindings(office: scene.office)
        let limit = try #require(PageLimit(2))
        let first = try await read(limit: limit, as: scene.staff.coordinator)
        #expect(first.items.map(\.id) == Array(found.prefix(2)) && first.next == found[1])
        let rest = try await read(after: first.next, limit: limit, as: scene.staff.coordinator)
        #expect(rest.items.map(\.id) == [found[2]] && rest.next == nil)
        await #expect(throws: Refusal.notPermitted(.clerk)) { try await read(as: scene.staff.clerk) }
        await #expect(throws: Refusal.notFound("fnd-99")) {
            try await read(Finding.ID(99), as: scene.staff.auditor)
        }
    }
}
