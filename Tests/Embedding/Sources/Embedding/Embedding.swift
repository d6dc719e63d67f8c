import Foundation
import KodanDomain
import KodanExport
import KodanService
import KodanStore
import Postgres
import PostgresCluster
import Synchronization

/// Somebody else's program, who uses nothing of Kodan but its library.
///
/// It registers two presenters and a host, matches a request to the nearer presenter, takes the lecture to a closed
/// month, and exports the bank file. One argument: the folder `Config`.
@main
struct Embedding {
    static func main() async throws {
        let config =
            try CommandLine.arguments.dropFirst().first ?? orThrow(nil, "the folder Config as argument")
        let cluster = try EphemeralCluster()
        defer { cluster.stop() }
        let owner = try await database(on: cluster)
        _ = try await LoadTables(owner: owner, folder: config)()
        let calendar = Calendar()
        let pool = Pool(
            options: try ConnectionOptions(url: cluster.url(user: "kodan_app", database: "kodan")),
            size: 2,
            acquireTimeout: .seconds(10)
        )
        let key = [UInt8](repeating: 7, count: 32)
        let vault = try orThrow(AccountVault(keys: [1: key], fingerprintKey: key), "a vault")
        let office = Office(pool: pool, clock: OfficeClock { calendar.now }, vault: vault)
        let chain = Chain(office: office, calendar: calendar, staff: try await Staff(office))
        let lecture = try await chain.assignment()
        let total = try await chain.payment(for: lecture, settings: OfficeSettings(folder: config))
        await pool.close()
        await owner.close()
        print("One lecture by the nearer presenter: \(total.grouped) yen in the bank file.")
    }

    static func database(on cluster: EphemeralCluster) async throws -> Pool {
        let admin = try await Connection.open(ConnectionOptions(url: cluster.url(database: "postgres")))
        try await admin.autocommit { session in
            try session.script("CREATE ROLE kodan_owner LOGIN CREATEROLE")
            try session.script("CREATE DATABASE kodan OWNER kodan_owner")
        }
        await admin.close()
        let options = try ConnectionOptions(url: cluster.url(user: "kodan_owner", database: "kodan"))
        let connection = try await Connection.open(options)
        _ = try await Migrator.core.migrate(connection)
        await connection.close()
        return Pool(options: options, size: 1, acquireTimeout: .seconds(10))
    }
}

/// A calendar that the program turns by hand.
final class Calendar: Sendable {
    private let moment = Mutex(Instant(LocalDate("2026-08-03") ?? LocalDate(dayNumber: 0), .midnight))

    var now: Instant { moment.withLock { $0 } }

    func turn(to text: String) throws {
        let day = try orThrow(LocalDate(text), "a day")
        moment.withLock { $0 = Instant(day, .midnight) }
    }
}

/// The people of the office.
struct Staff {
    let coordinator: Credential
    let accountant: Credential
    let approver: Credential

    init(_ office: Office) async throws {
        func add(_ name: String, _ role: Role) async throws -> Credential {
            let user = NewUser(email: try EmailAddress("\(name)@example.jp"), name: name)
            return .user(try await CreateUser(office: office)(user, roles: [role], as: .system), as: role)
        }
        coordinator = try await add("tanto", .coordinator)
        accountant = try await add("keiri", .accountant)
        approver = try await add("shonin", .approver)
    }
}

/// The steps, one use case after the other.
struct Chain {
    let office: Office
    let calendar: Calendar
    let staff: Staff

    /// Registers, asks, matches and binds.
    func assignment() async throws -> Assignment.ID {
        let presenters = try await RegisterPresenters(office: office)(
            [try presenter("遠井", "トオイ", in: "27100"), try presenter("近井", "チカイ", in: "13101")],
            accounts: .calledBack(note: "called on the day of registration"),
            as: staff.coordinator
        )
        let host = try await RegisterOrganizations(office: office)(
            [
                try OrganizationDraft(
                    name: "見本商工会議所",
                    kind: .chamberOfCommerce,
                    municipality: MunicipalityCode("13101"),
                    address: "千代田区見本町1-1",
                    email: EmailAddress("kaigisho@example.jp"),
                    phone: PhoneNumber("03-0000-0001"),
                    isCouncilMember: true
                )
            ],
            as: staff.coordinator
        )
        let request = try await SubmitRequest(office: office)(
            try draft(from: try orThrow(host.first, "a host")),
            as: staff.coordinator
        )
        try await ScreenRequest(office: office)(request, .approve, as: staff.coordinator)
        let plan = try await MatchRequests(office: office)(save: true, as: staff.coordinator)
        guard plan.matches.map(\.presenter) == [presenters[1]] else {
            throw Surprise(what: "the nearer one comes")
        }
        let offers = try await SendOffers(office: office)(request, as: staff.coordinator)
        return try await AcceptOffer(office: office)(
            try orThrow(offers.first, "an offer"),
            onBehalfOf: "the presenter, who phoned",
            as: staff.coordinator
        )
    }

