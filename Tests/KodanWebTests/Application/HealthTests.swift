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

    @Test("with a database that lacks a migration is life, but not readiness, and says what to do")
    func withOldTables() async throws {
        let world = try await World()
        let newest = try await world.database.forgetNewestMigration()
        try await world.serve { browser in
            let alive = try await browser.get("/healthz", as: nil)
            #expect(alive.status == 200)
            let ready = try await browser.get("/readyz", as: nil)
            #expect(ready.status == 503)
            #expect(ready.problem == "unavailable")
            #expect(ready.text.contains("`kodan migrate`"))
            try await world.database.owner.transaction { session in
                try session.execute(
                    "INSERT INTO schema_migration (name, checksum) VALUES (\(newest), 'unknown')"
                )
            }
            let again = try await browser.get("/readyz", as: nil)
            #expect(again.status == 200)
        }
    }

    @Test("with a database of a newer version is readiness: the new tables come before the new program")
    func withNewTables() async throws {
        let world = try await World()
        try await world.database.owner.transaction { session in
            try session.execute(
                "INSERT INTO schema_migration (name, checksum) VALUES ('9999_next.sql', 'unknown')"
            )
        }
        try await world.serve { browser in
            let ready = try await browser.get("/readyz", as: nil)
            #expect(ready.status == 200)
        }
    }

    @Test("with a database without tables is not readiness")
    func withoutTables() async throws {
        let world = try await World()
        try await world.database.owner.transaction { session in
            try session.execute("DROP TABLE schema_migration")
        }
        try await world.serve { browser in
            let ready = try await browser.get("/readyz", as: nil)
            #expect(ready.status == 503)
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

    @Test("with a full disk still reads; what is to be written may be tried again, and says why")
    func fullDisk() async throws {
        let world = try await World()
        try await world.database.owner.transaction { session in
            try session.script(
                """
                CREATE FUNCTION fill_disk() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full';
                END
                $$;
                CREATE TRIGGER full_disk BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION fill_disk();
                """
            )
        }
        try await world.serve { browser in
            #expect(try await browser.get("/readyz", as: nil).status == 200)
            #expect(try await browser.get("/v1/organizations", as: .staff(.coordinator)).status == 200)
            let answer = try await browser.post(
                "/v1/organizations",
                as: .staff(.coordinator),
                """
                {"name": "九段商工会議所", "kana": "くだんしょうこうかいぎしょ", "kind": "chamber_of_commerce",
                 "municipality": "13101", "postal_code": "1020074", "address": "九段南1-2-1",
                 "email": "info@kudan.example.jp", "phone": "03-1234-5678", "council_member": true}
                """
            )
            #expect(answer.status == 503)
            #expect(answer.problem == "unavailable")
            #expect(answer.headers[.retryAfter] == "5")
            #expect(
                try answer.json["detail"]?.text
                    == "The database has no room to save anything. Nothing was done."
            )
        }
    }
}
