/// An answer as it was given, to be given again.
public struct KeptAnswer: Sendable, Equatable {
    /// The status, 200 to 299.
    public let status: Int
    /// The headers that belong to it, such as `location`.
    public let headers: [String: String]
    /// The bytes of its body.
    public let body: [UInt8]

    /// An answer.
    public init(status: Int, headers: [String: String], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
