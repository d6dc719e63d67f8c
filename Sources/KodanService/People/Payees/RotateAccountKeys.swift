public import KodanDomain
import KodanStore
import Postgres

/// What became of the accounts that were not sealed under the newest key.
public struct RotatedAccounts: Sendable, Equatable {
    /// How many are sealed under the newest key now, or would be.
    public var resealed = 0
    /// Those that no key opens; they were left as they are.
    public var unopened: [PayeeAccount.ID] = []
    /// How many somebody else was changing; the next run takes them.
    public var busy = 0

    /// Nothing was left to do.
    public init() {}
}

/// Seals all account numbers under the newest key, while the server serves.
///
/// For administrators, who see nothing of what is sealed. The environment holds the old keys and the new one; the
/// server's environment must hold the new one first, since it opens what is sealed here. When it says that nothing is
/// left, the old keys may go. Fingerprints stay: their one key cannot be told from them, and only all accounts at once
/// could get new ones.
public struct RotateAccountKeys: Sendable {
    /// How many accounts one transaction seals: it locks them for some milliseconds.
    public static let batch = 200

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Seals anew in batches, each in its own transaction, or only counts when it is a `dryRun`.
    ///
    /// Rows that another transaction holds are passed over and counted as busy.
    public func callAsFunction(dryRun: Bool = false, as credential: Credential) async throws
        -> RotatedAccounts
    {
        var result = RotatedAccounts()
        var last: PayeeAccount.ID?
        while true {
            let step = try await self.step(after: last, dryRun: dryRun, credential)
            result.resealed += step.resealed
            result.unopened += step.unopened
            guard let next = step.last else { break }
            last = next
        }
        guard !dryRun else { return result }
        result.busy = try await remaining(credential, but: Set(result.unopened))
        return result
    }

    private struct Step: Sendable {
        var resealed = 0
        var unopened: [PayeeAccount.ID] = []
        var last: PayeeAccount.ID?
    }

    private func step(
        after last: PayeeAccount.ID?,
        dryRun: Bool,
        _ credential: Credential
    ) async throws -> Step {
        try await office.transaction(as: credential) { [vault = office.vault] desk in
            try desk.actor.require(.administrator)
            var step = Step()
            let fresh = try desk.asSystem {
                let accounts = AccountStore(desk.session)
                let version = vault.newestKeyVersion
                let numbers =
                    dryRun
                    ? try accounts.sealed(otherThan: version, after: last, limit: RotateAccountKeys.batch)
                    : try accounts.lockSealed(otherThan: version, after: last, limit: RotateAccountKeys.batch)
                step.last = numbers.last?.id
                var fresh: [SealedNumber] = []
                for number in numbers {
                    if let sealed = try vault.reseal(number) {
                        fresh.append(sealed)
                    } else {
                        step.unopened.append(number.id)
                    }
                }
                if !dryRun { try accounts.reseal(fresh) }
                return fresh
            }
            step.resealed = fresh.count
            if !dryRun { try desk.record("payee.account_resealed", each: fresh.map(\.id)) }
            return step
        }
    }

    /// How many accounts are still not under the newest key, but for those that no key opens.
    private func remaining(_ credential: Credential, but unopened: Set<PayeeAccount.ID>) async throws -> Int {
        var count = 0
        var last: PayeeAccount.ID?
        while true {
            let page = try await office.transaction(as: credential, TransactionOptions(readOnly: true)) {
                [vault = office.vault, last] desk in
                try desk.actor.require(.administrator)
                return try desk.asSystem {
                    try AccountStore(desk.session).sealed(
                        otherThan: vault.newestKeyVersion,
                        after: last,
                        limit: RotateAccountKeys.batch
                    ).map(\.id)
                }
            }
            count += page.count { !unopened.contains($0) }
            guard let next = page.last else { return count }
            last = next
        }
    }
}

extension AccountVault {
    /// The number sealed under the newest key; nil if no key opens it.
    fileprivate func reseal(_ number: SealedNumber) throws -> SealedNumber? {
        let context = "payee:\(number.payee.rawValue)"
        guard let plain = try? open(number.bytes, keyVersion: number.keyVersion, context: context) else {
            return nil
        }
        let sealed = try seal(plain, context: context)
        return SealedNumber(
            id: number.id,
            payee: number.payee,
            bytes: sealed.bytes,
            keyVersion: sealed.keyVersion
        )
    }
}
