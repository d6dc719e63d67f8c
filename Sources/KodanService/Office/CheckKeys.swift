import KodanDomain
import KodanStore
import Postgres

/// Which keys of an office do not fit what its database keeps.
public struct UnfitKeys: Sendable, Equatable {
    /// Versions whose key opens none of the newest accounts that were sealed under them: it is another key.
    public var wrong: [Int] = []
    /// Versions under which accounts were sealed and of which the office has no key.
    public var missing: [Int] = []
    /// Whether the newest accounts have the fingerprints of another key.
    public var isFingerprintWrong = false

    /// All fit.
    public init() {}
}

/// The keys of an office are tried on the newest accounts, so that nothing is sealed under a key that was mistaken for
/// another, as after a restored backup.
public struct CheckKeys: Sendable {
    /// So many accounts of each version are tried: one may be damaged.
    static let samples = 3

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Tries them; throws `PostgresError` if the database does not answer.
    public func callAsFunction() async throws -> UnfitKeys {
        let vault = office.vault
        let newest = try await office.transaction(as: .system, TransactionOptions(readOnly: true)) { desk in
            try AccountStore(desk.session).newest(CheckKeys.samples)
        }
        var unfit = UnfitKeys()
        var fingerprints: [Bool] = []
        let byVersion = Dictionary(grouping: newest) { $0.account.keyVersion }
        for (version, accounts) in byVersion.sorted(by: { $0.key < $1.key }) {
            guard vault.hasKey(version) else {
                unfit.missing.append(version)
                continue
            }
            let opened = accounts.compactMap { vault.knows($0.account, by: $0.fingerprint) }
            if opened.isEmpty { unfit.wrong.append(version) }
            fingerprints += opened
        }
        unfit.isFingerprintWrong = !fingerprints.isEmpty && !fingerprints.contains(true)
        return unfit
    }
}

extension AccountVault {
    /// Whether `fingerprint` is the one that this office makes of the account; nil if no key opens its number.
    fileprivate func knows(_ account: StoredAccount, by fingerprint: [UInt8]) -> Bool? {
        let number = try? open(
            account.sealedNumber,
            keyVersion: account.keyVersion,
            context: "payee:\(account.payee.rawValue)"
        )
        return number.map { number in
            self.fingerprint(
                bankCode: account.bankCode,
                branchCode: account.branchCode,
                depositType: account.depositType.rawValue,
                number: number
            ) == fingerprint
        }
    }
}
