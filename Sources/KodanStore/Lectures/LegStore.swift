public import KodanDomain
public import Postgres

/// Legs of journeys, as they are claimed, and the evidence that may stand behind them.
public struct LegStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// The limit that holds for the night of a `leg`: that of the prefecture of the venue's municipality, or else the
    /// general one.
    static func nightLimit(at municipality: SQL) -> SQL {
        """
        SELECT travel_rate.id, travel_rate.amount
          FROM travel_rate
         WHERE travel_rate.kind = 'lodging_limit'
           AND travel_rate.valid @> leg.travelled_on
           AND (travel_rate.prefecture_code IS NULL OR travel_rate.prefecture_code = left(\(municipality), 2))
         ORDER BY travel_rate.prefecture_code NULLS LAST
         LIMIT 1
        """
    }

    /// How many legs were claimed for a lecture.
    public func count(of assignment: Assignment.ID) throws(PostgresError) -> Int {
        try session.value("SELECT count(*) FROM travel_leg WHERE assignment_id = \(assignment)")
    }

    /// What was filed for a lecture: each file with what it shows.
    public func evidence(
        of assignment: Assignment.ID
    ) throws(PostgresError) -> [Evidence.ID: EvidenceKind] {
        let files: [(Evidence.ID, EvidenceKind)] = try session.rows(
            "SELECT id, kind FROM evidence WHERE assignment_id = \(assignment) ORDER BY id"
        ) { row throws(PostgresError) in (try row.value("id"), try row.value("kind")) }
        return Dictionary(files, uniquingKeysWith: { first, _ in first })
    }

    /// Writes legs, in the order given.
    public func insert(
        _ legs: [PricedClaim],
        of assignment: Assignment.ID,
        at now: Instant
    ) throws(PostgresError) {
        guard !legs.isEmpty else { return }
        let claims = legs.map(\.claim)
        try session.execute(
            """
            INSERT INTO travel_leg (assignment_id, travelled_on, mode, from_place, to_place, amount, kilometres, nights,
                                    travel_rate_id, paid_directly, evidence_id, claimed_at)
            SELECT \(assignment), day, mode, from_place, to_place, amount, kilometres, nights, rate, directly, evidence,
                   \(now)
              FROM unnest(\(claims.map(\.day))::date[], \(claims.map(\.mode.rawValue))::text[],
                          \(claims.map(\.from))::text[], \(claims.map(\.to))::text[],
                          \(legs.map(\.amount))::bigint[], \(claims.map(\.cost.kilometres))::integer[],
                          \(claims.map(\.cost.nights))::integer[], \(legs.map(\.rate))::bigint[],
                          \(claims.map(\.isPaidDirectly))::boolean[], \(claims.map(\.evidence))::bigint[])
                   WITH ORDINALITY AS leg (day, mode, from_place, to_place, amount, kilometres, nights, rate, directly,
                                           evidence, ordinal)
             ORDER BY ordinal
            """
        )
    }
}
