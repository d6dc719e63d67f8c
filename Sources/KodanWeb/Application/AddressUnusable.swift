internal import Foundation

/// Nothing can listen on the address that the server was to have: it is none of this machine, or not for this user.
public struct AddressUnusable: Error, Sendable, Equatable, CustomStringConvertible {
    /// The system's numbers of it.
    static let numbers = [EADDRNOTAVAIL, EACCES]

    /// The address.
    public let host: String
    /// The port.
    public let port: Int

    /// The refusal of this address.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// `address cannot be used: 203.0.113.1:8080`.
    public var description: String { "address cannot be used: \(host):\(port)" }
}
