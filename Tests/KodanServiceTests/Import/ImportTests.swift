import KodanDomain
import KodanImport
import KodanService
import KodanTestSupport
import Postgres
import Synchronization
import Testing

@Suite("Importing a file", .database)
struct ImportTests {
    private let database = TestDatabase.current
    private static let names = Result { try MunicipalityNames(shippedIn: Checkout.config + "/geo") }

    private static let header =
        "family_name,given_name,family_kana,given_kana,email,phone,postal_code,municipality_code,address,topics"

    private static func row(_ number: Int, kana: String = "ハナコ", email: String? = nil, phone: String? = nil)
        -> String
    {
        let letters = Array("アイウエオカキクケコ")
        let name = kana + String(String(number).compactMap(\.wholeNumberValue).map { letters[$0] })
        let digits = String(String(100_000_000 + number).dropFirst())
        return "講壇,花子\(number),コウダン,\(name),\(email ?? "p\(number)@example.jp"),"
            + "\(phone ?? "090\(digits)"),1020074,13101,九段南1-2-1,phishing:2"
    }

    private func run(
        _ rows: [String],
        _ options: ImportOptions = ImportOptions(),
        header: String = Self.header
    ) async throws -> (ImportReport, [ImportFinding]) {
        let bytes = Array(([header] + rows).joined(separator: "\n").utf8)
        let findings = Findings()
        let report = try await ImportPresenters(office: database.office, municipalities: Self.names.get())(
            { wholePiece(bytes) },
            options,
            as: database.staff.coordinator,
            tell: { finding in findings.list.withLock { $0.append(finding) } }
        )
        return (report, findings.list.withLock { $0 })
    }

    private func count() async throws -> Int {
        try await database.owner.transaction { try $0.value("SELECT count(*)::integer FROM presenter") }
    }

    @Test("saves two thousand presenters, each with an event of the record")
    func large() async throws {
        let (report, findings) = try await run((1...2000).map { Self.row($0) })
        #expect(report.read == 2000 && report.registered == 2000 && report.isClean && report.isSaved)
        #expect(findings.isEmpty)
        let events = try await database.owner.transaction { session in
            try session.value(
                "SELECT count(*)::integer FROM audit_event WHERE action = 'presenter.registered'",
                as: Int.self
            )
        }
        #expect(events == 2000)
        #expect(try await count() == 2000)
    }

    @Test("saves nothing when one row is bad, and says where")
    func allOrNothing() async throws {
        let (report, findings) = try await run([Self.row(1), Self.row(2, email: "nobody"), Self.row(3)])
        #expect(report.read == 3 && report.registered == 2 && report.refused == 1 && !report.isSaved)
        let problem = RowProblem(line: 3, column: "email", value: "nobody", expected: .email)
        #expect(findings == [.refused(problem)])
        #expect(try await count() == 0)
    }

    @Test("saves the good rows when it is told to skip the bad")
    func skips() async throws {
        var options = ImportOptions()
        options.skipsBadRows = true
        let (report, _) = try await run([Self.row(1), Self.row(2, email: "nobody"), Self.row(3)], options)
        #expect(report.isSaved)
        #expect(try await count() == 2)
    }

    @Test("saves nothing in a dry run")
    func dryRun() async throws {
        var options = ImportOptions()
        options.isDryRun = true
        let (report, _) = try await run([Self.row(1)], options)
        #expect(report.registered == 1 && !report.isSaved)
        #expect(try await count() == 0)
    }

    @Test("names the line or the presenter that a row looks like, near or far")
    func duplicates() async throws {
        let (there, _) = try await database.makePresenter(
            Sample.presenter(1, givenKana: "ハナコイ", email: "there@example.jp")
        )
        let rows =
            [Self.row(1, email: "there@example.jp"), Self.row(2), Self.row(2, email: "other@example.jp")]
            + (3...600).map { Self.row($0) } + [Self.row(2, email: "third@example.jp")]
        var options = ImportOptions()
        options.skipsBadRows = true
        let (report, findings) = try await run(rows, options)
        #expect(
            findings == [
                .likelyDuplicate(line: 2, of: .registered(there.description), by: .email),
                .likelyDuplicate(line: 4, of: .line(3), by: .phone),
                .likelyDuplicate(line: 603, of: .line(3), by: .phone),
            ]
        )
        #expect(report.duplicates == 3 && report.registered == 599)
    }

    @Test("says why a row that reads well cannot be registered")
    func notRegistered() async throws {
        _ = try await database.makePresenter(Sample.presenter(1, email: "taken@example.jp"))
        let (_, findings) = try await run([Self.row(5, email: "taken@example.jp")])
        let address = try EmailAddress("taken@example.jp")
        #expect(findings == [.notRegistered(line: 2, because: .emailTaken(address))])
    }

    @Test("refuses unknown columns unless told to pass them over")
    func unknownColumns() async throws {
        let header = Self.header + ",星座"
        await #expect(throws: HeaderProblem(unknown: ["星座"])) {
            _ = try await run([Self.row(1) + ",牡羊座"], header: header)
        }
        var options = ImportOptions()
        options.ignoresUnknownColumns = true
        let (report, _) = try await run([Self.row(1) + ",牡羊座"], options, header: header)
        #expect(report.ignoredColumns == ["星座"] && report.isSaved)
    }

    @Test("registers organizations, and finds the one that is there twice")
    func organizations() async throws {
        let text = """
            name,kind,municipality_code,address,email,phone
            見本第一商工会議所,商工会議所,13101,九段南1-2-1,one@example.jp,03-0000-0001
            見本第二商工会議所,商工会議所,13101,九段南1-2-1,two@example.jp,03-0000-0002
            見本第一商工会議所,商工会議所,13101,九段南1-2-1,one@example.jp,03-0000-0003
            """
        let findings = Findings()
        var options = ImportOptions()
        options.skipsBadRows = true
        let report = try await ImportOrganizations(
            office: database.office,
            municipalities: Self.names.get()
        )(
            { wholePiece(Array(text.utf8)) },
            options,
            as: database.staff.coordinator,
            tell: { finding in findings.list.withLock { $0.append(finding) } }
        )
        #expect(report.registered == 2 && report.duplicates == 1)
        #expect(findings.list.withLock { $0 } == [.likelyDuplicate(line: 4, of: .line(2), by: .email)])
    }
}

/// What an import told.
private final class Findings: Sendable {
    let list = Mutex<[ImportFinding]>([])
}
