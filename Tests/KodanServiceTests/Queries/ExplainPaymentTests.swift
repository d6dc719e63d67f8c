import Foundation
import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("The walk from a yen to its request", .database)
struct ExplainPaymentTests {
    private let cast = Cast()
    private var database: TestDatabase { cast.database }
    private var staff: Staff { database.staff }
    private let august = YearMonth(containing: day("2026-08-01"))

    /// A payee with a confirmed account for a presenter who has none.
    private func givePayee(to lecturer: Lecturer) async throws {
        let vault = database.office.vault
        try await database.owner.transaction { session in
            let payee: Payee.ID = try session.value(
                """
                INSERT INTO payee (legal_status, name, postal_code, address, created_at)
                VALUES ('individual', '講師 第一', '1600022', '新宿1', '2026-06-01T00:00:00Z') RETURNING id
                """
            )
            let sealed = try vault.seal("1234567", context: "payee:\(payee.rawValue)")
            try session.execute(
                """
                WITH mine AS (
                    INSERT INTO presenter_payee VALUES (\(lecturer.id.rawValue), \(payee.rawValue), '[2026-06-01,)')
                ), lives AS (
                    INSERT INTO payee_residency VALUES (\(payee.rawValue), 'resident', '[2026-06-01,)')
                )
                INSERT INTO payee_account (payee_id, bank_code, bank_name, branch_code, branch_name, deposit_type,
                                           sealed_number, key_version, fingerprint, last_three, holder_kana,
                                           requested_at, confirmed_at, call_back_note)
                VALUES (\(payee.rawValue), '0001', 'ミホン', '001', 'ホンテン', 1, \(sealed.bytes), 1,
                        \([UInt8](repeating: 7, count: 32)), '567', 'コウシ ダイイチ', '2026-06-01T00:00:00Z',
                        '2026-06-02T00:00:00Z', 'called')
                """
            )
        }
    }

    /// The chain from a request to two attestations with a receipt; the assignment.
    private func attested() async throws -> (LectureRequest.ID, Assignment.ID, Lecturer) {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        try await givePayee(to: lecturer)
        let request = try await cast.approved(by: host)
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        let office = cast.office
        let assignment = try await AcceptOffer(office: office)(offer, as: lecturer.credential)
        cast.pass()
        try await withFolder { folder in
            let file = FileEvidence(office: office, folder: folder)
            let receipt = Array("abc".utf8)
            _ = try await file(
                receipt,
                named: "領収書.txt",
                kind: .receipt,
                for: assignment,
                as: lecturer.credential
            )
        }
        _ = try await ReportLecture(office: office)(
            assignment,
            try lectureReport(),
            as: lecturer.credential
        )
        _ = try await ConfirmLecture(office: office)(assignment, try hostConfirmation(), as: host.credential)
        return (request, assignment, lecturer)
    }

