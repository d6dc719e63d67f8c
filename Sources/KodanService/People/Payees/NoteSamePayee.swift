public import KodanDomain
import KodanStore

/// Notes that two payees are the same person (名寄せ): the yearly record adds them up.
///
/// For accountants in person. Nothing is merged: payments stay with the payee to whom they went.
public struct NoteSamePayee: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// From now on `id` counts as `other`.
    ///
    /// Throws ``Refusal``: `notFound`; `field` for a payee as itself or without a reason; `payeeAlias` where `id` has
    /// a part in an alias already, or `other` counts as a third, for one step is all that there is.
    public func callAsFunction(
        _ id: Payee.ID,
        as other: Payee.ID,
        because reason: String,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.accountant)
            let person = try desk.person()
            let reason = try reason.checkedReasonLine()
            guard id != other else { throw Refusal.field(FieldRefused(.payee, expected: .other)) }
            // In one order, so that two who note the same wait for each other and do not lock each other out.
            for payee in [id, other].sorted() { _ = try desk.lockPayee(payee) }
            let payees = PayeeStore(desk.session)
            if try payees.hasAlias(id) { throw Refusal.payeeAlias(id) }
            if try payees.isAlias(other) { throw Refusal.payeeAlias(other) }
            try payees.addAlias(id, as: other, because: reason, by: person, at: desk.now)
            try desk.record("payee.same_as", id, reason: reason, detail: ["as": other.description])
        }
    }
}
