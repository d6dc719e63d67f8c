import KodanDomain
import KodanExport
import KodanService
import KodanTestSupport
import Testing

private let december = YearMonth(containing: day("2026-12-01"))

@Suite("Money that is still to be sent to a presenter who has died", .database)
struct DeceasedPayeeTests {
    private let database = TestDatabase.current
    private var staff: Staff { database.staff }
    private var office: Office { database.office(at: moment("2026-12-10T10:00:00+09:00")) }

    private struct Owed {
        let presenter: Presenter.ID
        let payee: Payee.ID
        let other: Payee.ID
    }

    /// Two presenters with one lecture each in November.
    private func owed(as legalStatus: LegalStatus = .individual) async throws -> Owed {
        let scene = try await MoneyScene()
        let (presenter, payee) = try await scene.presenter(legalStatus: legalStatus, number: "1234567")
        let (second, other) = try await scene.presenter(number: "7654321")
        for one in [presenter, second] { _ = try await scene.lecture(by: one, on: day("2026-11-10")) }
        return Owed(presenter: presenter, payee: payee, other: other)
    }

    private func die(_ presenter: Presenter.ID, _ office: Office? = nil) async throws {
        try await ChangePresenterStatus(office: office ?? self.office)(
            of: presenter,
            to: .deceased,
            because: "ご遺族からの連絡",
            as: staff.coordinator
        )
    }

    private func findings() async throws -> [FindingEntry] {
        try await ReadFindings(office: database.office)(in: .open, as: staff.auditor).items
            .filter { $0.cause.kind == .payeeDeceased }
    }

    @Test("stands out as soon as the death is noted, and goes no further until somebody has looked")
    func found() async throws {
        let owed = try await owed()
        _ = try await CalculateHonoraria(office: office)(upTo: day("2026-11-30"), as: .system)
        _ = try await PreparePayments(office: office)(december, as: staff.accountant)
        #expect(try await findings().isEmpty)
        try await die(owed.presenter)
        let found = try await findings()
        #expect(found.map(\.cause) == [FoundCause(.payeeDeceased, .blocks, .payee(owed.payee))])
        let prepared = try await PreparePayments(office: office)(december, as: staff.accountant)
        #expect(prepared.leftOut.map(\.payee) == [owed.payee])
        #expect(prepared.leftOut.map(\.reason) == [.finding])
        try await ClearFinding(office: office)(found[0].id, because: "相続人の口座を確認", as: staff.approver)
        let again = try await PreparePayments(office: office)(december, as: staff.accountant)
        #expect(again.leftOut.isEmpty)
        _ = try await CheckHonoraria(office: office)(as: staff.accountant)
        #expect(try await findings().isEmpty)
    }

    @Test("is found by the check where it is calculated later")
    func calculatedLater() async throws {
        let owed = try await owed()
        try await die(owed.presenter)
        #expect(try await findings().isEmpty)
        _ = try await CalculateHonoraria(office: office)(upTo: day("2026-11-30"), as: .system)
        #expect(try await findings().map(\.cause.subject) == [.payee(owed.payee)])
    }

    @Test("is a corporation's own where the presenter is paid through one")
    func corporation() async throws {
        let owed = try await owed(as: .corporation)
        _ = try await CalculateHonoraria(office: office)(upTo: day("2026-11-30"), as: .system)
        try await die(owed.presenter)
        #expect(try await findings().isEmpty)
    }

    @Test("is not sent again when the bank returns it")
    func returned() async throws {
        let owed = try await owed()
        _ = try await closedMonth(office, staff)
        try await withFolder { folder in
            let bank = try sampleBank()
            let export = ExportTransferFiles(office: office)
            let file = try await export(december, to: folder, by: bank, as: staff.accountant)[0].file
            let afterwards = database.office(at: moment("2026-12-26T10:00:00+09:00"))
            try await die(owed.presenter, afterwards)
            // The bank has it already.
            #expect(try await findings().isEmpty)
            _ = try await SettleTransferFile(office: afterwards)(
                file,
                paidOn: day("2026-12-25"),
                returned: [1: "口座凍結", 2: "口座なし"],
                as: staff.accountant
            )
            let tried = try await RetryTransfers(office: afterwards)(
                december,
                on: day("2026-12-28"),
                to: folder,
                by: bank,
                as: staff.accountant
            )
            #expect(tried.map(\.records) == [1])
            #expect(try await findings().map(\.cause.subject) == [.payee(owed.payee)])
        }
    }
}
