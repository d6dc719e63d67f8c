import Crypto
import KodanDomain

/// One-time codes that follow from a key and the time (TOTP, RFC 6238): six digits, anew every 30 seconds.
///
/// SHA-1, for that is what authenticators take for granted.
enum TimeCode {
    /// How many bytes a key has: as many as the digest, which RFC 4226 recommends.
    static let keyBytes = 20

    /// The number of the time step in which `now` lies.
    static func step(at now: Instant) -> Int64 { now.microseconds / 30_000_000 }

    /// The code of a step, with so many digits.
    static func code(_ key: [UInt8], step: Int64, digits: Int = 6) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> Int64(8 * (7 - $0))) }
        let digest = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: key))
        )
        let offset = Int(digest[19] & 15)
        let bytes = digest[offset..<(offset + 4)]
        var number = bytes.reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        var code = ""
        for _ in 0..<digits {
            code = String(number % 10) + code
            number /= 10
        }
        return code
    }

    /// The step whose code this is, at `now` or one step before or after, since clocks differ; nil if it is none.
    ///
    /// A Japanese keyboard writes its digits full-width, an authenticator shows them in two groups.
    static func step(of code: String, _ key: [UInt8], at now: Instant) -> Int64? {
        let plain = code.normalized.filter { $0 != " " }
        let current = step(at: now)
        return [current, current - 1, current + 1].first { TimeCode.code(key, step: $0) == plain }
    }

    /// What an authenticator reads from a picture or takes as a link.
    static func uri(secret: String, account: String) -> String {
        let plain = account.utf8.map { byte in
            let isPlain = byte == 0x2D || byte == 0x2E || byte == 0x5F || (0x30...0x39).contains(byte)
            return isPlain || (0x41...0x5A).contains(byte & 0xDF)
                ? String(Character(Unicode.Scalar(byte))) : "%" + [byte].hexadecimal.uppercased()
        }
        return
            "otpauth://totp/Kodan:\(plain.joined())?secret=\(secret)&issuer=Kodan&algorithm=SHA1&digits=6&period=30"
    }
}

/// Codes for the day on which the authenticator is lost: sixteen letters in groups of four, each serves once.
enum RecoveryCode {
    /// How many somebody gets.
    static let count = 10

    /// A code from ten random bytes.
    static func make(from random: [UInt8]) -> String {
        precondition(random.count == 10, "a recovery code is made from ten random bytes")
        let letters = Array(Base32.text(of: random))
        return stride(from: 0, to: letters.count, by: 4).map {
            String(letters[$0..<min($0 + 4, letters.count)])
        }
        .joined(separator: "-")
    }

    /// The SHA-256 by which a code is found again, however it was typed.
    static func digest(of code: String) -> [UInt8] {
        SecretText.digest(of: code.uppercased().filter { $0.isLetter || $0.isNumber })
    }
}
