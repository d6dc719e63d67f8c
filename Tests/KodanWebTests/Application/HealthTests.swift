import HTTPTypes
import KodanDomain
import KodanService
import KodanTestSupport
import KodanWeb
import Postgres
import Testing

@Suite("Health", .database)
struct HealthTests {
    @Test("is told without a credential")
    func healthy() async throws {
        let world = try await World()
        try await world.serve { browser in
            let alive = try await browser.get("/healthz", as: nil)
            #expect(alive.status == 200)
            #expect(try alive.json == JSON(#"{"status": "alive"}"#))
            let ready = try await browser.get("/readyz", as: nil)
            #expect(ready.status == 200)
            #expect(try ready.json == JSON(#"{"status": "ready"}"#))
        }
    }

    @Test("without a database is life, but not readiness; requests may be tried again")
    func withoutDatabase() async throws {
        let world = try await World()
        let nowhere = try ConnectionOptions(url: "postgres://kodan_app@127.0.0.1:1/kodan?connect_timeout=1")
        let pool = Pool(options: nowhere, size: 1, acquireTimeout: .seconds(1))
        try await world.with(Office(pool: pool)).serve { browser in
            #expect(try await browser.get("/healthz", as: nil).status == 200)
            let ready = try await browser.get("/readyz", as: nil)
            #expect(ready.status == 503)
            #expect(ready.problem == "unavailable")
            let answer = try await browser.get("/v1/requests", as: .host)
            #expect(answer.status == 503)
            #expect(answer.problem == "unavailable")
            #expect(answer.headers[.retryAfter] == "5")
        }
        await pool.close()
    }
}
