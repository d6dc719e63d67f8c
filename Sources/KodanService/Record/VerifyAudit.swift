import KodanDomain
import KodanStore
import Postgres

/// What a check of the record found.
public struct AuditFinding: Sendable, Equatable {
    /// The first seal that does not hold; nil if all do.
    public let firstBrokenSeal: Int64?
    /// How many seals there are.
    public let seals: Int
    /// How many events they cover.
    public let events: Int
    /// How many events wait for the next seal.
    public let unsealed: Int
    /// The newest seal's SHA-256, to compare with one that was printed; nil before the first.
    public let newestSeal: [UInt8]?
    /// Which seal of the chain has the SHA-256 that was asked for; nil if none has, or none was asked for.
    public let soughtSeal: Int64?
}

/// Every seal is computed again from its events and the seal before it.
public struct VerifyAudit: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Checks the whole chain in one snapshot.
    ///
    /// For auditors, approvers and administrators. Seals that were cut off the end, or all made anew, do not show by
    /// themselves: look for the `seal` that a closed month printed, its SHA-256. If the chain has it, and no seal is
    /// broken, everything up to it is as it was then.
    public func callAsFunction(
        lookingFor seal: [UInt8]? = nil,
        as credential: Credential
    ) async throws -> AuditFinding {
        let snapshot = TransactionOptions(isolation: .repeatableRead, readOnly: true)
        return try await office.transaction(as: credential, snapshot) { desk in
            try desk.actor.require(.auditor, .approver, .administrator)
            return try desk.asSystem {
                let record = AuditStore(desk.session)
                let counts = try record.counts()
                return AuditFinding(
                    firstBrokenSeal: try record.firstBrokenSeal(),
                    seals: counts.seals,
                    events: counts.sealed,
                    unsealed: counts.unsealed,
                    newestSeal: try record.newestSeal(),
                    soughtSeal: try seal.flatMap { bytes in try record.seal(with: bytes) }
                )
            }
        }
    }
}
