public import KodanDomain
import KodanStore

/// Decides what a tax treaty does for a payee who is not resident (租税条約の適用).
///
/// For accountants in person: the service decides nothing.
public struct DecideTreaty: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Notes the decision; the one in force ends the day before.
    ///
    /// Throws ``Refusal``: `notFound`; `payeeResident` for a payee who is not known to be non-resident on the first
    /// day; `laterFact` where another decision begins within its days.
    public func callAsFunction(
        _ decision: TreatyDecisionDraft,
        for id: Payee.ID,
        as credential: Credential
    ) async throws -> TreatyDecision.ID {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.accountant)
            let person = try desk.person()
            let payees = try desk.lockPayee(id)
            guard try payees.residency(of: id, on: decision.validity.first) == .nonresident else {
                throw Refusal.payeeResident(id, decision.validity.first)
            }
            try desk.makeRoom(for: .treatyDecision, of: id, on: decision.validity)
            let made = try payees.add(decision, to: id, by: person, at: desk.now)
            try desk.record(
                "payee.treaty_decided",
                made,
                detail: ["payee": id.description, "from": decision.validity.first.description]
            )
            return made
        }
    }
}
