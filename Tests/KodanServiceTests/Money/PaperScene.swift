import Foundation
import KodanDomain
import KodanImport
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

/// A closed December of three payees, for the papers that are written from it.
///
/// The registered one: a lecture of 30,000 with 12,340 of cash travel, tax 4,322. The other: two lectures of 600,000,
/// tax 142,940 (71,470 each), 200,000 above a million. A corporation: 30,000 without tax.
struct PaperScene {
    static let december = YearMonth(containing: day("2026-12-01"))
    static let january = YearMonth(containing: day("2027-01-01"))
    static let february = YearMonth(containing: day("2027-02-01"))

    let database = TestDatabase.current
    let money: MoneyScene
    let registered: (presenter: Presenter.ID, payee: Payee.ID)
    let other: (presenter: Presenter.ID, payee: Payee.ID)
    let firm: (presenter: Presenter.ID, payee: Payee.ID)
    /// The registered presenter themselves, and somebody else.
    let presenter: Credential
    let stranger: Credential

    static let totals = ControlTotals(
        payees: 3,
        payments: 3,
        lines: 4,
        gross: Yen(1_272_340),
        base: Yen(1_272_340),
        tax: Yen(147_262)
    )

    var staff: Staff { database.staff }
    var office: Office { database.office }

    init() async throws {
        money = try await MoneyScene()
        let office = database.office(at: moment("2026-12-10T10:00:00+09:00"))
        try await money.addTaxTables()
        func person(_ name: String) async throws -> User.ID {
            let new = NewUser(email: try EmailAddress("\(name)@example.jp"), name: name)
            return try await CreateUser(office: office)(new, roles: [.presenter], as: .system)
        }
        let (user, someone) = (try await person("ana"), try await person("ben"))
        presenter = .user(user, as: .presenter)
        stranger = .user(someone, as: .presenter)
        registered = try await money.presenter(user: user)
        other = try await money.presenter(rank: "flat_600000", number: "1234568", user: someone)
        firm = try await money.presenter(legalStatus: .corporation, number: "1234569")
        try await register("T7123456789012", for: registered.payee, checkedOn: "2026-11-01")
        let travel: [MoneyScene.Leg] = [.cash(12_340), .ticket(980)]
        _ = try await money.lecture(by: registered.presenter, on: day("2026-11-10"), travel: travel)
        for held in ["2026-11-11", "2026-11-12"] {
            _ = try await money.lecture(by: other.presenter, on: day(held))
        }
        _ = try await money.lecture(by: firm.presenter, on: day("2026-11-13"))
        _ = try await closedMonth(office, staff)
    }

    /// Gives a payee a registration number.
    func register(_ number: String, for payee: Payee.ID, checkedOn: String?) async throws {
        try await database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO payee_invoice_number (payee_id, number, valid, checked_on)
                VALUES (\(payee.rawValue), \(number), '[2023-10-01,)', \(checkedOn)::date)
                """
            )
        }
    }

    /// The bank pays the month's file on `paidOn`; the clock stands at the day after.
    func pay(_ month: YearMonth, on paidOn: LocalDate) async throws {
        let bank = try sampleBank()
        try await withFolder { folder in
            let files = try await ExportTransferFiles(office: office)(
                month,
                to: folder,
                by: bank,
                as: staff.accountant
            )
            database.clock.set(Instant(paidOn.adding(days: 1), .midnight).adding(minutes: 600))
            for file in files {
                _ = try await SettleTransferFile(office: office)(
                    file.file,
                    paidOn: paidOn,
                    as: staff.accountant
                )
            }
        }
    }

    /// A closed January that takes back the registered payee's lecture and one of the other's, and pays new ones:
    /// 30,000 to the first, two of 600,000 to the second.
    func correct() async throws {
        database.clock.set(moment("2027-01-08T10:00:00+09:00"))
        let paid: [Honorarium.ID] = try await database.owner.transaction { session in
            try session.rows("SELECT id FROM honorarium ORDER BY id") { row throws(PostgresError) in
                try row.value("id", as: Int64.self)
            }.map { Honorarium.ID($0) }
        }
        for id in paid.prefix(2) {
            _ = try await CorrectHonorarium(office: office)(
                id,
                by: nil,
                reason: "開催なし",
                as: staff.accountant
            )
        }
        _ = try await money.lecture(by: registered.presenter, on: day("2026-12-10"))
        for held in ["2026-12-11", "2026-12-12"] {
            _ = try await money.lecture(by: other.presenter, on: day(held))
        }
        _ = try await CalculateHonoraria(office: office)(upTo: day("2026-12-31"), as: .system)
        _ = try await PreparePayments(office: office)(PaperScene.january, as: staff.accountant)
        _ = try await SubmitPayments(office: office)(PaperScene.january, as: staff.accountant)
        _ = try await ApprovePayments(office: office)(.month(PaperScene.january), as: staff.approver)
        _ = try await CloseMonth(office: office)(PaperScene.january, as: staff.approver)
    }

    /// How many rows say that something was exported or issued.
    func rows() async throws -> [Int] {
        try await database.owner.transaction { session in
            try session.one(
                """
                SELECT ARRAY[(SELECT count(*) FROM export_run), (SELECT count(*) FROM payment_notice)] AS counts
                """
            ) { row throws(PostgresError) in try row.value("counts") }
        }
    }

    /// Makes the ledger differ from what December was closed with.
    func spoilLedger() async throws {
        try await database.owner.transaction { session in
            try session.script(
                """
                ALTER TABLE payment_month DISABLE TRIGGER kept;
                UPDATE payment_month SET gross = gross + 1, base = base + 1, net = net + 1 WHERE month = '2026-12-01';
                """
            )
        }
    }

    /// Makes a line of the snapshot say something else than its payment.
    func spoilLine() async throws {
        try await database.owner.transaction { session in
            try session.script(
                """
                ALTER TABLE month_line DISABLE TRIGGER USER;
                UPDATE month_line SET fee = fee + 1 WHERE position = 2;
                """
            )
        }
    }

    static let body = OfficeBody(name: "見本公法機構", address: "東京都千代田区見本1-1", phone: "03-0000-0000")

    /// The shipped accounts.
    static func accounts() throws -> JournalAccounts {
        let table = try FileBytes(path: Checkout.config + "/accounting/journal-accounts.csv")
        return try JournalAccounts { try table.next() }
    }
}

/// The bytes of a file.
func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

/// The text of a file.
func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

/// What lies in a folder, hidden files too.
func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
}
