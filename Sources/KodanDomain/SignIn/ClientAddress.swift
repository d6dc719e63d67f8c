/// Where a request comes from, as far as tries are counted: one address of IPv4, or the network (/64) of one of IPv6.
///
/// Only a keyed digest of it is ever kept.
public struct ClientAddress: Hashable, Sendable {
    /// `192.0.2.1`, `2001:db8:0:1`.
    public let prefix: String

    /// The address or network that this text names.
    public init(_ prefix: String) {
        self.prefix = prefix
    }
}
