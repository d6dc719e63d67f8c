import Crypto

/// What content is told apart by.
public enum ContentDigest {
    /// The SHA-256 of `bytes`.
    public static func sha256(of bytes: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: bytes))
    }
}
