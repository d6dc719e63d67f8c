/// Where a request comes from, as far as tries are counted: one address of IPv4, or the network (/64) of one of IPv6.
///
/// Only a keyed digest of it is ever kept.
public struct ClientAddress: Hashable, Sendable {
    /// `192.0.2.1`, `2001:db8:0:1`; a text that is no address stands for itself.
    public let prefix: String

    /// The address that a connection or a trusted proxy names.
    public init(_ text: String) {
        let plain = text.split(separator: "%").first.map { String($0) } ?? ""
        prefix = ClientAddress.network(plain) ?? String(plain.prefix(64)).lowercased()
    }

    /// The command line, which is not counted by address.
    public static let terminal = ClientAddress("terminal")

    /// The first four groups of an address of IPv6, or the IPv4 address that it carries; nil for anything else.
    private static func network(_ text: String) -> String? {
        guard text.contains(":") else { return nil }
        if let last = text.split(separator: ":").last, last.contains("."), text.lowercased().contains("ffff:")
        {
            return String(last)
        }
        let halves = text.split(separator: "::", omittingEmptySubsequences: false).map { half in
            half.split(separator: ":").map { Int($0, radix: 16) }
        }
        guard halves.count <= 2, let front = halves.first else { return nil }
        let back = halves.count == 2 ? halves[1] : []
        let gap = 8 - front.count - back.count
        guard gap >= 0, halves.count == 2 || gap == 0 else { return nil }
        let groups = front + Array(repeating: 0, count: halves.count == 2 ? gap : 0) + back
        let numbers = groups.compactMap { $0 }.filter { (0...0xFFFF).contains($0) }
        guard numbers.count == 8 else { return nil }
        return numbers.prefix(4).map { String($0, radix: 16) }.joined(separator: ":")
    }
}
