import Foundation
import KodanDomain
import KodanExport
import KodanService
import KodanTestSupport
import Postgres
import Testing

private let december = YearMonth(containing: day("2026-12-01"))

/// What an accountant holds back, and how it comes to be paid after all.
@Suite("Money that is held back", .database)
struct HoldPaymentsTests {
    private let database = TestDatabase.current
    private var staff: Staff { database.staff }
    private var office: Office { database.office(at: moment("2026-12-10T10:00:00+09:00")) }
    private let reason = "口座の届出を確認中"

    /// Two payees with one lecture each in November; the payees.
    private func owed() async throws -> (held: Payee.ID, other: Payee.ID, scene: MoneyScene) {
        let scene = try await MoneyScene()
        var payees: [Payee.ID] = []
        for number in ["1234567", "7654321"] {
            let (presenter, payee) = try await scene.presenter(number: number)
            _ = try await scene.lecture(by: presenter, on: day("2026-11-10"))
            payees.append(payee)
        }
        _ = try await CalculateHonoraria(office: office)(upTo: day("2026-11-30"), as: .system)
        return (payees[0], payees[1], scene)
    }

    private func prepare(_ month: YearMonth = december, _ office: Office? = nil) async throws
        -> PreparedMonth
    {
        try await PreparePayments(office: office ?? self.office)(month, as: staff.accountant)
    }

    private func hold(_ payee: Payee.ID) async throws -> Finding.ID {
        try await HoldPayments(office: office)(of: payee, because: reason, as: staff.accountant).finding
    }

    /// The payees of December's payments in these states.
    private func paid(_ states: PaymentState...) async throws -> [Payee.ID] {
        try await ReadPayments(office: office)(PaymentQuestion(month: december), as: staff.auditor).items
            .filter { states.contains($0.state) }
            .map(\.payee)
    }

    @Test("leaves its month at any step before the close, and the others go on", arguments: 0...2)
    func leaves(steps: Int) async throws {
        let (payee, other, _) = try await owed()
        _ = try await prepare()
        if steps > 0 { _ = try await SubmitPayments(office: office)(december, as: staff.accountant) }
        if steps > 1 {
            _ = try await ApprovePayments(office: office)(.month(december), as: staff.approver)
        }
        let finding = try await hold(payee)
        #expect(try await paid(.dropped) == [payee])
        let held = try await ReadFindings(office: office)(finding, as: staff.auditor)
        #expect(held.cause.kind == .held && held.cause.subject == .payee(payee) && held.state == .open)
        #expect(held.note == reason && held.reason == nil)
        if steps < 1 { _ = try await SubmitPayments(office: office)(december, as: staff.accountant) }
        if steps < 2 {
            _ = try await ApprovePayments(office: office)(.month(december), as: staff.approver)
        }
        let closed = try await CloseMonth(office: office)(december, as: staff.approver)
        #expect(closed.totals.payments == 1)
        #expect(try await paid(.closed) == [other])
    }

    @Test("brings nobody else into a month that is ready to be closed")
    func strangers() async throws {
        let (payee, other, scene) = try await owed()
        _ = try await prepare()
        _ = try await SubmitPayments(office: office)(december, as: staff.accountant)
        _ = try await ApprovePayments(office: office)(.month(december), as: staff.approver)
        let (presenter, _) = try await scene.presenter()
        _ = try await scene.lecture(by: presenter, on: day("2026-11-20"))
        _ = try await CalculateHonoraria(office: office)(upTo: day("2026-11-30"), as: .system)
        _ = try await hold(payee)
        _ = try await CloseMonth(office: office)(december, as: staff.approver)
        #expect(try await paid(.closed, .draft) == [other])
    }

    @Test("waits when the bank returns it, and is sent again once it is released")
    func returned() async throws {
        let (payee, _, _) = try await owed()
        _ = try await closedMonth(office, staff)
        let bank = try sampleBank()
        try await withFolder { folder in
            let export = ExportTransferFiles(office: office)
            let first = try await export(december, to: folder, by: bank, as: staff.accountant)[0]
            let afterwards = database.office(at: moment("2026-12-26T10:00:00+09:00"))
            _ = try await SettleTransferFile(office: afterwards)(
                first.file,
                paidOn: day("2026-12-25"),
                results: (1...2).map { TransferResult(record: $0, returned: "口座なし") },
                as: staff.accountant
            )
            let (finding, _) = try await HoldPayments(office: afterwards)(
                of: payee,
                because: reason,
                as: staff.accountant
            )
            let retry = RetryTransfers(office: afterwards)
            let next = day("2026-12-28")
            func numbers() async throws -> [String] {
                let tried = try await retry(december, on: next, to: folder, by: bank, as: staff.accountant)
                let bytes = try Data(contentsOf: URL(fileURLWithPath: tried[0].path))
                return try ZenginFile(bytes).transfers.map(\.accountNumber)
            }
            #expect(try await numbers() == ["7654321"])
            await #expect(throws: Refusal.nothingToPay(december)) { _ = try await numbers() }
            try await ClearFinding(office: afterwards)(finding, because: "確認できた", as: staff.approver)
            #expect(try await numbers() == ["1234567"])
        }
    }

    @Test("is not found gone by a check, is paid later once it is released, and may be held again")
    func released() async throws {
        let (payee, other, _) = try await owed()
        let finding = try await hold(payee)
        let first = try await prepare()
        #expect(first.prepared.map(\.payee) == [other])
        #expect(first.leftOut.map(\.payee) == [payee] && first.leftOut.map(\.reason) == [.finding])
        let check = try await CheckHonoraria(office: office)(as: staff.accountant)
        #expect(check.gone.isEmpty && check.blocking == 1)
        // Whoever is held already stays so, for the reason given first.
        let twice = try await HoldPayments(office: office)(of: payee, because: "ほか", as: staff.accountant)
        #expect(twice.finding == finding && !twice.isNew)
        #expect(try await ReadFindings(office: office)(finding, as: staff.auditor).note == reason)
        try await ClearFinding(office: office)(finding, because: "確認できた", as: staff.approver)
        #expect(try await prepare().prepared.map(\.payee) == [payee])
        let again = try await hold(payee)
        #expect(again != finding)
        #expect(try await paid(.draft) == [other])
        #expect(try await paid(.dropped) == [payee])
        try await ClearFinding(office: office)(again, because: "確認できた", as: staff.accountant)
        let january = YearMonth(containing: day("2027-01-01"))
        _ = try await SubmitPayments(office: office)(december, as: staff.accountant)
        let later = try await prepare(january, database.office(at: moment("2027-01-08T10:00:00+09:00")))
        #expect(later.prepared.map(\.payee) == [payee])
    }

    @Test("is held by accountants alone, with a reason, and released by accounting alone")
    func roles() async throws {
        let (payee, _, _) = try await owed()
        let hold = HoldPayments(office: office)
        for role in [Role.coordinator, .clerk, .approver, .auditor, .administrator] {
            let credential = try #require(staff[role])
            await #expect(throws: Refusal.notPermitted(role)) {
                try await hold(of: payee, because: reason, as: credential)
            }
        }
        await #expect(throws: Refusal.self) {
            try await hold(of: payee, because: " ", as: staff.accountant)
        }
        let nobody = Payee.ID(999_999)
        await #expect(throws: Refusal.notFound(nobody.description)) {
            try await hold(of: nobody, because: reason, as: staff.accountant)
        }
        let finding = try await self.hold(payee)
        await #expect(throws: Refusal.notPermitted(.coordinator)) {
            try await ClearFinding(office: office)(finding, because: "よい", as: staff.coordinator)
        }
    }
}
