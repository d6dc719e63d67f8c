public import KodanDomain
import KodanStore

/// A person looked at a finding and says why money may go out all the same.
///
/// For coordinators (within their prefectures), accountants and approvers in person, and never for the presenter whose
/// claim it is about. What accounting holds back, accounting releases.
public struct ClearFinding: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Clears the finding for ever: it does not come back for the same cause.
    ///
    /// Throws ``Refusal``: `notFound`, `notPermitted` for a payee outside of a coordinator's prefectures;
    /// `findingEnded` for one that is not open; `ownFinding` for the presenter; `field` without a reason.
    public func callAsFunction(
        _ id: Finding.ID,
        because reason: String,
        as credential: Credential
    ) async throws {
        let reason = try reason.checkedReasonLine()
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .accountant, .approver)
            let person = try desk.person()
            let findings = FindingStore(desk.session)
            guard let seen = try findings.finding(id) else { throw Refusal.notFound(id.description) }
            if seen.cause.kind == .held { try desk.actor.require(.accountant, .approver) }
            if case .payee(let payee) = seen.cause.subject { try desk.requireKept(payee, of: id) }
            guard let finding = try findings.lock(id) else { throw Refusal.notFound(id.description) }
            guard finding.state == .open else { throw Refusal.findingEnded(id, finding.state) }
            guard try !desk.isOwn(finding.cause.subject) else { throw Refusal.ownFinding(id) }
            try findings.clear(id, by: person, because: reason, at: desk.now)
            try desk.record("finding.cleared", id, reason: reason)
        }
    }
}
