import KodanDomain
import KodanStore
import Testing

@testable import KodanService

@Suite("One-time codes")
struct TimeCodeTests {
    /// The key of RFC 6238, appendix B, and its codes of eight digits.
    private static let key = Array("12345678901234567890".utf8)

    @Test(
        "are those of RFC 6238",
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"), (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ]
    )
    func vectors(seconds: Int64, code: String) {
        let step = TimeCode.step(at: Instant(microseconds: seconds * 1_000_000))
        #expect(TimeCode.code(Self.key, step: step, digits: 8) == code)
        #expect(TimeCode.code(Self.key, step: step) == String(code.suffix(6)))
    }

    @Test("serve one step before and after, and no further")
    func tolerance() {
        let now = Instant(microseconds: 1_111_111_111 * 1_000_000)
        let step = TimeCode.step(at: now)
        for distance in Int64(-3)...3 {
            let code = TimeCode.code(Self.key, step: step + distance)
            let expected = abs(distance) <= 1 ? step + distance : nil
            #expect(TimeCode.step(of: code, Self.key, at: now) == expected, "\(distance)")
        }
        for wrong in ["", "05471", "14050471", "abcdef"] {
            #expect(TimeCode.step(of: wrong, Self.key, at: now) == nil)
        }
    }

    @Test("are read as a Japanese keyboard writes them, and in two groups", arguments: ["０５０４７１", "050 471"])
    func typed(code: String) {
        let now = Instant(microseconds: 1_111_111_111 * 1_000_000)
        #expect(TimeCode.step(of: code, Self.key, at: now) == TimeCode.step(at: now))
    }

    @Test("have keys that authenticators read")
    func uri() {
        #expect(
            TimeCode.uri(secret: "GEZDGNBV", account: "ana+b@example.jp")
                == "otpauth://totp/Kodan:ana%2Bb%40example.jp?secret=GEZDGNBV&issuer=Kodan&algorithm=SHA1&digits=6&period=30"
        )
    }

    @Test("are written in the letters of RFC 4648")
    func letters() {
        for (plain, text) in [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            #expect(Base32.text(of: Array(plain.utf8)) == text)
            #expect(Base32.bytes(of: text) == Array(plain.utf8))
        }
        #expect(Base32.bytes(of: "MZXW1") == nil)
    }

    @Test("have recovery codes that may be typed in any way")
    func recovery() {
        let code = RecoveryCode.make(from: Array(0..<10))
        #expect(code == "AAAQ-EAYE-AUDA-OCAJ")
        #expect(RecoveryCode.digest(of: code) == RecoveryCode.digest(of: "aaaq eaye auda ocaj"))
    }
}

@Suite("Texts of secrets")
struct SecretTextTests {
    @Test("tell what they are, and nothing else passes for them")
    func kinds() {
        for kind in SecretText.allCases {
            let secret = kind.make(from: [UInt8](repeating: 251, count: 32))
            #expect(secret.count == 47)
            for other in SecretText.allCases { #expect(other.matches(secret) == (other == kind)) }
            #expect(!kind.matches(secret + "A"))
            #expect(!kind.matches(secret.dropLast()))
            #expect(!kind.matches(secret.dropLast() + "="))
        }
        #expect(
            SecretText.token.make(from: [UInt8](0..<32)) == "kdn_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
        )
    }

    @Test("of sessions each have their own token against forged requests")
    func csrf() {
        let one = SecretText.session.make(from: [UInt8](repeating: 1, count: 32))
        let two = SecretText.session.make(from: [UInt8](repeating: 2, count: 32))
        let token = SecretText.csrfToken(ofSession: one)
        #expect(SecretText.isCSRFToken(token, ofSession: one))
        #expect(!SecretText.isCSRFToken(token, ofSession: two))
        #expect(!SecretText.isCSRFToken(String(token.dropLast()), ofSession: one))
        #expect(!SecretText.isCSRFToken("", ofSession: one))
    }
}

@Suite("Hashing passwords")
struct PasswordRoomTests {
    /// RFC 7914, section 12, whose first half is what 32 bytes are.
    private static let vector = "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"

    @Test("is scrypt of RFC 7914, at the cost that the design states")
    func vector() async throws {
        let room = PasswordRoom(cost: PasswordCost(parallelism: 1))
        let password = try Password("pleaseletmein")
        let hash = try await room.hash(password, salt: Array("SodiumChloride".utf8))
        #expect(hash.hash.hexadecimal == Self.vector)
        #expect(try await room.verify(password, hash))
        #expect(try await !room.verify(Password("pleaseletmeout"), hash))
        #expect(try await !room.verify(password, nil))
        let cost = PasswordCost.standard
        #expect([cost.rounds, cost.blockSize, cost.parallelism] == [16_384, 8, 5])
    }

    @Test("lets so many wait, and refuses further ones at once")
    func queue() async throws {
        let room = PasswordRoom(cost: PasswordCost(parallelism: 1))
        let password = try Password(typed: "x")
        let refused = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<(PasswordRoom.longestQueue + 5) {
                group.addTask {
                    do {
                        _ = try await room.verify(password, nil)
                        return false
                    } catch {
                        return error as? Refusal == .signIn(.busy)
                    }
                }
            }
            return await group.reduce(into: 0) { count, isRefused in count += isRefused ? 1 : 0 }
        }
        #expect(refused > 0 && refused <= 5)
    }
}
