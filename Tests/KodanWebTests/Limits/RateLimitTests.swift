import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("A rate")
struct RateLimitTests {
    private static let second: Int64 = 1_000_000_000

    @Test(
        "is written as requests within seconds",
        arguments: [
            ("3000/60", true), ("1/3600", true), ("1000000/1", true), ("0/60", false), ("1/0", false),
            ("1/3601", false),
            ("1000001/1", false), ("60", false), ("60/", false), ("/60", false), ("6/6/6", false),
            ("a/b", false),
            ("-1/60", false), ("", false),
        ]
    )
    func reads(text: String, isRate: Bool) {
        #expect((RateLimit(text) != nil) == isRate)
    }

    @Test("gives what its bucket holds, then one for each interval, and says how long to wait")
    func bucket() throws {
        let table = BucketTable(capacity: 8)
        let limit = try #require(RateLimit("3/6"))
        #expect(
            table.take(7, limit, at: 0) == .init(remaining: 2, untilFull: 2 * Self.second, retryAfter: nil)
        )
        #expect(table.take(7, limit, at: 0).remaining == 1)
        #expect(
            table.take(7, limit, at: 0) == .init(remaining: 0, untilFull: 6 * Self.second, retryAfter: nil)
        )
        let refused = BucketTable.Outcome(
            remaining: 0,
            untilFull: 6 * Self.second,
            retryAfter: 2 * Self.second
        )
        #expect(table.take(7, limit, at: 0) == refused)
        // A refused one costs nothing.
        #expect(table.take(7, limit, at: 0) == refused)
        #expect(table.take(7, limit, at: 2 * Self.second - 1).retryAfter == 1)
        #expect(table.take(7, limit, at: 2 * Self.second).retryAfter == nil)
        #expect(table.take(8, limit, at: 0).remaining == 2)
    }

    @Test("counts as a bucket that is filled drop by drop does", arguments: 0..<8)
    func model(seed: UInt64) throws {
        var dice = SplitMix64(seed: seed)
        let limit = try #require(RateLimit(requests: Int.random(in: 1...50, using: &dice), seconds: 10))
        let interval = 10 * Self.second / Int64(limit.requests)
        let depth = interval * Int64(limit.requests)
        let table = BucketTable(capacity: 64)
        var now: Int64 = 0
        var levels: [UInt64: (level: Int64, at: Int64)] = [:]
        for _ in 0..<3000 {
            now += Int64.random(in: 0...(2 * interval / 3), using: &dice)
            let key = UInt64.random(in: 1...8, using: &dice)
            let before = levels[key] ?? (depth, now)
            let level = min(depth, before.level + now - before.at)
            let outcome = table.take(key, limit, at: now)
            if level >= interval {
                levels[key] = (level - interval, now)
                #expect(outcome.retryAfter == nil)
                #expect(outcome.remaining == Int((level - interval) / interval))
            } else {
                levels[key] = (level, now)
                #expect(outcome.retryAfter == interval - level)
            }
        }
    }

    @Test("table forgets the fullest bucket, so that many new keys do not free the one that is empty")
    func eviction() throws {
        // Eight places: all keys share them.
        let table = BucketTable(capacity: 8)
        let limit = try #require(RateLimit("10/10"))
        for _ in 0..<10 { #expect(table.take(1, limit, at: 0).retryAfter == nil) }
        for key in UInt64(2)...10_000 {
            #expect(table.take(key, limit, at: 0).retryAfter == nil)
            if key % 1000 == 0 { #expect(table.take(1, limit, at: 0).retryAfter != nil) }
        }
    }

    @Test("limiter tells the limit that is nearest, by token and by address")
    func nearest() throws {
        var limits = RateLimits()
        limits.perToken = RateLimit("5/10")
        limits.perAddress = RateLimit("8/10")
        limits.perAddressForSigningIn = RateLimit("2/10")
        let limiter = RateLimiter(limits)
        let here = try #require(IPAddress("192.0.2.1"))
        func take(_ token: String?, _ address: IPAddress?, signsIn: Bool = false) throws
            -> RateLimiter.Verdict
        {
            try #require(limiter.take(credential: token, address: address, signsIn: signsIn, at: 0))
        }
        #expect(try take("a", here).kind == .tokenRate)
        #expect(try take("b", here).outcome.remaining == 4)
        for _ in 0..<4 { #expect(try take("a", here).outcome.retryAfter == nil) }
        let refused = try take("a", here)
        #expect(refused.kind == .tokenRate)
        #expect(refused.retryAfterSeconds == 2)
        #expect(refused.resetSeconds == 10)
        // Seven came from here, the refused one among them.
        #expect(try take("c", here).kind == .addressRate)
        #expect(try take("d", here).outcome.retryAfter != nil)
        #expect(try take("d", IPAddress("192.0.2.2")).outcome.retryAfter == nil)
        let there = IPAddress("192.0.2.9")
        #expect(try take(nil, there, signsIn: true).kind == .signInRate)
        #expect(try take(nil, there, signsIn: true).outcome.retryAfter == nil)
        #expect(try take(nil, there, signsIn: true).kind == .signInRate)
        #expect(try take(nil, there, signsIn: true).outcome.retryAfter != nil)
        #expect(try take(nil, there).outcome.retryAfter == nil)
    }

    @Test("limiter counts IPv6 by its first 64 bits, and those without an address together")
    func neighbours() throws {
        var limits = RateLimits()
        limits.perAddress = RateLimit("1/10")
        let limiter = RateLimiter(limits)
        func isFree(_ text: String?) throws -> Bool {
            let address = text.flatMap { IPAddress($0) }
            let verdict = limiter.take(credential: nil, address: address, signsIn: false, at: 0)
            return try #require(verdict).outcome.retryAfter == nil
        }
        #expect(try isFree("2001:db8::1"))
        #expect(try !isFree("2001:db8::ffff:1"))
        #expect(try isFree("2001:db8:0:1::1"))
        #expect(try isFree("192.0.2.1"))
        #expect(try isFree("192.0.2.2"))
        #expect(try isFree(nil))
        #expect(try !isFree(nil))
    }

    @Test("limiter that counts nothing says nothing")
    func off() {
        var limits = RateLimits()
        limits.perToken = nil
        limits.perAddress = nil
        limits.perAddressForSigningIn = nil
        let verdict = RateLimiter(limits).take(credential: "a", address: nil, signsIn: true, at: 0)
        #expect(verdict == nil)
    }
}
