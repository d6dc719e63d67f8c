public import KodanDomain
public import Postgres

/// The walk from a request to a payment: the rows of the whole chain, those of a side at once.
public struct PaymentWalkQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// All that leads to a payment; nil if there is none in sight.
    public func walk(_ payment: Payment.ID) throws(PostgresError) -> PaymentWalk? {
        let assignments: [Assignment.ID]? = try session.first(
            """
            SELECT ARRAY(
                       SELECT DISTINCT honorarium.assignment_id
                         FROM payment_line
                         JOIN honorarium ON honorarium.id = payment_line.honorarium_id
                        WHERE payment_line.payment_id = payment.id
                          AND payment_line.released_at IS NULL
                        ORDER BY honorarium.assignment_id
                   ) AS assignments
              FROM payment
             WHERE id = \(payment)
            """
        ) { row throws(PostgresError) in try row.value("assignments") }
        guard let assignments else { return nil }
        return try walk(payment.description, assignments, [payment])
    }

    /// All that led to an honorarium, and all that came of its lecture; nil if there is none in sight.
    public func walk(_ honorarium: Honorarium.ID) throws(PostgresError) -> PaymentWalk? {
        let found: (assignment: Assignment.ID, payments: [Payment.ID])? = try session.first(
            """
            SELECT asked.assignment_id,
                   ARRAY(
                       SELECT DISTINCT payment_line.payment_id
                         FROM honorarium
                         JOIN payment_line
                           ON payment_line.honorarium_id = honorarium.id AND payment_line.released_at IS NULL
                        WHERE honorarium.assignment_id = asked.assignment_id
                        ORDER BY payment_line.payment_id
                   ) AS payments
              FROM honorarium AS asked
             WHERE asked.id = \(honorarium)
            """
        ) { row throws(PostgresError) in
            (assignment: try row.value("assignment_id"), payments: try row.value("payments"))
        }
        guard let found else { return nil }
        return try walk(honorarium.description, [found.assignment], found.payments)
    }

    private func walk(
        _ subject: String,
        _ assignments: [Assignment.ID],
        _ payments: [Payment.ID]
    ) throws(PostgresError) -> PaymentWalk {
        try session.keepPlans()
        let lectures = try WalkTable.steps(
            of: WalkTable.lecture(assignments) + WalkTable.claims(assignments)
                + WalkTable.honoraria(assignments),
            session
        )
        let paid = try bands(WalkTable.steps(of: WalkTable.payments(payments), session))
        let keys = Set((lectures + paid).flatMap { PaymentWalkQueries.subjects($0.step) })
        let events = try events(of: keys.sorted())
        func part(_ number: Int64, _ key: String, _ all: [(part: Int64, step: WalkStep)]) -> WalkPart {
            let own = all.filter { $0.part == number }.map(\.step)
            return WalkPart(
                key: key,
                steps: own.map { step in
                    step.telling(PaymentWalkQueries.subjects(step).flatMap { events[$0] ?? [] })
                }
            )
        }
        return PaymentWalk(
            subject: subject,
            lectures: assignments.map { part($0.rawValue, $0.description, lectures) },
            payments: payments.map { part($0.rawValue, $0.description, paid) }
        )
    }

    /// The part of the base that lies in each band, which is arithmetic and not a column.
    private func bands(
        _ steps: [(part: Int64, step: WalkStep)]
    ) -> [(part: Int64, step: WalkStep)] {
        steps.map { part, step in
            guard step.kind == .taxBand, let base = step.yen(.base), let from = step.yen(.bandFrom) else {
                return (part, step)
            }
            let inside = WithholdingRate.part(of: base, from: from, to: step.yen(.bandTo))
            let facts = step.facts.map { $0.name == .base ? WalkFact(.part, .yen(inside)) : $0 }
            return (
                part, WalkStep(step.kind, key: step.key, when: step.when, actor: step.actor, facts: facts)
            )
        }
    }

    /// The keys under which the record tells of a step.
    private static func subjects(_ step: WalkStep) -> [String] {
        switch step.kind {
        case .agreement, .separateTax, .line, .taxBand: return []
        case .transfer:
            let file = step.facts.first { $0.name == .transferFile }
            if case .key(let key)? = file?.value { return [key, step.key] }
            return [step.key]
        case .request, .offer, .assignment, .delivery, .report, .confirmation, .evidence, .travel, .finding,
            .honorarium, .payment, .month, .notice:
            return [step.key]
        }
    }

    private func events(of subjects: [String]) throws(PostgresError) -> [String: [WalkEvent]] {
        let events = try session.rows(
            """
            SELECT audit_event.subject, audit_event.action, audit_event.at, audit_event.user_id,
                   coalesce(app_user.display_name, '') AS name, audit_event.role, audit_event.on_behalf_of,
                   audit_event.reason
              FROM audit_event
              LEFT JOIN app_user ON app_user.id = audit_event.user_id
             WHERE audit_event.subject = ANY (\(subjects)::text[])
             ORDER BY audit_event.id
            """
        ) { row throws(PostgresError) in
            let onBehalfOf: String? = try row.optional("on_behalf_of")
            return (
                subject: try row.value("subject", as: String.self),
                event: WalkEvent(
                    action: try row.value("action"),
                    at: try row.value("at"),
                    actor: WalkActor(
                        user: try row.optional("user_id"),
                        name: try row.value("name"),
                        onBehalf: onBehalfOf != nil
                    ),
                    role: try row.value("role"),
                    onBehalfOf: onBehalfOf,
                    reason: try row.optional("reason")
                )
            )
        }
        return Dictionary(grouping: events, by: \.subject).mapValues { $0.map(\.event) }
    }
}

extension WalkStep {
    /// The amount of a fact; nil if there is no such fact.
    fileprivate func yen(_ name: WalkFactName) -> Yen? {
        guard case .yen(let yen)? = facts.first(where: { $0.name == name })?.value else { return nil }
        return yen
    }
}
