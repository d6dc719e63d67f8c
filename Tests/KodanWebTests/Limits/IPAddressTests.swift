import NIOCore
import Testing

@testable import KodanWeb

@Suite("An address")
struct IPAddressTests {
    @Test(
        "is read as the internet writes it, and nothing else is",
        arguments: [
            ("192.0.2.1", true), ("0.0.0.0", true), ("255.255.255.255", true), ("::", true),
            ("2001:db8::1", true),
            ("::ffff:192.0.2.1", true), ("2001:DB8:0:0:0:0:0:1", true),
            ("", false), ("192.0.2", false), ("192.0.2.256", false), ("192.0.2.01", false),
            ("192.0.2.1 ", false),
            (" 192.0.2.1", false), ("0x7f.1", false), ("127.1", false), ("fe80::1%eth0", false),
            ("[::1]", false),
            ("::1::", false), ("localhost", false), ("１９２.0.2.1", false), ("192.0.2.1\u{0}", false),
        ]
    )
    func reads(text: String, isAddress: Bool) {
        #expect((IPAddress(text) != nil) == isAddress)
    }

    @Test("is the same however it is written, and version 4 within version 6 is version 4")
    func same() throws {
        #expect(IPAddress("2001:db8::1") == IPAddress("2001:0DB8:0:0:0:0:0:1"))
        #expect(IPAddress("::ffff:192.0.2.1") == IPAddress("192.0.2.1"))
        #expect(IPAddress("::192.0.2.1") != IPAddress("192.0.2.1"))
        let socket = try SocketAddress(ipAddress: "::ffff:10.1.2.3", port: 4711)
        #expect(IPAddress(socket) == IPAddress("10.1.2.3"))
        #expect(IPAddress(try SocketAddress(unixDomainSocketPath: "/tmp/x")) == nil)
    }

    @Test(
        "is one client of version 4, or with its whole network of version 6",
        arguments: [
            ("192.0.2.1", "192.0.2.1"), ("2001:db8:0:1:2:3:4:5", "2001:db8:0:1"),
            ("2001:DB8::1", "2001:db8:0:0"), ("::1", "0:0:0:0"), ("::ffff:192.0.2.1", "192.0.2.1"),
            ("1:2:3:4:5:6:7::", "1:2:3:4"),
        ]
    )
    func network(text: String, network: String) throws {
        #expect(try #require(IPAddress(text)).network == network)
    }

    @Test(
        "names its neighbourhood, and no more",
        arguments: [
            ("203.0.113.77", "203.0.113.0/24"), ("127.0.0.1", "127.0.0.0/24"),
            ("2001:db8:12:3456:789a:bcde:f012:3456", "2001:db8:12::/48"), ("::1", "0:0:0::/48"),
            ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ]
    )
    func neighbourhood(text: String, neighbourhood: String) throws {
        #expect(try #require(IPAddress(text)).neighbourhood == neighbourhood)
    }

    @Test(
        "lies in a block or not",
        arguments: [
            ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.0", false),
            ("0.0.0.0/0", "203.0.113.1", true), ("0.0.0.0/0", "2001:db8::1", false),
            ("192.0.2.7", "192.0.2.7", true), ("192.0.2.7", "192.0.2.6", false),
            ("192.0.2.6/31", "192.0.2.7", true),
            ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::", false),
            ("2001:db8:0:8000::/49", "2001:db8:0:8000::1", true),
            ("2001:db8::8000:0:0:0/65", "2001:db8:0:0:8000::1", true),
            ("2001:db8::8000:0:0:0/65", "2001:db8:0:0:7fff::1", false),
            ("::/0", "2001:db8::1", true), ("::/0", "192.0.2.1", false), ("::1", "::1", true),
            ("10.0.0.0/8", "::ffff:10.0.0.1", true),
        ]
    )
    func contains(block: String, address: String, isInside: Bool) throws {
        let block = try #require(AddressBlock(block))
        #expect(block.contains(try #require(IPAddress(address))) == isInside)
    }

    @Test(
        "block that is a slip is none",
        arguments: [
            "10.1.2.3/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/", "10.0.0.0/8/8", "/8", "",
            "2001:db8::1/32", "::/129", "10.0.0.0/ 8", "*", "all",
        ]
    )
    func noBlock(text: String) {
        #expect(AddressBlock(text) == nil)
    }

    @Test("prefix keeps exactly the bits that it says")
    func prefixes() throws {
        let address = try #require(IPAddress("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"))
        for bits in 0...128 {
            let prefix = address.prefix(bits)
            #expect(prefix.high.nonzeroBitCount + prefix.low.nonzeroBitCount == bits)
            #expect(prefix.high.leadingOnes + (bits > 64 ? prefix.low.leadingOnes : 0) == bits)
        }
        let old = try #require(IPAddress("255.255.255.255"))
        for bits in 0...32 { #expect(old.prefix(bits).low.nonzeroBitCount == bits) }
    }
}

extension UInt64 {
    fileprivate var leadingOnes: Int { (~self).leadingZeroBitCount }
}
