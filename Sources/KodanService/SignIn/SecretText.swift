import Crypto
internal import Foundation

/// The texts of secrets that are shown or mailed once: a prefix that says what it is, and 43 letters.
///
/// Only their SHA-256 is ever kept.
public enum SecretText: String, Sendable, CaseIterable {
    /// An access token.
    case token = "kdn_"
    /// A session, in the browser's cookie.
    case session = "kds_"
    /// A link to sign in or to set a password.
    case link = "kdl_"
    /// An offer's own link.
    case offerLink = "kdo_"
    /// The address of a private calendar.
    case calendar = "kdc_"
    /// A link to the file of a material.
    case material = "kdm_"

    /// A secret from 32 random bytes.
    public func make(from random: [UInt8]) -> String {
        precondition(random.count == 32, "a secret is made from 32 random bytes")
        return rawValue + SecretText.letters(of: random)
    }

    /// Whether `text` could be such a secret.
    public func matches(_ text: some StringProtocol) -> Bool {
        let letters = text.utf8.dropFirst(rawValue.utf8.count)
        return text.hasPrefix(rawValue) && letters.count == 43 && letters.allSatisfy(SecretText.isLetter)
    }

    /// The SHA-256 by which a secret is found again.
    public static func digest(of text: String) -> [UInt8] {
        Array(SHA256.hash(data: Array(text.utf8)))
    }

    /// What a page sends along with each change, besides the cookie that holds the session's `secret`: another site can
    /// make a browser send the cookie, but cannot know this.
    public static func csrfToken(ofSession secret: String) -> String {
        let key = SymmetricKey(data: Array(secret.utf8))
        return letters(of: Array(HMAC<SHA256>.authenticationCode(for: Array("csrf".utf8), using: key)))
    }

    /// Whether `token` is the one of the session; the time it takes says nothing.
    public static func isCSRFToken(_ token: String, ofSession secret: String) -> Bool {
        csrfToken(ofSession: secret).isSameSecret(as: token)
    }

    /// The URL-safe alphabet of RFC 4648, without padding.
    private static func letters(of bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == 0x2D || byte == 0x5F
    }
}
