import Crypto

/// What content is told apart by.
public enum ContentDigest {
    /// The SHA-256 of `bytes`.
    public static func sha256(of bytes: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: bytes))
    }
}

/// The SHA-256 of content that comes piece by piece.
public struct RunningDigest: Sendable {
    private var hash = SHA256()

    /// Of nothing yet.
    public init() {}

    /// Takes the next bytes.
    public mutating func add(_ bytes: [UInt8]) {
        hash.update(data: bytes)
    }

    /// The digest of all that was taken.
    public func sha256() -> [UInt8] { Array(hash.finalize()) }
}
