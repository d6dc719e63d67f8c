public import KodanDomain
import KodanStore

/// Confirms a change of account: a second person, or whoever called back.
///
/// For coordinators, accountants, approvers.
public struct ConfirmAccount: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Confirms it from now on; `note` says who was called back, when and at which number known before.
    ///
    /// Throws ``Refusal``: `ownAccountChange` for who asked for it and did not call back, or called where they
    /// themselves said lately that the payee is reached; `ownAffair` for who is paid, `accountConfirmed`, `notFound`.
    public func callAsFunction(
        _ id: PayeeAccount.ID,
        calledBack note: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .accountant, .approver)
            let note = try refusingField { () throws(FieldRefused) in
                try note?.plainText(.reason, atMost: AccountConfirmation.noteLimit)
            }
            let payees = PayeeStore(desk.session)
            guard let change = try desk.asSystem({ try payees.lockChange(id) }) else {
                throw Refusal.notFound(id.description)
            }
            try desk.requireKept(change.payee, of: id)
            try desk.refuseOwn(.payee(change.payee), id)
            try desk.asSystem {
                guard !change.isConfirmed else { throw Refusal.accountConfirmed(id) }
                guard try note != nil || change.requestedBy != desk.actor.user else {
                    throw Refusal.ownAccountChange(id)
                }
                if note != nil { try desk.refuseCallToOwnChoice(of: change.payee, id) }
                try payees.confirm(id, by: desk.actor.user, calledBack: note, at: desk.now)
            }
            try desk.record("payee.account_confirmed", id)
        }
    }
}
