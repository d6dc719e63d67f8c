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

    /// What stands of a lecture's fee; row-level security decides who sees it.
    public func terms(of assignment: Assignment.ID) throws(PostgresError) -> FeeAgreementEntry {
        let found = try session.rows(
            """
            SELECT kind, net_fee, reason, agreed_by, agreed_at, evidence_id, amount, stated_by, stated_at
              FROM (SELECT \(assignment)::bigint AS id) AS lecture
              LEFT JOIN LATERAL (
                       SELECT kind, net_fee, reason, agreed_by, agreed_at
                         FROM fee_agreement
                        WHERE assignment_id = lecture.id
                        ORDER BY fee_agreement.id DESC
                        LIMIT 1
                   ) AS agreed ON true
              LEFT JOIN separated_consumption_tax AS stated ON stated.assignment_id = lecture.id
            """
        ) { row throws(PostgresError) in
            FeeAgreementEntry(
                agreed: try AgreementStore.agreed(row: row),
                separateTax: try AgreementStore.stated(row: row)
            )
        }
        return found.first ?? FeeAgreementEntry(agreed: nil, separateTax: nil)
    }

    private static func agreed(row: Row) throws(PostgresError) -> FeeAgreementEntry.Agreed? {
        guard let kind: String = try row.optional("kind") else { return nil }
        return FeeAgreementEntry.Agreed(
            agreement: FeeAgreement(kind: kind, netFee: try row.optional("net_fee")),
            reason: try row.value("reason"),
            by: try row.value("agreed_by"),
            at: try row.value("agreed_at")
        )
    }

    private static func stated(row: Row) throws(PostgresError) -> FeeAgreementEntry.Stated? {
        guard let amount: Yen = try row.optional("amount") else { return nil }
        return FeeAgreementEntry.Stated(
            tax: SeparateTaxStatement(amount: amount, evidence: try row.value("evidence_id")),
            by: try row.value("stated_by"),
            at: try row.value("stated_at")
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
    /// The agreement of a row; nil for one that takes the last one back.
    fileprivate init?(kind: String, netFee: Yen?) {
        if let netFee {
            self = .net(netFee)
        } else if kind == "declined" {
            self = .declined
        } else {
            return nil
        }
    }

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