    /// Attests the lecture, pays it, and returns what the bank file pays.
    func payment(for lecture: Assignment.ID, settings: OfficeSettings) async throws -> Yen {
        try calendar.turn(to: "2026-10-02")
        let held = try TimeRange.lecture()
        let report = try LectureReportDraft(
            held: held,
            minutes: 120,
            attendance: 40,
            summary: "五か条を話した。",
            travel: []
        )
        _ = try await ReportLecture(office: office)(lecture, report, as: staff.coordinator)
        let confirmation = try HostConfirmationDraft(
            minutes: 120,
            attendance: 40,
            satisfaction: 5,
            wouldAskAgain: true,
            comment: ""
        )
        _ = try await ConfirmLecture(office: office)(lecture, confirmation, as: staff.coordinator)
        guard
            case .owed(_, let gross) = try await CalculateHonorarium(office: office)(
                lecture,
                as: staff.accountant
            ),
            let month = YearMonth("2026-10")
        else { throw Surprise(what: "a fee is owed") }
        _ = try await PreparePayments(office: office)(month, as: staff.accountant)
        _ = try await SubmitPayments(office: office)(month, as: staff.accountant)
        _ = try await ApprovePayments(office: office)(.month(month), as: staff.approver)
        _ = try await CloseMonth(office: office)(month, as: staff.approver)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let exported = try await ExportTransferFiles(office: office)(
            month,
            to: folder.path,
            by: settings.bank,
            as: staff.accountant
        )[0]
        let file = try ZenginFile(Array(Data(contentsOf: URL(fileURLWithPath: exported.path))))
        // 10.21 % of the gross, floored, is withheld.
        guard file.total == gross - Yen(gross.amount * 1021 / 10_000) else {
            throw Surprise(what: "gross less tax")
        }
        return file.total
    }

    private func presenter(_ family: String, _ kana: String, in municipality: String) throws -> PresenterDraft
    {
        try PresenterDraft(
            name: PersonName(family: family, given: "見本"),
            kana: KanaName(family: kana, given: "ミホン"),
            email: EmailAddress("\(municipality)@example.jp"),
            phone: PhoneNumber("090-0000-\(municipality.suffix(4))"),
            postalCode: PostalCode("100-0001"),
            municipality: MunicipalityCode(municipality),
            address: "見本町1-1",
            topics: [TopicSkill(TopicCode("five_rules"), level: 2)],
            reachMinutes: 480,
            payee: PayeeDraft(
                legalStatus: .individual,
                residency: .resident,
                name: "\(family)見本",
                postalCode: PostalCode("100-0001"),
                address: "見本町1-1",
                account: AccountDraft(
                    bankCode: "9998",
                    branchCode: "001",
                    depositType: 1,
                    number: "12\(municipality)",
                    holderKana: "\(kana) ミホン"
                )
            )
        )
    }

    private func draft(from host: Organization.ID) throws -> RequestDraft {
        try RequestDraft(
            programme: ProgrammeCode("regional_dispatched"),
            asker: .organization(host),
            contact: Contact(
                name: "見本 花子",
                email: EmailAddress("kaigisho@example.jp"),
                phone: PhoneNumber("03-0000-0001")
            ),
            title: "はじめての情報セキュリティ",
            purpose: "会員の意識を高める",
            audience: "会員企業",
            expectedAttendance: 40,
            isOpenToPublic: false,
            place: .venue(
                Venue(name: "見本会館", municipality: MunicipalityCode("13101"), address: "千代田区見本町1-1")
            ),
            topic: TopicCode("five_rules"),
            requiredLevel: 1,
            slots: [.lecture()]
        )
    }
}

extension TimeRange {
    /// 14:00 to 16:00 on 17 September 2026, a Thursday.
    static func lecture() throws -> TimeRange {
        let day = try orThrow(LocalDate("2026-09-17"), "a day")
        let start = Instant(day, try orThrow(TimeOfDay("14:00"), "a time"))
        return try orThrow(TimeRange(start: start, minutes: 120), "a span")
    }
}

/// What the library should not have done.
struct Surprise: Error {
    let what: String
}

func orThrow<Value>(_ value: Value?, _ what: String) throws -> Value {
    guard let value else { throw Surprise(what: what) }
    return value
}
