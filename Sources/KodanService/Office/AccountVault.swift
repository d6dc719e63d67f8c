import Crypto
internal import Foundation

/// Seals bank account numbers (AES-GCM, versioned keys) and makes the fingerprint by which duplicates are found.
///
/// The keys come from the environment and never reach the database.
public struct AccountVault: Sendable {
    private let keys: [Int: SymmetricKey]
    private let newest: Int
    private let fingerprintKey: SymmetricKey

    /// A vault with AES-256 `keys` by version and a key for fingerprints; nil unless each has 32 bytes and the
    /// versions are positive.
    public init?(keys: [Int: [UInt8]], fingerprintKey: [UInt8]) {
        guard let newest = keys.keys.max(), keys.keys.allSatisfy({ $0 > 0 }), fingerprintKey.count == 32,
            keys.values.allSatisfy({ $0.count == 32 })
        else { return nil }
        self.keys = keys.mapValues { SymmetricKey(data: $0) }
        self.newest = newest
        self.fingerprintKey = SymmetricKey(data: fingerprintKey)
    }

    /// Reads `1:base64,2:base64` and a base64 key, as the environment holds them; nil for anything else.
    public init?(keyText: String, fingerprintText: String) {
        var keys: [Int: [UInt8]] = [:]
        for part in keyText.split(separator: ",") {
            let pair = part.split(separator: ":", maxSplits: 1)
            guard pair.count == 2, let version = Int(pair[0]), keys[version] == nil,
                let key = Data(base64Encoded: String(pair[1]))
            else { return nil }
            keys[version] = Array(key)
        }
        guard let fingerprint = Data(base64Encoded: fingerprintText) else { return nil }
        self.init(keys: keys, fingerprintKey: Array(fingerprint))
    }

    /// The version of the key under which numbers are sealed.
    public var newestKeyVersion: Int { newest }

    /// Whether there is a key of this version.
    func hasKey(_ version: Int) -> Bool { keys[version] != nil }

    /// A sealed number with the version of the key that seals it.
    public struct Sealed: Sendable, Equatable {
        /// Nonce, ciphertext and tag.
        public let bytes: [UInt8]
        /// The version of the key.
        public let keyVersion: Int
    }

    /// Seals `number` under the newest key.
    ///
    /// The nonce is random; `context` is bound to it without being kept.
    public func seal(_ number: String, context: String) throws -> Sealed {
        guard let key = keys[newest] else { throw VaultError.keyMissing(version: newest) }
        let box = try AES.GCM.seal(Array(number.utf8), using: key, authenticating: Array(context.utf8))
        guard let combined = box.combined else { throw VaultError.damaged }
        return Sealed(bytes: Array(combined), keyVersion: newest)
    }

    /// Opens what ``seal(_:context:)`` sealed.
    ///
    /// Throws ``VaultError``.
    public func open(_ bytes: [UInt8], keyVersion: Int, context: String) throws(VaultError) -> String {
        guard let key = keys[keyVersion] else { throw .keyMissing(version: keyVersion) }
        guard let box = try? AES.GCM.SealedBox(combined: bytes),
            let plain = try? AES.GCM.open(box, using: key, authenticating: Array(context.utf8))
        else { throw .damaged }
        return String(decoding: plain, as: UTF8.self)
    }

    /// 32 bytes that are the same for the same account and say nothing without the key (HMAC-SHA-256).
    public func fingerprint(bankCode: String, branchCode: String, depositType: Int, number: String) -> [UInt8]
    {
        let text = "\(bankCode)/\(branchCode)/\(depositType)/\(number)"
        return Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: fingerprintKey))
    }

    /// 32 bytes that are the same for the same text and `purpose`, and say nothing without the key (HMAC-SHA-256).
    func mark(_ text: String, for purpose: String) -> [UInt8] {
        mark(Array(text.utf8), for: purpose)
    }

    /// 32 bytes that are the same for the same bytes and `purpose`, and say nothing without the key (HMAC-SHA-256).
    func mark(_ bytes: [UInt8], for purpose: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array("\(purpose):".utf8) + bytes, using: fingerprintKey))
    }
}

/// Why a sealed account number could not be opened.
public enum VaultError: Error, Equatable {
    /// The environment holds no key of this version.
    case keyMissing(version: Int)
    /// The bytes are not what was sealed with this key.
    case damaged
}