    private func facts(_ step: WalkStep) -> [WalkFactName: WalkValue] {
        Dictionary(step.facts.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    @Test("names every step with its date, its actor and its key, from the request to the bank's answer")
    func whole() async throws {
        let (request, assignment, lecturer) = try await attested()
        let office = database.office(at: moment("2026-08-03T10:00:00+09:00"))
        try await closeMonth(august, office)
        database.clock.set(moment("2026-08-26T10:00:00+09:00"))
        try await payMonth(august, office, on: day("2026-08-25"))
        let payment = Payment.ID(1)
        let walk = try await ExplainPayment(office: office)(payment, as: staff.auditor)

        #expect(walk.subject == "pmt-1")
        #expect(walk.lectures.map(\.key) == [assignment.description])
        #expect(walk.payments.map(\.key) == ["pmt-1"])
        let lecture = try #require(walk.lectures.first)
        let kinds = lecture.steps.map(\.kind).filter { $0 != .delivery && $0 != .finding }
        #expect(
            kinds == [
                .request, .offer, .assignment, .report, .confirmation, .evidence, .travel, .honorarium,
            ]
        )
        let asked = try #require(lecture.steps.first)
        #expect(asked.key == request.description)
        #expect(facts(asked)[.askedBy] == .text("団体1"))
        let told = ["submitted", "screening", "approved", "offered", "assigned", "held", "attested"]
        #expect(Set(told.map { "request.\($0)" }).isSubset(of: asked.events.map(\.action)))
        #expect(
            asked.events.first { $0.action == "request.approved" }?.actor.user == staff.coordinator.user
        )
        let report = try #require(lecture.steps.first { $0.kind == .report })
        #expect(report.actor?.user == lecturer.credential.user)
        #expect(facts(report)[.minutes] == .minutes(90))
        let receipt = try #require(lecture.steps.first { $0.kind == .evidence })
        // The digest of `abc` in FIPS 180-2, appendix B.1.
        guard case .digest(let digest)? = facts(receipt)[.sha256] else { throw Missing() }
        #expect(digest.prefix(4) == [0xBA, 0x78, 0x16, 0xBF])
        let owed = facts(try #require(lecture.steps.last))
        // 10,000 yen an hour, 90 minutes, and a ticket of 1,200 yen in cash.
        #expect(owed[.billedMinutes] == .minutes(90))
        #expect(owed[.unitPrice] == .yen(Yen(10_000)))
        #expect(owed[.legalBasis] != nil)
        #expect(owed[.gross] == .yen(Yen(16_200)))

        let paid = try #require(walk.payments.first)
        #expect(
            paid.steps.map(\.kind) == [.payment, .line, .taxBand, .month, .transfer]
        )
        let sum = facts(paid.steps[0])
        #expect(sum[.tax] == .yen(Yen(1654)) && sum[.net] == .yen(Yen(14_546)))
        #expect(sum[.paidOn] == .day(day("2026-08-25")))
        #expect(paid.steps[0].actor?.user == staff.accountant.user)
        let bands = paid.steps.filter { $0.kind == .taxBand }.map(facts)
        #expect(bands.map { $0[.part] } == [.yen(Yen(16_200))])
        #expect(bands.map { $0[.rate] } == [.basisPoints(1021)])
        let closed = try #require(paid.steps.first { $0.kind == .month })
        #expect(facts(closed)[.net] == .yen(Yen(14_546)))
        let sent = try #require(paid.steps.last)
        #expect(facts(sent)[.state] == .code("paid") && facts(sent)[.amount] == .yen(Yen(14_546)))
        #expect(sent.events.map(\.action) == ["transfer_file.exported", "transfer_file.settled"])
        #expect(closed.events.map(\.action).contains("payment_month.closed"))
        let steps = paid.steps[0].events.map(\.action)
        #expect(
            steps == ["payment.prepared", "payment.submitted", "payment.approved", "payment.settled"]
        )
    }

    @Test("leads from an honorarium to its corrections and to all payments that they are in")
    func corrected() async throws {
        _ = try await attested()
        let office = database.office(at: moment("2026-08-03T10:00:00+09:00"))
        try await closeMonth(august, office)
        database.clock.set(moment("2026-09-03T10:00:00+09:00"))
        _ = try await CorrectHonorarium(office: office)(
            Honorarium.ID(1),
            by: HonorariumCorrection(minutes: 60),
            reason: "時間の誤り",
            as: staff.accountant
        )
        _ = try await PreparePayments(office: office)(august.next, as: staff.accountant)
        let walk = try await ExplainPayment(office: office)(Honorarium.ID(2), as: staff.approver)
        let owed = try #require(walk.lectures.first).steps.filter { $0.kind == .honorarium }
        #expect(owed.map(\.key) == ["hon-1", "hon-2", "hon-3"])
        #expect(owed.map { facts($0)[.entry] } == [.code("original"), .code("red"), .code("black")])
        #expect(facts(owed[1])[.reason] == .text("時間の誤り"))
        #expect(facts(owed[1])[.corrects] == .key("hon-1"))
        #expect(owed[1].actor?.user == staff.accountant.user)
        #expect(owed.map { facts($0)[.payment] } == [.key("pmt-1"), .key("pmt-2"), .key("pmt-2")])
        #expect(walk.payments.map(\.key) == ["pmt-1", "pmt-2"])
    }

    @Test("is for those who read money, and names what is not there")
    func refusals() async throws {
        let explain = ExplainPayment(office: cast.office)
        await #expect(throws: Refusal.notFound("pmt-7")) {
            try await explain(Payment.ID(7), as: staff.auditor)
        }
        await #expect(throws: Refusal.notFound("hon-7")) {
            try await explain(Honorarium.ID(7), as: staff.accountant)
        }
        for role in [Role.coordinator, .clerk, .administrator] {
            let other = try #require(staff[role])
            await #expect(throws: Refusal.notPermitted(role)) {
                try await explain(Payment.ID(7), as: other)
            }
        }
    }
}

private struct Missing: Error {}
