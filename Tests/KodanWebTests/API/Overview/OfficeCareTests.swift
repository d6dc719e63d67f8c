import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@Suite("What wants care, over HTTP", .database)
struct OfficeCareTests {
    @Test("is counted for administrators and auditors, and for nobody else")
    func counted() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.submitted(browser)
            try await world.database.owner.transaction { session in
                try session.execute("UPDATE outbox_message SET state = 'dead', last_error = '550'")
            }
            let dead = try await world.count("outbox_message")
            for role in [Role.administrator, .auditor] {
                let care = try await browser.get("/v1/office-care", as: .staff(role))
                #expect(care.status == 200, "\(care.text)")
                #expect(try care.json["dead_mails"] == .number(dead))
                #expect(try care.json["administrators"] == .number(1))
                #expect(try care.json["ending_rates"]?.elements != nil)
            }
            for asker in [World.Asker.host, .presenter, .staff(.coordinator), .staff(.accountant)] {
                #expect(try await browser.get("/v1/office-care", as: asker).status == 403, "\(asker)")
            }
        }
    }
}
