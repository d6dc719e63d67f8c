public import KodanDomain
import KodanStore

/// Notes whom the body pays for a presenter who came without (支払先の登録).
///
/// For coordinators and accountants. An account is asked for afterwards, with ``ChangeAccount``, and an invoice number
/// noted with ``AddInvoiceNumber``.
public struct AddPayee: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// What is owed to the presenter is paid to this payee from today on, also for lectures before; its key.
    ///
    /// Throws ``Refusal``: `notFound` for a presenter who is not there, `payeeKnown` where one is paid for them
    /// already.
    public func callAsFunction(
        _ draft: PayeeDraft,
        for presenter: Presenter.ID,
        as credential: Credential
    ) async throws -> Payee.ID {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .accountant)
            try desk.requireKept(presenter)
            guard try PresenterQueries(desk.session).card(presenter) != nil else {
                throw Refusal.notFound("\(presenter)")
            }
            return try desk.asSystem {
                _ = try PresenterStore(desk.session).lockStatus(presenter)
                let payees = PayeeStore(desk.session)
                // The presenter's lock lets one come after the other.
                guard try payees.payee(of: presenter, on: desk.now.date) == nil else {
                    throw Refusal.payeeKnown(presenter)
                }
                let id = try payees.keys(1)[0]
                try payees.insert([draft], ids: [id], for: [presenter], at: desk.now)
                try desk.record("payee.added", id, detail: ["presenter": "\(presenter)"])
                return id
            }
        }
    }
}
