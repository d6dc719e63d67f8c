import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

private let december = YearMonth(containing: day("2026-12-01"))

@Suite("The desk of accounting", .database)
struct AccountingDeskTests {
    private let database = TestDatabase.current
    private var staff: Staff { database.staff }
    private var office: Office { database.office(at: moment("2026-12-10T10:00:00+09:00")) }
    private var afterwards: Office { database.office(at: moment("2026-12-26T10:00:00+09:00")) }

    /// Two payees with one lecture each in November.
    private func scene() async throws {
        let scene = try await MoneyScene()
        for number in ["1234567", "7654321"] {
            let (presenter, _) = try await scene.presenter(number: number)
            _ = try await scene.lecture(by: presenter, on: day("2026-11-10"))
        }
    }

    private func stage(_ office: Office) async throws -> MonthStage? {
        try await ReadAccountingDesk(office: office).progress(of: december, as: staff.auditor)?.work.stage
    }

    @Test("tells step by step what is done next about a month, up to the bank's answer")
    func stages() async throws {
        try await scene()
        #expect(try await stage(office) == nil)
        _ = try await CalculateHonoraria(office: office)(upTo: day("2026-11-30"), as: .system)
        _ = try await PreparePayments(office: office)(december, as: staff.accountant)
        #expect(try await stage(office) == .toSubmit)
        _ = try await SubmitPayments(office: office)(december, as: staff.accountant)
        #expect(try await stage(office) == .toApprove)
        let read = ReadAccountingDesk(office: office)
        #expect(try await read.progress(of: december, as: staff.accountant)?.work.own == 2)
        #expect(try await read.progress(of: december, as: staff.approver)?.work.own == 0)
        _ = try await ApprovePayments(office: office)(.month(december), as: staff.approver)
        #expect(try await stage(office) == .toClose)
        _ = try await CloseMonth(office: office)(december, as: staff.approver)
        #expect(try await stage(office) == .toExport)
        let bank = try sampleBank()
        try await withFolder { folder in
            let files = try await ExportTransferFiles(office: office)(
                december,
                to: folder,
                by: bank,
                as: staff.accountant
            )
            let file = try #require(files.first?.file)
            let work = try #require(try await read.progress(of: december, as: staff.accountant)?.work)
            #expect(work.sent == 2 && work.unnoticed == 2 && work.unsent == 0)
            _ = try await SettleTransferFile(office: afterwards)(
                file,
                paidOn: day("2026-12-25"),
                returned: [1: "口座なし"],
                as: staff.accountant
            )
        }
        let desk = try await read(as: staff.auditor)
        let only = try #require(desk.months.first)
        #expect(desk.months.count == 1 && only.stage == .toRetry && only.returned == 1 && only.sent == 0)
        #expect(desk.blocking == 0 && desk.accounts == 0 && desk.objections == 0)
        // Where the next try goes is the account that is confirmed by then.
        let payee = try await database.owner.transaction { session in
            try session.value(
                """
                SELECT payment.payee_id
                  FROM transfer_attempt
                  JOIN payment ON payment.id = transfer_attempt.payment_id
                 WHERE transfer_attempt.state = 'returned'
                """,
                as: Payee.ID.self
            )
        }
        try await MoneyScene(existing: database).account(
            of: payee,
            number: "0000009",
            confirmed: "2026-12-27T00:00:00Z"
        )
        #expect(try await read(as: staff.auditor).months.map(\.unchanged) == [1])
        let later = ReadAccountingDesk(office: database.office(at: moment("2026-12-28T10:00:00+09:00")))
        #expect(try await later(as: staff.auditor).months.map(\.unchanged) == [0])
    }

    @Test("is for accounting alone", arguments: [Role.coordinator, .clerk, .administrator])
    func roles(role: Role) async throws {
        let credential = try #require(staff[role])
        let read = ReadAccountingDesk(office: office)
        await #expect(throws: Refusal.notPermitted(role)) { try await read(as: credential) }
        await #expect(throws: Refusal.notPermitted(role)) {
            _ = try await read.progress(of: december, as: credential)
        }
        await #expect(throws: Refusal.notPermitted(role)) {
            try await ReadLeftOut(office: office)(december, as: credential)
        }
        await #expect(throws: Refusal.notPermitted(role)) {
            try await ReadPayments(office: office).totalled(PaymentQuestion(), as: credential)
        }
    }

    @Test("adds up all payments that answer a question, whatever part of them a page shows")
    func totals() async throws {
        try await scene()
        _ = try await CalculateHonoraria(office: office)(upTo: day("2026-11-30"), as: .system)
        _ = try await PreparePayments(office: office)(december, as: staff.accountant)
        let read = ReadPayments(office: office)
        let one = try #require(PageLimit(1))
        let question = PaymentQuestion(month: december, state: .draft)
        let (first, totals) = try await read.totalled(question, limit: one, as: staff.auditor)
        let (second, same) = try await read.totalled(
            question,
            after: first.next,
            limit: one,
            as: staff.auditor
        )
        #expect(first.items.count == 1 && second.items.count == 1 && second.next == nil)
        let both = first.items + second.items
        #expect(totals == same)
        #expect(totals.payments == 2 && totals.lines == both.map(\.lines).reduce(0, +))
        #expect(totals.gross == both.map(\.gross).reduce(.zero, +))
        #expect(totals.tax == both.map(\.tax).reduce(.zero, +))
        let plain = try await read(question, as: staff.auditor)
        #expect(plain.items == both)
        let (none, nothing) = try await read.totalled(
            PaymentQuestion(month: december, state: .paid),
            as: staff.auditor
        )
        #expect(none.items.isEmpty && nothing == .none)
        let months = try await MonthOverview(office: office)(as: staff.auditor).months
        #expect(months.first?.totals.gross == totals.gross)
    }

    @Test("knows what a preparation would leave out, and prepares nothing")
    func leftOut() async throws {
        try await scene()
        let read = ReadLeftOut(office: office)
        await #expect(throws: Refusal.monthUnknown(december)) {
            try await read(december, as: staff.accountant)
        }
        _ = try await PreparePayments(office: office)(december, as: staff.accountant)
        let left = try await read(december, as: staff.auditor)
        #expect(left.lectures.map(\.refusal) == [nil, nil] && left.payees.isEmpty)
        _ = try await CalculateHonoraria(office: office)(upTo: day("2026-11-30"), as: .system)
        try await database.owner.transaction { session in
            try session.execute("DELETE FROM payee_residency WHERE payee_id = 2")
        }
        let later = try await read(december, as: staff.auditor)
        #expect(later.lectures.isEmpty)
        #expect(
            later.payees.map(\.payee) == [Payee.ID(2)] && later.payees.map(\.reason) == [.residencyUnknown]
        )
        #expect(try await read(december, as: staff.accountant) == later)
    }
}
