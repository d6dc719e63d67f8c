import Foundation
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import Postgres

/// What the executable needs to know to work on the running test's database.
private func settings(for database: TestDatabase) -> [String: String] {
    let place = database.app.options.keywords.filter {
        ["host", "port", "user", "dbname"].contains($0.keyword)
    }
    return [
        "KODAN_CONFIG": SheetFiles.checkout + "/Config",
        "KODAN_ACCOUNT_KEYS": "1:" + Data(repeating: 1, count: 32).base64EncodedString(),
        "KODAN_FINGERPRINT_KEY": Data(repeating: 2, count: 32).base64EncodedString(),
        "DATABASE_URL": place.map { "\($0.keyword)='\($0.value)'" }.joined(separator: " "),
    ]
}

@Suite("Matching the database from the command line", .database)
struct MatchDatabaseTests {
    /// A presenter, and an approved request for the afternoon of 1 June 2026.
    private func scene(
        _ database: TestDatabase
    ) async throws -> (presenter: Presenter.ID, request: LectureRequest.ID) {
        let presenter = try await database.makePresenter(Sample.presenter(1)).id
        let host = try await database.makeOrganization(Sample.organization(1))
        let request = try await database.makeRequest(of: host.id, as: host.host)
        try await ScreenRequest(office: database.office)(request, .approve, as: database.staff.coordinator)
        return (presenter, request)
    }

    @Test("prints the JSON of spreadsheets with ids that carry their kind, as of the moment asked for")
    func json() async throws {
        let database = TestDatabase.current
        let (presenter, request) = try await scene(database)
        let arguments = ["match", "--as", "coordinator@body.example.jp", "--json", "--as-of"]
        let before = try CommandRun(arguments + ["2026-06-01T13:59"], environment: settings(for: database))
        #expect(before.errors.isEmpty)
        #expect(before.status == 0)
        let json = try #require(before.json)
        let sheets = try #require(
            try SheetFiles(
                presenters: "id,municipality,topics,level,cap_per_month\n",
                requests: "id,municipality,topic,level,slots\n"
            ).match(["--json"]).json
        )
        #expect(Set(json.keys) == Set(sheets.keys))
        let match = try #require((json["assignments"] as? [[String: Any]])?.first)
        #expect(match["request"] as? String == "\(request)")
        #expect(match["presenter"] as? String == "\(presenter)")
        #expect(match["start"] as? String == "2026-06-01T14:00:00+09:00")
        #expect(json["total_cost"] as? Int == (match["cost"] as? [String: Int])?["total"])

        let after = try CommandRun(arguments + ["2026-06-01 14:00"], environment: settings(for: database))
        let left = try #require((after.json?["unmatched_requests"] as? [[String: Any]])?.first)
        #expect(left["request"] as? String == "\(request)")
        #expect((left["reason"] as? [String: Any])?["code"] as? String == "too_late")
    }

    @Test("keeps to the programmes asked for, and refuses one that there is not")
    func programmes() async throws {
        let database = TestDatabase.current
        _ = try await scene(database)
        func run(_ programme: String) throws -> CommandRun {
            try CommandRun(
                [
                    "match", "--as", "coordinator@body.example.jp", "--as-of", "2026-05-01", "--programme",
                    programme,
                ],
                environment: settings(for: database)
            )
        }
        #expect(try run("regional_dispatched").output.hasPrefix("1 open request, 1 matched, 0 not"))
        #expect(try run("awareness_seminar").output.hasPrefix("0 open requests, 0 matched, 0 not"))
        let unknown = try run("nonesuch")
        #expect(unknown.status == 65)
        #expect(unknown.output.isEmpty)
        #expect(unknown.errors.contains("nonesuch"))
    }

    @Test("explains requests by their ids and draws the plan on the database's map")
    func reasons() async throws {
        let database = TestDatabase.current
        let (presenter, request) = try await scene(database)
        let folder = try SheetFiles(presenters: "", requests: "")
        let path = folder.folder + "/plan.svg"
        let arguments = [
            "match", "--as", "coordinator@body.example.jp", "--as-of", "2026-05-01", "--map", path,
            "--explain", "\(request)",
        ]
        let told = try CommandRun(arguments, environment: settings(for: database))
        #expect(told.status == 0, "\(told.errors)")
        #expect(told.output.contains("\n\n\(request)\n  \(presenter) takes it on "))
        let svg = try String(contentsOfFile: path, encoding: .utf8)
        #expect(svg.contains("<title>\(request) → \(presenter), "))
        let json = try #require(
            try CommandRun(arguments + ["--json"], environment: settings(for: database)).json
        )
        let explanation = try #require((json["explanations"] as? [[String: Any]])?.first)
        #expect(explanation["request"] as? String == "\(request)")
        #expect(explanation["outcome"] as? String == "matched")
    }

    @Test(
        "saves nothing when a request that is to be explained is none, or not open",
        arguments: ["req-999", "R1"]
    )
    func unknown(request: String) async throws {
        let database = TestDatabase.current
        _ = try await scene(database)
        let run = try CommandRun(
            ["match", "--as", "coordinator@body.example.jp", "--save", "--explain", request],
            environment: settings(for: database)
        )
        #expect(run.status == 65)
        #expect(run.output.isEmpty)
        #expect(run.errors.split(separator: "\n").count == 1)
        #expect(run.errors.contains(request))
        let runs = try await database.owner.transaction { session in
            try session.value("SELECT count(*) FROM matching_run", as: Int.self)
        }
        #expect(runs == 0)
    }
}
