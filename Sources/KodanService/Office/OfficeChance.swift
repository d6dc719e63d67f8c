import Crypto
internal import Foundation

/// Where secrets come from: tokens, links, salts, keys of one-time codes.
public struct OfficeChance: Sendable {
    /// So many bytes that nobody can guess.
    public let bytes: @Sendable (Int) -> [UInt8]

    /// Chance that asks `bytes`.
    public init(bytes: @escaping @Sendable (Int) -> [UInt8]) {
        self.bytes = bytes
    }

    /// Keys of the cryptographic library, which are what it seals with.
    public static let secure = OfficeChance { count in
        var bytes: [UInt8] = []
        while bytes.count < count {
            bytes += unsafe SymmetricKey(size: .bits256).withUnsafeBytes { key in unsafe Array(key) }
        }
        return Array(bytes.prefix(count))
    }
}
