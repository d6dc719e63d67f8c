extension String {
    /// The text in UTF-8 with everything but ASCII letters, digits and `-._~` written as `%E3` (RFC 3986).
    var percentEncoded: String {
        utf8.map { byte in
            let letter = Unicode.Scalar(byte)
            let isPlain = letter.isASCII && (letter.properties.isAlphabetic || "0123456789-._~".unicodeScalars.contains(letter))
            return isPlain ? String(letter) : (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
