import HTTPTypes
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Whom a request is for")
struct TrustedProxiesTests {
    private static let forwarded = TrustedProxies(
        blocks: ["10.0.0.0/8", "2001:db8:a::/48"].compactMap(AddressBlock.init)
    )
    private static let list = TrustedProxies(blocks: forwarded.blocks, header: .xForwardedFor)

    private func client(
        _ proxies: TrustedProxies,
        _ peer: String,
        _ name: String,
        _ lines: [String]
    ) throws -> String? {
        var headers = HTTPFields()
        for line in lines { headers.append(HTTPField(name: try #require(HTTPField.Name(name)), value: line)) }
        let client = proxies.client(behind: try #require(IPAddress(peer)), headers)
        return [
            "192.0.2.1", "198.51.100.7", "2001:db8:b::7", "10.0.0.1", "10.0.0.2", "203.0.113.5", "1.1.1.1",
        ]
        .first { IPAddress($0) == client }
    }

    @Test(
        "is what the nearest proxy says that is believed",
        arguments: [
            ("10.0.0.1", ["for=192.0.2.1"], "192.0.2.1"),
            ("10.0.0.1", ["for=1.1.1.1, for=192.0.2.1"], "192.0.2.1"),
            ("10.0.0.1", ["for=192.0.2.1, for=10.0.0.2"], "192.0.2.1"),
            ("10.0.0.1", ["for=192.0.2.1", "for=10.0.0.2"], "192.0.2.1"),
            ("10.0.0.1", [#"For="192.0.2.1:4711";proto=https;by=10.0.0.1"#], "192.0.2.1"),
            ("10.0.0.1", [#"proto=https ; for="[2001:db8:b::7]:80""#], "2001:db8:b::7"),
            ("10.0.0.1", ["for=192.0.2.1:4711"], "192.0.2.1"),
            ("10.0.0.1", [#"for="1.1.1.1, for=1.1.1.1";for=192.0.2.1"#], "10.0.0.1"),
            ("10.0.0.1", [", ,for=192.0.2.1, ,"], "192.0.2.1"),
            ("10.0.0.1", [#"for="\192.0.2.1""#], "192.0.2.1"),
            // All are proxies: the farthest is whom it is for.
            ("10.0.0.1", ["for=10.0.0.2"], "10.0.0.2"),
            // From elsewhere nothing is believed.
            ("203.0.113.5", ["for=192.0.2.1"], "203.0.113.5"),
            ("203.0.113.5", ["for=10.0.0.2"], "203.0.113.5"),
            // Hidden, unknown and broken hops end the walk.
            ("10.0.0.1", ["for=192.0.2.1, for=unknown"], "10.0.0.1"),
            ("10.0.0.1", ["for=192.0.2.1, for=_hidden"], "10.0.0.1"),
            ("10.0.0.1", ["for=192.0.2.1, proto=https"], "10.0.0.1"),
            ("10.0.0.1", ["for=192.0.2.1, for=10.0.0.2, for=999.0.0.1"], "10.0.0.1"),
            ("10.0.0.1", ["for=192.0.2.1, for=unknown, for=10.0.0.2"], "10.0.0.2"),
            ("10.0.0.1", [""], "10.0.0.1"), ("10.0.0.1", ["for"], "10.0.0.1"),
            ("10.0.0.1", ["for="], "10.0.0.1"),
            ("10.0.0.1", ["=192.0.2.1"], "10.0.0.1"), ("10.0.0.1", ["for=192.0.2.1 x"], "10.0.0.1"),
            ("10.0.0.1", [#"for="192.0.2.1"#], "10.0.0.1"), ("10.0.0.1", [#"for="192.0.2.1"x"#], "10.0.0.1"),
            ("10.0.0.1", [#"for=x"#, "for=192.0.2.1"], "192.0.2.1"),
        ]
    )
    func forwarded(peer: String, lines: [String], client: String) throws {
        #expect(try self.client(Self.forwarded, peer, "Forwarded", lines) == client)
    }

    @Test(
        "is found in X-Forwarded-For too, where that is the header",
        arguments: [
            (["192.0.2.1"], "192.0.2.1"), (["1.1.1.1, 192.0.2.1"], "192.0.2.1"),
            (["192.0.2.1,10.0.0.2"], "192.0.2.1"),
            (["2001:db8:b::7"], "2001:db8:b::7"), (["[2001:db8:b::7]:80"], "2001:db8:b::7"),
            (["192.0.2.1:80"], "192.0.2.1"),
            (["\t192.0.2.1\t , 10.0.0.2 "], "192.0.2.1"), (["192.0.2.1, "], "10.0.0.1"),
            (["192.0.2.1, x"], "10.0.0.1"),
            (["192.0.2.1:port"], "10.0.0.1"), (["[192.0.2.1]"], "10.0.0.1"),
            (["192.0.2.1:1234567"], "10.0.0.1"),
        ]
    )
    func list(lines: [String], client: String) throws {
        #expect(try self.client(Self.list, "10.0.0.1", "X-Forwarded-For", lines) == client)
    }

    @Test("is read from the one header that is configured, never from the other")
    func oneHeader() throws {
        #expect(try client(Self.forwarded, "10.0.0.1", "X-Forwarded-For", ["192.0.2.1"]) == "10.0.0.1")
        #expect(try client(Self.list, "10.0.0.1", "Forwarded", ["for=192.0.2.1"]) == "10.0.0.1")
        #expect(try client(TrustedProxies(), "10.0.0.1", "Forwarded", ["for=192.0.2.1"]) == "10.0.0.1")
    }

    @Test("never is what a client wrote, whatever that is", arguments: 0..<40)
    func hostile(seed: UInt64) throws {
        var dice = SplitMix64(seed: seed)
        let pieces = [
            "for=", "For=1.1.1.1", "1.1.1.1", "\"", "\\", ",", ";", "=", " ", "[", "]", ":", "proto",
            "for=\"1.1.1.1",
            "10.0.0.2", "for=10.0.0.2", "_x", "unknown", "\t", "é", "for=\"\\\"", "by=1.1.1.1", "\u{0}",
        ]
        for _ in 0..<200 {
            let garbage = (0..<Int.random(in: 0..<12, using: &dice)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &dice)]
            }.joined()
            // What the proxy adds, in the same line or in one of its own, in each of the forms that proxies use.
            for added in ["for=192.0.2.1", "for=\"192.0.2.1:4711\";proto=https"] {
                for lines in [[garbage + ", " + added], [garbage, added]] {
                    let client = try self.client(Self.forwarded, "10.0.0.1", "Forwarded", lines)
                    #expect(client == "192.0.2.1" || client == "10.0.0.1", "\(lines)")
                }
            }
            for lines in [[garbage + ", 192.0.2.1"], [garbage, "192.0.2.1"]] {
                #expect(
                    try self.client(Self.list, "10.0.0.1", "X-Forwarded-For", lines) == "192.0.2.1",
                    "\(lines)"
                )
            }
        }
    }

    @Test("is walked a bounded way only")
    func bounded() throws {
        let hops = Array(repeating: "10.0.0.2", count: 17).joined(separator: ", ")
        #expect(try client(Self.list, "10.0.0.1", "X-Forwarded-For", ["192.0.2.1, " + hops]) == "10.0.0.2")
        let fewer = Array(repeating: "10.0.0.2", count: 15).joined(separator: ", ")
        #expect(try client(Self.list, "10.0.0.1", "X-Forwarded-For", ["192.0.2.1, " + fewer]) == "192.0.2.1")
    }

    @Test("is not certain where a proxy that is not believed has a hand in it")
    func hidden() throws {
        let near = try #require(IPAddress("127.0.0.1"))
        let proxy = try #require(IPAddress("10.0.0.1"))
        for name in ["Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "Via", "X-Real-IP"] {
            let headers: HTTPFields = [try #require(HTTPField.Name(name)): "x"]
            #expect(Self.forwarded.isHidden(behind: near, headers))
            #expect(Self.forwarded.isHidden(behind: proxy, headers))
        }
        #expect(!Self.forwarded.isHidden(behind: near, [:]))
        #expect(!Self.forwarded.isHidden(behind: proxy, [:]))
        let told: [(String, Bool)] = [
            ("for=192.0.2.1", false), ("for=10.0.0.2", true), ("for=_hidden", true), ("for=unknown", true),
            ("for=\"192.0.2.1", true), ("for=192.0.2.1;for=192.0.2.1", true),
        ]
        for (value, isHidden) in told {
            #expect(Self.forwarded.isHidden(behind: proxy, [.forwarded: value]) == isHidden, "\(value)")
        }
    }
}
