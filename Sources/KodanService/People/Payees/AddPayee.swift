public import KodanDomain
import KodanStore

/// Notes whom the body pays for a presenter who came without, or instead of who was paid (支払先の登録).
///
/// Another one takes the place of who is paid where a firm or somebody else is paid from now on: what a payee is
/// stands, since tax was computed from it. For coordinators and accountants. An account is asked for afterwards, with
/// ``ChangeAccount``, and an invoice number noted with ``AddInvoiceNumber``.
public struct AddPayee: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// What is owed to the presenter is paid to this payee from today on, also for lectures before; its key.
    ///
    /// It takes the place of `replaced`, with whom stays what was calculated already.
    ///
    /// Throws ``Refusal``: `notFound` for a presenter or payee who is not there, `payeeKnown` where another one is paid
    /// for them already, or only since today, `ownAffair` where one of the body's people is paid so themself.
    public func callAsFunction(
        _ draft: PayeeDraft,
        for presenter: Presenter.ID,
        replacing replaced: Payee.ID? = nil,
        as credential: Credential
    ) async throws -> Payee.ID {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .accountant)
            try desk.requireKept(presenter)
            guard try PresenterQueries(desk.session).card(presenter) != nil else {
                throw Refusal.notFound("\(presenter)")
            }
            _ = try desk.asSystem { try PresenterStore(desk.session).lockStatus(presenter) }
            if let replaced { _ = try desk.lockPayee(replaced) }
            return try desk.asSystem {
                let payees = PayeeStore(desk.session)
                // The presenter's lock lets one come after the other.
                let today = desk.now.date
                let paid = try payees.payee(of: presenter, on: today)
                guard paid == replaced else {
                    guard paid == nil, let replaced else { throw Refusal.payeeKnown(presenter) }
                    throw Refusal.foreignPayee(replaced, presenter)
                }
                // Who is paid since today was paid until no day.
                if let replaced, try !payees.end(replaced, for: presenter, before: today) {
                    throw Refusal.payeeKnown(presenter)
                }
                let id = try payees.keys(1)[0]
                try payees.insert([draft], ids: [id], for: [presenter], at: desk.now)
                var detail = ["presenter": "\(presenter)"]
                if let replaced { detail["replaces"] = "\(replaced)" }
                try desk.record("payee.added", id, detail: detail)
                return id
            }
        }
    }
}
