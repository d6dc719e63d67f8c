public import KodanDomain
import KodanStore
import Postgres

/// A presenter declines the fee of one lecture, or is promised a net amount (辞退・手取); what was recorded by mistake
/// is taken back.
public struct AgreeFee: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Records the agreement, and the calculation goes by it; nil takes back the one that stands, and the fee goes by
    /// the table again.
    ///
    /// For a coordinator or an accountant. A net amount is promised to residents only: for individuals it is turned
    /// into a gross amount at the rates of the day of calculation; nothing is withheld from corporations, whose gross
    /// amount it is. A lecture whose request was closed, since the fee was declined and no travel claimed, is
    /// calculated once that was taken back.
    /// Refusals: `notFound`, `field` without a reason, and where there is nothing to take back, `calculatedAlready`,
    /// `assignmentState` for a lecture that was called off, `ownAffair` for the presenter who gives it, `feeAgreed`,
    /// `separateTaxStated`, `netForNonresident`.
    public func callAsFunction(
        _ agreement: FeeAgreement?,
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
            guard (facts.agreement == nil) == (agreement != nil) else {
                guard agreement == nil else { throw Refusal.feeAgreed(id) }
                throw Refusal.field(FieldRefused(.kind, expected: .oneOf(["declined", "net"])))
            }
            guard facts.separateTax == nil else { throw Refusal.separateTaxStated(id) }
            if case .net? = agreement, let payee = facts.payee, payee.residency == .nonresident {
                throw Refusal.netForNonresident(payee.id)
            }
            try AgreementStore(desk.session).insert(
                agreement,
                of: id,
                because: reason,
                by: person,
                at: desk.now
            )
            try desk.record(
                "fee.agreed",
                id,
                reason: reason,
                detail: agreement?.recorded ?? ["kind": "table"]
            )
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
