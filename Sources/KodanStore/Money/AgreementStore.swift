public import KodanDomain
public import Postgres

/// What was agreed about single lectures' fees, and consumption tax that payees' documents show apart.
public struct AgreementStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Writes an agreement, or takes the one that stands back with nil; of a lecture's rows the newest counts.
    public func insert(
        _ agreement: FeeAgreement?,
        of assignment: Assignment.ID,
        because reason: String,
        by user: User.ID,
        at now: Instant
    ) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO fee_agreement (assignment_id, kind, net_fee, reason, agreed_by, agreed_at)
            VALUES (\(assignment), \(agreement?.kind ?? "table"), \(agreement?.netFee), \(reason), \(user), \(now))
            """
        )
    }

    /// Writes what the payee's invoice states; once for each lecture.
    public func insert(
        _ statement: SeparateTaxStatement,
        of assignment: Assignment.ID,
        by user: User.ID,
        at now: Instant
    ) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO separated_consumption_tax (assignment_id, evidence_id, amount, stated_by, stated_at)
            VALUES (\(assignment), \(statement.evidence), \(statement.amount), \(user), \(now))
            """
        )
    }
}

extension FeeAgreement {
    fileprivate var kind: String {
        switch self {
        case .declined: "declined"
        case .net: "net"
        }
    }

    fileprivate var netFee: Yen? {
        switch self {
        case .declined: nil
        case .net(let amount): amount
        }
    }
}
