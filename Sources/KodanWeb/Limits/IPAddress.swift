import NIOCore

/// An address of the internet, of version 4 or 6.
///
/// An IPv6 address that stands for one of version 4 (`::ffff:192.0.2.1`) is that one, so that a server that listens
/// on both knows each client by one address.
public struct IPAddress: Hashable, Sendable {
    /// Whether it is of version 4; its 32 bits are the last ones of ``low`` then.
    let isVersion4: Bool
    /// The first 64 bits of version 6.
    let high: UInt64
    /// The last 64 bits of version 6.
    let low: UInt64

    /// Reads `192.0.2.1` or `2001:db8::1`; nil for any other text, zones included.
    public init?(_ text: String) {
        let isAddressByte: (UInt8) -> Bool = { byte in
            (0x30...0x3A).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
                || byte == UInt8(ascii: ".")
        }
        guard text.utf8.allSatisfy(isAddressByte),
            let address = try? SocketAddress(ipAddress: text, port: 0)
        else { return nil }
        self.init(address)
    }

    /// The address of a socket; nil if that is no socket of the internet.
    init?(_ address: SocketAddress) {
        switch address {
        case .v4:
            // struct sockaddr_in: family and port, then the address.
            let bits = unsafe address.withSockAddr { socket, _ in
                unsafe UnsafeRawPointer(socket).loadUnaligned(fromByteOffset: 4, as: UInt32.self)
            }
            self.init(version4: UInt32(bigEndian: bits))
        case .v6:
            // struct sockaddr_in6: family, port and flow, then the address.
            let (high, low) = unsafe address.withSockAddr { socket, _ in
                let bytes = unsafe UnsafeRawPointer(socket)
                return unsafe (
                    bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
                    bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
                )
            }
            self.init(high: UInt64(bigEndian: high), low: UInt64(bigEndian: low))
        case .unixDomainSocket:
            return nil
        }
    }

    private init(version4 bits: UInt32) {
        isVersion4 = true
        high = 0
        low = UInt64(bits)
    }

    private init(high: UInt64, low: UInt64) {
        if high == 0, low >> 32 == 0xFFFF {
            self.init(version4: UInt32(truncatingIfNeeded: low))
        } else {
            self.init(keeping: high, low)
        }
    }

    /// How many bits an address of this version has.
    var width: Int { isVersion4 ? 32 : 128 }

    /// The address with only its first `bits`, the others zero.
    func prefix(_ bits: Int) -> IPAddress {
        precondition((0...width).contains(bits), "a prefix is no longer than its address")
        guard !isVersion4 else {
            return IPAddress(version4: UInt32(truncatingIfNeeded: low) & (UInt32.max << (32 - bits)))
        }
        return IPAddress(
            keeping: high & (UInt64.max << max(0, 64 - bits)),
            low & (UInt64.max << min(64, 128 - bits))
        )
    }

    /// Both halves as they are: what is left of an IPv6 address stays one.
    private init(keeping high: UInt64, _ low: UInt64) {
        isVersion4 = false
        self.high = high
        self.low = low
    }

    /// The address in full: `192.0.2.1`, `2001:db8:0:0:0:0:0:1`.
    var text: String {
        guard !isVersion4 else {
            return "\(low >> 24).\(low >> 16 & 0xFF).\(low >> 8 & 0xFF).\(low & 0xFF)"
        }
        let groups = [high, low].flatMap { half in [48, 32, 16, 0].map { half >> UInt64($0) & 0xFFFF } }
        return groups.map { String($0, radix: 16) }.joined(separator: ":")
    }

    /// What counts as one client where tries are counted: a whole address of version 4, the first 64 bits of one of
    /// version 6, since one household has them all: `192.0.2.1`, `2001:db8:0:1`.
    var network: String {
        guard !isVersion4 else { return text }
        return [48, 32, 16, 0].map { String(high >> UInt64($0) & 0xFFFF, radix: 16) }.joined(separator: ":")
    }

    /// The network that a log may name: an address is a personal datum, its first 24 bits (version 4) or 48 bits
    /// (version 6) are a neighbourhood.
    var neighbourhood: String {
        guard !isVersion4 else { return "\(low >> 24).\(low >> 16 & 0xFF).\(low >> 8 & 0xFF).0/24" }
        let groups = [high >> 48, high >> 32 & 0xFFFF, high >> 16 & 0xFFFF]
        return groups.map { String($0, radix: 16) }.joined(separator: ":") + "::/48"
    }
}
