import CSV
import Foundation
import KodanDomain
import KodanImport
import KodanService
import KodanTestSupport
import Postgres
import Synchronization
import Testing

@Suite("The registers as files", .database)
struct ExportRegistersTests {
    private static let names = Result { try MunicipalityNames(shippedIn: Checkout.config + "/geo") }

    private let cast = Cast()

    /// The bytes of the register of presenters as somebody has it written.
    private func presenters(
        _ question: PresenterQuestion = PresenterQuestion(),
        as credential: Credential
    ) async throws -> [UInt8] {
        try await withFolder { folder in
            let written = try await ExportPresenters(office: cast.office)(
                question,
                at: folder + "/presenters.csv",
                as: credential
            )
            let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: written.path)))
            #expect(try CSVTable(bytes).rows.count == written.rows)
            return bytes
        }
    }

    /// The bytes of the register of organizations as a coordinator has it written.
    private func organizations() async throws -> [UInt8] {
        try await withFolder { folder in
            let written = try await ExportOrganizations(office: cast.office)(
                at: folder + "/organizations.csv",
                as: cast.coordinator
            )
            return try Array(Data(contentsOf: URL(fileURLWithPath: written.path)))
        }
    }

    /// A presenter of whom everything is known that a register has.
    private func whole() throws -> PresenterDraft {
        try PresenterDraft(
            name: PersonName(family: "講壇", given: "花子"),
            kana: KanaName(family: "コウダン", given: "ハナコ"),
            email: EmailAddress("-hanako@people.example.jp"),
            phone: PhoneNumber("+81-3-0000-0001"),
            postalCode: PostalCode("0600001"),
            municipality: MunicipalityCode("01101"),
            address: "=北一条西2, \"本館\"",
            qualifications: [
                Qualification(
                    QualificationCode("it_coordinator"),
                    expires: LocalDate("2028-03-31")
                ),
                Qualification(QualificationCode("riss"), number: "000123"),
                Qualification(QualificationCode("tax_accountant")),
            ],
            topics: [
                TopicSkill(TopicCode("phishing"), level: 2),
                TopicSkill(TopicCode("security_action"), level: 0),
            ],
            reachMinutes: 90,
            acceptsOnline: false,
            acceptsOvernight: true,
            monthlyCap: 3,
            yearlyCap: 20,
            weeklyHours: [
                hours(.monday, 9, 18), hours(.wednesday, 9, 18), hours(.wednesday, 19, 21),
                hours(.saturday, 10, 12),
            ],
            unavailable: [
                #require(DateRange(written: "2026-12-05")),
                #require(DateRange(written: "2026-12-28/2027-01-04")),
            ],
            organization: "団体1",
            rank: RankCode("senior"),
            payee: Sample.payee(account: "1234567")
        )
    }

    private func hours(_ day: Weekday, _ from: Int, _ to: Int) throws -> WeeklyHours {
        try WeeklyHours(
            day,
            from: #require(TimeOfDay(hour: from, minute: 0)),
            to: #require(TimeOfDay(hour: to, minute: 0))
        )
    }

    @Test("say what is known of presenters in words, and nothing of their payees")
    func words() async throws {
        _ = try await cast.host(1)
        _ = try await RegisterPresenters(office: cast.office)([whole()], as: cast.coordinator)
        let bytes = try await presenters(as: cast.database.staff.auditor)
        let row = try #require(try CSVTable(bytes).rows.first)
        #expect(row["番号"].hasPrefix("pre-") && row["状態"] == "登録中" && row["登録日"] == "\(Cast.today.date)")
        #expect(row["姓"] == "講壇" && row["メイ"] == "ハナコ" && row["郵便番号"] == "060-0001")
        #expect(row["都道府県"] == "北海道" && row["市区町村"] == "札幌市中央区")
        #expect(row["資格"] == "ITコーディネータ::2028-03-31;情報処理安全確保支援士:000123;税理士")
        #expect(row["分野"] == "フィッシング・不審メール対策:2;SECURITY ACTION:0")
        #expect(row["曜日・時間"] == "月・水 09:00-18:00;水 19:00-21:00;土 10:00-12:00")
        #expect(row["対応不可日"] == "2026-12-05;2026-12-28/2027-01-04")
        #expect(row["所属団体"] == "団体1" && row["等級"] == "上級" && row["オンライン"] == "いいえ")
        // No spreadsheet takes them for formulas.
        #expect(row["住所"] == "'=北一条西2, \"本館\"" && row["電話"] == "'+81-3-0000-0001")
        #expect(row["メール"] == "'-hanako@people.example.jp")
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(!text.contains("1234567") && !text.contains("9991"))
    }

    @Test("are read by an import, after which they are written as before")
    func roundTrip() async throws {
        _ = try await cast.host(1)
        _ = try await RegisterPresenters(office: cast.office)(
            [whole(), Sample.presenter(2)],
            as: cast.coordinator
        )
        let (people, hosts) = (try await presenters(as: cast.coordinator), try await organizations())
        // The others are somebody else from here on, as in an installation that never knew them.
        try await cast.database.owner.transaction { session in
            try session.script(
                """
                UPDATE presenter SET email = 'old-' || email;
                UPDATE app_user SET email = 'old-' || email WHERE id IN (SELECT user_id FROM presenter);
                UPDATE organization SET name = 'old ' || name, email = 'old-' || email;
                """
            )
        }
        var options = ImportOptions()
        options.allowsDuplicates = true
        let places = try Self.names.get()
        let registered = try await ImportOrganizations(office: cast.office, municipalities: places)(
            { wholePiece(hosts) },
            options,
            as: cast.coordinator
        )
        #expect(registered.isSaved && registered.registered == 1 && registered.isClean)
        #expect(registered.ignoredColumns == ["番号", "統合先"])
        let report = try await ImportPresenters(office: cast.office, municipalities: places)(
            { wholePiece(people) },
            options,
            as: cast.coordinator
        )
        #expect(report.isSaved && report.registered == 2 && report.isClean)
        #expect(report.ignoredColumns == ["番号", "登録日"])

        func fields(_ bytes: [UInt8]) throws -> [[String]] {
            let table = try CSVTable(bytes)
            return table.rows.map { row in table.columns.filter { $0 != "番号" }.map { row[$0] } }
        }
        #expect(try await fields(presenters(as: cast.coordinator)).suffix(2) == fields(people)[...])
        #expect(try await fields(organizations()).suffix(1) == fields(hosts)[...])
    }

    @Test("are narrowed as the lists are; who is not active is not imported by mistake")
    func narrowed() async throws {
        let (first, second) = (try await cast.lecturer(1), try await cast.lecturer(2, in: "14104"))
        try await ChangePresenterStatus(office: cast.office)(
            of: second.id,
            to: .retired,
            because: "引退",
            as: cast.coordinator
        )
        func keys(_ question: PresenterQuestion, as credential: Credential) async throws -> [String] {
            try CSVTable(try await presenters(question, as: credential)).rows.map { $0["番号"] }
        }
        let all = PresenterQuestion()
        #expect(try await keys(all, as: cast.coordinator) == ["\(first.id)", "\(second.id)"])
        #expect(try await keys(PresenterQuestion(status: .active), as: cast.coordinator) == ["\(first.id)"])
        #expect(try await keys(all, as: cast.database.staff.administrator).count == 2)
        // A limit is a limit here too.
        #expect(try await keys(all, as: try await cast.limited(to: "14")) == ["\(second.id)"])

        let bytes = try await presenters(as: cast.coordinator)
        var options = ImportOptions()
        options.isDryRun = true
        options.allowsDuplicates = true
        let refused = RefusedStates()
        _ = try await ImportPresenters(office: cast.office, municipalities: try Self.names.get())(
            { wholePiece(bytes) },
            options,
            as: cast.coordinator,
            tell: { refused.note($0) }
        )
        #expect(refused.found == ["退任"])
    }

    @Test("leave the house on record, and only for those who keep them and auditors")
    func recorded() async throws {
        let lecturer = try await cast.lecturer(1)
        let host = try await cast.host(1)
        let staff = cast.database.staff
        _ = try await presenters(as: staff.auditor)
        _ = try await organizations()
        let (auditor, coordinator) = (try #require(staff.auditor.user), try #require(staff.coordinator.user))
        let exports = try await ReadExports(office: cast.office)(as: staff.auditor).items
        #expect(exports.map(\.kind) == [.presenterRegister, .organizationRegister])
        #expect(exports.map(\.exportedBy) == [auditor, coordinator])
        #expect(exports.map(\.fileName) == ["presenters.csv", "organizations.csv"])
        let events = try await cast.texts(
            "SELECT action || ' ' || (detail->>'rows') FROM audit_event WHERE action LIKE '%.exported' ORDER BY id"
        )
        #expect(events == ["presenters.exported 1", "organizations.exported 1"])

        for (role, credential) in [
            (Role.host, host.credential), (.presenter, lecturer.credential), (.clerk, staff.clerk),
            (.accountant, staff.accountant), (.approver, staff.approver),
        ] {
            await #expect(throws: Refusal.notPermitted(role)) { try await presenters(as: credential) }
        }
        #expect(try await ReadExports(office: cast.office)(as: staff.auditor).items.count == 2)
    }
}

/// The states for which rows were refused.
private final class RefusedStates: Sendable {
    private let states = Mutex<[String]>([])

    var found: [String] { states.withLock { $0 } }

    func note(_ finding: ImportFinding) {
        guard case .refused(let problem) = finding, problem.column == "状態" else { return }
        states.withLock { $0.append(problem.value) }
    }
}
