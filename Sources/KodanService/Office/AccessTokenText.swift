/// The text of an access token: `kdn_` and 43 letters.
///
/// Only its SHA-256 is ever kept.
public enum AccessTokenText {
    /// A token from 32 random bytes.
    public static func make(from random: [UInt8]) -> String {
        precondition(random.count == 32, "a token is made from 32 random bytes")
        var text = "kdn_"
        var value: UInt32 = 0
        var bits = 0
        for byte in random {
            value = value << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(alphabet[Int(value >> UInt32(bits)) & 63])
            }
        }
        if bits > 0 { text.append(alphabet[Int(value << UInt32(6 - bits)) & 63]) }
        return text
    }

    /// The SHA-256 by which a token is found again.
    public static func digest(of text: String) -> [UInt8] {
        ContentDigest.sha256(of: Array(text.utf8))
    }

    /// The URL-safe alphabet of RFC 4648.
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
}
