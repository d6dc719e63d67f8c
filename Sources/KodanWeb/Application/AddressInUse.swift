internal import Foundation

/// Another process listens on the address that the server was to have.
public struct AddressInUse: Error, Sendable, Equatable, CustomStringConvertible {
    /// The system's number of it.
    static let number = EADDRINUSE

    /// The address.
    public let host: String
    /// The port.
    public let port: Int

    /// The refusal of this address.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// `address in use: 127.0.0.1:8080`.
    public var description: String { "address in use: \(host):\(port)" }
}
