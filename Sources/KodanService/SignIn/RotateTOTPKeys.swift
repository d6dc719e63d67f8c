import KodanDomain
import KodanStore
import Postgres

/// What became of keys of one-time codes that were not sealed under the newest key.
public struct RotatedCodes: Sendable, Equatable {
    /// How many are sealed under the newest key now.
    public var resealed = 0
    /// How many no key opens; they were left as they are.
    public var unopened = 0

    /// Nothing was left to do.
    public init() {}
}

/// Seals all keys of one-time codes under the newest key, as ``RotateAccountKeys`` does with account numbers.
///
/// For administrators.
public struct RotateTOTPKeys: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Seals anew in batches, each in its own transaction; keys in use at the moment are left to the next run.
    public func callAsFunction(as credential: Credential) async throws -> RotatedCodes {
        var result = RotatedCodes()
        var last: Int64 = 0
        while true {
            let after = last
            let step = try await office.transaction(as: credential) { [vault = office.vault] desk in
                try desk.actor.require(.administrator)
                return try desk.asSystem { try desk.reseal(after: after, vault) }
            }
            result.resealed += step.resealed
            result.unopened += step.unopened
            guard let next = step.last else { return result }
            last = next
        }
    }
}

extension Desk {
    fileprivate func reseal(
        after row: Int64,
        _ vault: AccountVault
    ) throws -> (resealed: Int, unopened: Int, last: Int64?) {
        let store = ProofStore(session)
        let stale = try store.staleTOTPs(
            otherThan: vault.newestKeyVersion,
            after: row,
            limit: RotateAccountKeys.batch
        )
        var fresh: [SealedTOTP] = []
        for (user, sealed) in stale {
            guard let key = try? vault.openTOTP(sealed, of: user) else { continue }
            let anew = try vault.sealTOTP(key, of: user)
            fresh.append(SealedTOTP(row: sealed.row, bytes: anew.bytes, keyVersion: anew.keyVersion))
        }
        try store.reseal(fresh)
        if !fresh.isEmpty {
            let opened = Set(fresh.map(\.row))
            try record(
                "user.totp_resealed",
                each: stale.filter { opened.contains($0.sealed.row) }.map(\.user)
            )
        }
        return (fresh.count, stale.count - fresh.count, stale.last?.sealed.row)
    }
}
