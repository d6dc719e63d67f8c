public import KodanDomain
import KodanStore
import Postgres

/// A presenter declines the fee of one lecture, or is promised a net amount (辞退・手取).
public struct AgreeFee: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Records the agreement; it stands, and the calculation goes by it.
    ///
    /// For a coordinator or an accountant. A net amount is promised to residents only: for individuals it is turned
    /// into a gross amount at the rates of the day of calculation; nothing is withheld from corporations, whose gross
    /// amount it is.
    /// Refusals: `notFound`, `field` without a reason, `calculatedAlready`, `assignmentState` for a lecture that was
    /// called off, `ownAffair` for the presenter who gives it, `feeAgreed`, `separateTaxStated`, `netForNonresident`.
    public func callAsFunction(
        _ agreement: FeeAgreement,
        for id: Assignment.ID,
        because reason: String,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .accountant)
            let person = try desk.person()
            let reason = try reason.checkedReason(atMost: 500)
            let facts = try desk.lockFacts(of: id)
            try desk.refuseOwn(.lecture(id), id)
            guard !facts.isCalculated else { throw Refusal.calculatedAlready(id) }
            guard AssignmentState.binding.contains(facts.assignmentState) else {
                throw Refusal.assignmentState(id, facts.assignmentState)
            }
            guard facts.agreement == nil else { throw Refusal.feeAgreed(id) }
            guard facts.separateTax == nil else { throw Refusal.separateTaxStated(id) }
            if case .net = agreement, let payee = facts.payee, payee.residency == .nonresident {
                throw Refusal.netForNonresident(payee.id)
            }
            try AgreementStore(desk.session).insert(
                agreement,
                of: id,
                because: reason,
                by: person,
                at: desk.now
            )
            try desk.record("fee.agreed", id, reason: reason, detail: agreement.recorded)
        }
    }
}

extension FeeAgreement {
    fileprivate var recorded: [String: String] {
        switch self {
        case .declined: ["kind": "declined"]
        case .net(let amount): ["kind": "net", "net": "\(amount.amount)"]
        }
    }
}
