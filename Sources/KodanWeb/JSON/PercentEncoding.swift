extension String {
    /// The text in UTF-8 with everything but ASCII letters, digits and `-._~` written as `%E3` (RFC 3986).
    var percentEncoded: String {
        let digits = Array("0123456789ABCDEF".utf8)
        let encoded = utf8.flatMap { byte -> [UInt8] in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: [byte]
            default: [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
