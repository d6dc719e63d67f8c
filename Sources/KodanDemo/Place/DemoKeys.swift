internal import Foundation
public import KodanDomain
import KodanService

/// With what somebody of the demo signs in.
public struct DemoToken: Sendable, Equatable {
    /// In which role.
    public let role: Role
    /// Whose it is.
    public let email: String
    /// The token, sent as `Authorization: Bearer …`.
    public let token: String
}

/// The keys of the demo's account numbers and its tokens, in one file that only its owner reads.
///
/// They are worth nothing elsewhere. The file is written last: with it a year is complete.
struct DemoKeys: Equatable {
    /// The seed of the year.
    let seed: UInt64
    /// The AES-256 key of account numbers, `1:` and base64.
    let accountKeys: String
    /// The key of their fingerprints, in base64.
    let fingerprintKey: String
    /// The tokens.
    var tokens: [DemoToken] = []

    /// New keys from `random`, which gives so many random bytes.
    init(seed: UInt64, random: (Int) -> [UInt8]) {
        self.seed = seed
        accountKeys = "1:" + Data(random(32)).base64EncodedString()
        fingerprintKey = Data(random(32)).base64EncodedString()
    }

    /// The keys in a file; nil if there is none.
    ///
    /// Throws ``DemoProblem/keysDamaged(_:)``.
    init?(_ path: String) throws(DemoProblem) {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        var values: [String: String] = [:]
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
        }
        guard let seed = values["KODAN_DEMO_SEED"].flatMap(UInt64.init),
            let accountKeys = values["KODAN_ACCOUNT_KEYS"],
            let fingerprintKey = values["KODAN_FINGERPRINT_KEY"]
        else { throw .keysDamaged(path) }
        self.seed = seed
        self.accountKeys = accountKeys
        self.fingerprintKey = fingerprintKey
        tokens = Role.allCases.compactMap { role in
            let name = role.rawValue.uppercased()
            guard let email = values["KODAN_DEMO_EMAIL_\(name)"],
                let token = values["KODAN_DEMO_TOKEN_\(name)"]
            else { return nil }
            return DemoToken(role: role, email: email, token: token)
        }
    }

    /// The vault that these keys make; nil if they are no keys.
    var vault: AccountVault? { AccountVault(keyText: accountKeys, fingerprintText: fingerprintKey) }

    /// Writes the file, whole or not at all, readable by its owner only; `urls` are settings to go with the keys.
    func write(to path: String, with urls: [(name: String, value: String)]) throws(DemoProblem) {
        var lines = [
            "# Keys and tokens of the demo, and of nothing else. Never use them for real data.",
            "KODAN_DEMO_SEED=\(seed)",
            "KODAN_ACCOUNT_KEYS=\(accountKeys)",
            "KODAN_FINGERPRINT_KEY=\(fingerprintKey)",
        ]
        // In quotes, since a shell reads this file and takes & for an end.
        lines += urls.map { "\($0.name)='\($0.value)'" }
        for token in tokens {
            let name = token.role.rawValue.uppercased()
            lines += ["KODAN_DEMO_EMAIL_\(name)=\(token.email)", "KODAN_DEMO_TOKEN_\(name)=\(token.token)"]
        }
        try DemoKeys.put(lines, at: path)
    }

    /// Says in the file at `path` what the setting `name` is from now on.
    static func note(_ name: String, _ value: String, in path: String) throws(DemoProblem) {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw .notWritten(path, reason: "it cannot be read")
        }
        let lines = text.split(separator: "\n").map { String($0) }.filter { !$0.hasPrefix(name + "=") }
        try put(lines + ["\(name)=\(value)"], at: path)
    }

    private static func put(_ lines: [String], at path: String) throws(DemoProblem) {
        let text = lines.joined(separator: "\n") + "\n"
        let new = path + ".new"
        try? FileManager.default.removeItem(atPath: new)
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: new, contents: Data(text.utf8), attributes: attributes),
            unsafe rename(new, path) == 0
        else { throw .notWritten(path, reason: "the folder cannot be written") }
    }
}
