import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Synchronization
import Testing

@testable import KodanWeb

@Suite("Metrics", .database)
struct MetricsTests {
    @Test("count requests by method, route and status, and name no key")
    func requests() async throws {
        let world = try await World()
        try await world.serve(.live) { browser in
            for _ in 0..<3 { _ = try await browser.get("/v1/requests/req-4711", as: .host) }
            _ = try await browser.get("/v1/requests", as: .host)
            _ = try await browser.post("/v1/requests", as: .host, "{}")
            _ = try await browser.get("/v1/secret-4711", as: .host)
            _ = try await browser.send(HTTPRequest.Method("MKCOL") ?? .get, "/v1/requests", as: .host)
            let answer = try await browser.get("/metrics", as: nil)
            #expect(answer.status == 200)
            #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(!answer.text.contains("4711") && !answer.text.contains("kdn_"))
            let metrics = try PrometheusText(answer.text)
            let name = "kodan_http_requests_total"
            func count(_ method: String, _ route: String, _ status: String) -> Double? {
                metrics.value(name, ["method": method, "route": route, "status": status])
            }
            #expect(count("GET", "/v1/requests/{id}", "404") == 3)
            #expect(count("GET", "/v1/requests", "200") == 1)
            #expect(count("POST", "/v1/requests", "422") == 1)
            #expect(count("GET", "unmatched", "404") == 1)
            #expect(
                metrics.samples.keys.filter { $0.labels["method"] == "other" && $0.name == name }.count == 1
            )
            let labels = ["method": "GET", "route": "/v1/requests/{id}"]
            #expect(metrics.value("kodan_http_request_duration_seconds_count", labels) == 3)
            let sum = try #require(metrics.value("kodan_http_request_duration_seconds_sum", labels))
            #expect(sum > 0 && sum < 300)
            // The one that asks is under way.
            #expect(metrics.value("kodan_http_requests_in_flight") == 1)
            #expect(metrics.value("kodan_pool_size") == 12)
            #expect(metrics.value("kodan_pool_waiting") == 0)
            #expect(metrics.value("kodan_rejected_total", ["limit": "token_rate"]) == 0)
        }
    }

    @Test("count what the limits turn away")
    func rejections() async throws {
        let world = try await World()
        var configuration = WebConfiguration()
        configuration.rates.perToken = RateLimit("1/3600")
        try await world.serve(.live, configuration) { browser in
            for _ in 0..<3 { _ = try await browser.get("/v1/requests", as: .host) }
            try await Wire.with(port: browser.client.port) { wire in
                try await wire.send("GET /\(String(repeating: "x", count: 20_000)) HTTP/1.1\r\n\r\n")
                _ = await wire.rest()
            }
            let metrics = try PrometheusText(try await browser.get("/metrics", as: nil).text)
            #expect(metrics.value("kodan_rejected_total", ["limit": "token_rate"]) == 2)
            #expect(metrics.value("kodan_rejected_total", ["limit": "large_header"]) == 1)
            let labels = ["method": "GET", "route": "/v1/requests", "status": "429"]
            #expect(metrics.value("kodan_http_requests_total", labels) == 2)
        }
    }

    @Test("say how the service's work stands, in the figures of the database")
    func figures() async throws {
        let world = try await World()
        try await world.database.owner.transaction { session in
            try session.execute(
                "INSERT INTO payment_month (month, pay_on, state, opened_at) VALUES "
                    + "('2026-06-01', '2026-06-25', 'open', '2026-05-01T00:00:00Z')"
            )
        }
        var configuration = WebConfiguration()
        configuration.figuresKeptForSeconds = 0
        try await world.serve(.live, configuration) { browser in
            _ = try await world.offered(browser)
            let before = try PrometheusText(try await browser.get("/metrics", as: nil).text)
            #expect(before.value("kodan_database_up") == 1)
            #expect(before.value("kodan_offers_open") == 2)
            #expect(before.value("kodan_offers_late") == 0)
            #expect(before.value("kodan_months_open") == 1)
            let mails = try await world.database.owner.transaction { session in
                try session.value("SELECT count(*) FROM outbox_message WHERE state = 'queued'", as: Int.self)
            }
            #expect(mails > 1)
            #expect(before.value("kodan_outbox_queued") == Double(mails))
            #expect(before.value("kodan_outbox_lag_seconds") == 0)
            _ = try await SealAudit(office: world.database.office)()
            let sealed = try PrometheusText(try await browser.get("/metrics", as: nil).text)
            #expect(sealed.value("kodan_audit_seal_lag_seconds") == 0)
            try await world.database.owner.transaction { session in
                // What has just happened is not sealed: no worker runs.
                try session.execute(
                    """
                    INSERT INTO audit_event (at, role, action, subject, detail)
                    SELECT max(at), 'system', 'mail.dead', 'msg-1', '{}' FROM audit_event
                    """
                )
                try session.execute(
                    "UPDATE outbox_message SET state = 'dead' WHERE id = (SELECT min(id) FROM outbox_message)"
                )
            }
            #expect(before.value("kodan_outbox_put_off") == 0)
            try await world.database.owner.transaction { session in
                try session.execute(
                    "UPDATE outbox_message SET attempts = 1 WHERE id = (SELECT max(id) FROM outbox_message)"
                )
            }
            world.database.clock.advance(days: 60)
            let later = try PrometheusText(try await browser.get("/metrics", as: nil).text)
            #expect(later.value("kodan_offers_open") == 0)
            #expect(later.value("kodan_offers_late") == 2)
            #expect(later.value("kodan_outbox_dead") == 1)
            #expect(later.value("kodan_outbox_put_off") == 1)
            #expect(later.value("kodan_outbox_queued") == Double(mails - 1))
            #expect(later.value("kodan_outbox_lag_seconds") == 5_184_000)
            #expect(later.value("kodan_audit_seal_lag_seconds") == 5_184_000)
        }
    }

    @Test("are served without a database too, and say that it is gone")
    func withoutDatabase() async throws {
        let world = try await World()
        let nowhere = try ConnectionOptions(url: "postgres://kodan_app@127.0.0.1:1/kodan?connect_timeout=1")
        let pool = Pool(options: nowhere, size: 1, acquireTimeout: .seconds(1))
        try await world.with(Office(pool: pool)).serve(.live) { browser in
            let metrics = try PrometheusText(try await browser.get("/metrics", as: nil).text)
            #expect(metrics.value("kodan_database_up") == 0)
            #expect(metrics.value("kodan_offers_open") == nil)
        }
        await pool.close()
    }

    @Test("ask the database one at a time, and not again while the answer is young")
    func cached() async throws {
        let now = Mutex(Int64(0))
        let asked = Mutex(0)
        let cache = FiguresCache(keptFor: 10, clock: MonotonicClock { now.withLock { $0 } }) {
            let number = asked.withLock {
                $0 += 1
                return $0
            }
            try await Task.sleep(for: .milliseconds(20))
            if number == 2 { throw CancellationError() }
            return ServiceFigures(
                mailsQueued: number,
                mailsPutOff: 0,
                mailsDead: 0,
                mailLagMicroseconds: 0,
                offersOpen: 0,
                offersLate: 0,
                monthsOpen: 0,
                sealLagMicroseconds: 0
            )
        }
        let all = await withTaskGroup(of: Int?.self) { group in
            for _ in 0..<50 { group.addTask { await cache.figures()?.mailsQueued } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(all == Array(repeating: 1, count: 50))
        now.withLock { $0 = 9_999_999_999 }
        #expect(await cache.figures()?.mailsQueued == 1)
        now.withLock { $0 = 10_000_000_000 }
        #expect(await cache.figures() == nil)
        #expect(await cache.figures() == nil)
        now.withLock { $0 = 20_000_000_000 }
        #expect(await cache.figures()?.mailsQueued == 3)
        #expect(asked.withLock { $0 } == 3)
    }
}
