import Foundation
import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@Suite("kodan calendars", .database)
struct CalendarCommandTests {
    @Test("gives out an address once, lists and revokes it")
    func all() async throws {
        let run = try OfficeRun()
        defer { run.end() }
        try await TestDatabase.current.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO organization (name, kind, council_member, municipality_code, address, email, phone, state,
                                          registered_at)
                VALUES ('団体', 'chamber_of_commerce', false, '13101', '九段南', 'host@example.jp', '03-0000-0001',
                        'active', '2026-04-01T00:00:00Z')
                """
            )
        }
        let issued = try run(as: "coordinator", ["calendars", "issue", "--organization", "org-1"])
        #expect(issued.status == 0, "\(issued.errors)")
        #expect(issued.output.contains("/v1/calendars/kdc_") && issued.output.hasSuffix(".ics\n"))
        let key = try #require(issued.output.split(separator: " ").first.map { String($0) })
        let list = try run(as: "auditor", ["calendars", "list", "--organization", "org-1"])
        #expect(list.output.hasPrefix("\(key)  ") && list.output.contains("serves"), "\(list.errors)")
        #expect(!list.output.contains("kdc_"))
        let revoked = try run(as: "coordinator", ["calendars", "revoke", key])
        #expect(revoked.output == "\(key) serves nobody any more.\n", "\(revoked.errors)")
        #expect(try run(as: "coordinator", ["calendars", "revoke", key]).status == 65)
        let listed = try run(as: "coordinator", ["calendars", "list", "--organization", "org-1"])
        #expect(listed.output.contains("revoked "))
        // Where no other address is set, the one at which the server listens.
        let issue = ["calendars", "issue", "--organization", "org-1", "--as", "coordinator@body.example.jp"]
        let settings = run.settings.merging(["KODAN_PORT": "9090"]) { $1 }
        let here = try CommandRun(issue, environment: settings)
        #expect(here.output.contains("http://127.0.0.1:9090/v1/calendars/kdc_"), "\(here.errors)")
    }

    @Test("refuses with a sentence")
    func refused() throws {
        let run = try OfficeRun()
        defer { run.end() }
        let cases: [([String], Int32, String)] = [
            (["issue"], 64, "--presenter"),
            (["list", "--presenter", "pre-1", "--organization", "org-1"], 64, "either"),
            (["issue", "--presenter", "pre-99"], 65, "pre-99"), (["revoke", "cal-99"], 65, "cal-99"),
        ]
        for (words, status, part) in cases {
            let refused = try run(as: "coordinator", ["calendars"] + words)
            #expect(refused.status == status && refused.errors.contains(part), "\(words): \(refused.errors)")
        }
    }
}
