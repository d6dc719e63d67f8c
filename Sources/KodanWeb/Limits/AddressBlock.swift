/// A block of addresses, as CIDR writes it: `10.0.0.0/8`, `2001:db8::/32`.
public struct AddressBlock: Hashable, Sendable {
    private let first: IPAddress
    private let bits: Int

    /// This machine itself: `127.0.0.0/8` and `::1`.
    public static let loopback = ["127.0.0.0/8", "::1"].compactMap { AddressBlock($0) }

    /// Reads a block, or one address as the block of it alone.
    ///
    /// Nil for anything else, also if bits behind the prefix are set: `10.1.2.3/8` is more likely a slip than a block.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = IPAddress(String(first)) else { return nil }
        var bits = address.width
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(parts[1]),
                number <= address.width
            else { return nil }
            bits = number
        }
        guard address.prefix(bits) == address else { return nil }
        self.first = address
        self.bits = bits
    }

    /// Whether `address` lies in the block; never for the other version.
    public func contains(_ address: IPAddress) -> Bool {
        address.isVersion4 == first.isVersion4 && address.prefix(bits) == first
    }
}
