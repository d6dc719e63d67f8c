import Dispatch
import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("Limits", .database)
struct LimitsTests {
    private static func headers(_ answer: Answer) -> [String?] {
        [.rateLimitLimit, .rateLimitRemaining, .rateLimitReset].map { answer.headers[$0] }
    }

    @Test("are told with every answer of the interface, and not to whoever watches the server")
    func told() async throws {
        let world = try await World()
        var configuration = WebConfiguration()
        configuration.rates.perToken = RateLimit("60/60")
        try await world.serve(.router, configuration) { browser in
            let first = try await browser.get("/v1/requests", as: .host)
            #expect(Self.headers(first) == ["60", "59", "1"])
            for path in ["/v1/requests/req-7", "/v1/nothing"] {
                let problem = try await browser.get(path, as: .host)
                #expect(problem.status == 404)
                #expect(Self.headers(problem)[0] == "60")
            }
            // Nobody has no token: the address counts.
            let nobody = try await browser.get("/v1/requests", as: nil)
            #expect(Self.headers(nobody)[0] == "6000")
            let health = try await browser.get("/healthz", as: .host)
            #expect(Self.headers(health) == [nil, nil, nil])
        }
    }

    @Test("of a token refuse it with 429 and say when to ask again; others are served")
    func tooOften() async throws {
        let world = try await World()
        var configuration = WebConfiguration()
        configuration.rates.perToken = RateLimit("3/3600")
        try await world.serve(.router, configuration) { browser in
            for left in ["2", "1", "0"] {
                let answer = try await browser.get("/v1/requests", as: .host)
                #expect(answer.status == 200)
                #expect(answer.headers[.rateLimitRemaining] == left)
            }
            let refused = try await browser.post("/v1/requests", as: .host, world.requestBody())
            #expect(refused.status == 429)
            #expect(refused.problem == "rate_limited")
            #expect(refused.headers[.contentType] == "application/problem+json; charset=utf-8")
            #expect(refused.headers[.xContentTypeOptions] == "nosniff")
            let seconds = try #require(refused.headers[.retryAfter].flatMap { Int($0) })
            #expect((1100...1200).contains(seconds))
            #expect(Self.headers(refused).prefix(2) == ["3", "0"])
            #expect(try await browser.get("/healthz", as: .host).status == 200)
            #expect(try await browser.get("/v1/requests", as: .staff(.coordinator)).status == 200)
        }
    }

    @Test("of a token are one, however the scheme before it is spelt")
    func spellings() async throws {
        let world = try await World()
        var configuration = WebConfiguration()
        configuration.rates.perToken = RateLimit("3/3600")
        let token = try world.token(of: .host)
        try await world.serve(.router, configuration) { browser in
            for (scheme, status) in [("Bearer", 200), ("bearer", 200), ("BEARER", 200), ("bEaReR", 429)] {
                let headers: HTTPFields = [.authorization: "\(scheme) \(token)"]
                let answer = try await browser.send(.get, "/v1/requests", headers, nil)
                #expect(answer.status == status, "\(scheme)")
            }
        }
    }

    @Test("of signing in hold for applications too")
    func applications() async throws {
        let world = try await World()
        var configuration = WebConfiguration()
        configuration.rates.perAddressForSigningIn = RateLimit("1/3600")
        try await world.serve(.router, configuration) { browser in
            let stranger = PageVisitor(client: browser.client, secret: nil)
            let first = try await stranger.send("/apply", "apply")
            #expect(first.status.code == 422)
            let second = try await stranger.send("/apply", "apply")
            #expect(second.status.code == 429)
        }
    }

    @Test("of an address count whom a proxy names")
    func behindProxy() async throws {
        let world = try await World()
        var configuration = WebConfiguration()
        configuration.rates.perAddress = RateLimit("2/3600")
        configuration.proxies = TrustedProxies(blocks: AddressBlock.loopback)
        try await world.serve(.live, configuration) { browser in
            for (forwarded, status) in [
                ("for=192.0.2.1", 401), ("for=192.0.2.1", 401), ("for=192.0.2.1", 429),
                ("for=198.51.100.9, for=192.0.2.1", 429), ("for=192.0.2.1, for=192.0.2.2", 401),
            ] {
                let headers: HTTPFields = [.forwarded: forwarded]
                let answer = try await browser.send(.get, "/v1/requests", headers, nil)
                #expect(answer.status == status, "\(forwarded)")
            }
        }
    }

    @Test("of requests at once refuse what is beyond them immediately, and nothing else")
    func concurrency() async throws {
        let world = try await World()
        var configuration = WebConfiguration()
        configuration.maxRequests = 1
        configuration.requestTimeout = .seconds(120)
        let id = try await world.serve { browser in try await world.submitted(browser) }
        let lock = try await RowLock(on: world.database, request: try #require(LectureRequest.ID(id)))
        try await world.serve(.router, configuration) { browser in
            async let screened = browser.post(
                "/v1/requests/\(id)/screening",
                as: .staff(.coordinator),
                #"{"decision": "approve"}"#
            )
            try await lock.waitUntilSomebodyWaits()
            let refused = try await browser.get("/v1/requests", as: .host)
            #expect(refused.status == 503)
            #expect(refused.problem == "overloaded")
            #expect(refused.headers[.retryAfter] == "1")
            #expect(refused.headers[.rateLimitLimit] != nil)
            #expect(try await browser.get("/healthz", as: nil).status == 200)
            #expect(try await browser.get("/readyz", as: nil).status == 200)
            try await lock.release()
            #expect(try await screened.status == 200)
            #expect(try await browser.get("/v1/requests", as: .host).status == 200)
        }
    }

    @Test("of the pool end in 503 within their time, and pass")
    func poolExhausted() async throws {
        let world = try await World()
        let pool = Pool(
            options: world.database.app.options,
            size: 2,
            acquireTimeout: .milliseconds(300),
            maximumWaiters: 10
        )
        let enough = DispatchSemaphore(value: 0)
        let holders = (0..<2).map { _ in Task { try await pool.transaction { _ in enough.wait() } } }
        try await eventually(within: .seconds(60)) { await pool.statistics.open == 2 }
        try await world.with(Office(pool: pool, clock: world.database.clock.office)).serve { browser in
            let took = try await ContinuousClock().measure {
                let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                    for _ in 0..<40 { group.addTask { try await browser.get("/v1/requests", as: .host) } }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(answers.count == 40)
                #expect(answers.allSatisfy { $0.status == 503 && $0.problem == "overloaded" })
                #expect(answers.allSatisfy { $0.headers[.retryAfter] == "5" })
            }
            #expect(took < .seconds(30))
            for _ in holders { enough.signal() }
            for holder in holders { try await holder.value }
            #expect(try await browser.get("/v1/requests", as: .host).status == 200)
        }
        await pool.close()
    }
}
