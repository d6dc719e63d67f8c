/// Bytes as people copy them: the letters A to Z and the digits 2 to 7 (RFC 4648), without padding.
enum Base32 {
    /// The letters of `bytes`.
    static func text(of bytes: [UInt8]) -> String {
        var text = ""
        var value: UInt32 = 0
        var bits: UInt32 = 0
        for byte in bytes {
            value = (value << 8 | UInt32(byte)) & 0xFFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(value >> bits & 31)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(value << (5 - bits) & 31)]) }
        return text
    }

    /// The bytes of such a text; nil for any other.
    static func bytes(of text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var value: UInt32 = 0
        var bits: UInt32 = 0
        for letter in text {
            guard let digit = alphabet.firstIndex(of: letter) else { return nil }
            value = (value << 5 | UInt32(digit)) & 0xFFF
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(value >> bits & 255))
            }
        }
        return bytes
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
}
