import KodanDomain
import KodanStore
import KodanText

/// A payee who lives where a presenter does, and where that is.
struct PayeeAtHome {
    let payee: Payee.ID
    let postalCode: PostalCode
    let address: String
}

/// A presenter who is paid where they live, and moves.
extension Desk {
    /// What moves with a presenter: their payee, if it is a person at the presenter's own address; nil for none.
    func payeeAtHome(of id: Presenter.ID) throws -> PayeeAtHome? {
        try asSystem {
            let payees = PayeeStore(session)
            guard let payee = try payees.lockAtHome(of: id, on: now.date), let home = try payees.home(of: id)
            else { return nil }
            return PayeeAtHome(payee: payee, postalCode: home.postalCode, address: home.address)
        }
    }

    /// Writes the presenter's new address down for their payee, unless it is what it was.
    ///
    /// Notices go there, and the yearly record shows it, of which nobody thinks who moves.
    func move(_ known: PayeeAtHome, with id: Presenter.ID, onBehalfOf: String?) throws {
        let hasMoved = try asSystem {
            let payees = PayeeStore(session)
            guard let home = try payees.home(of: id),
                (home.postalCode, home.address) != (known.postalCode, known.address)
            else { return false }
            let whole = AddressText.whole(home.address, in: home.place)
            try payees.setAddress(
                of: known.payee,
                home.postalCode,
                whole.count <= PresenterDraft.addressLimit ? whole : home.address
            )
            return true
        }
        if hasMoved { try record("payee.address_changed", known.payee, onBehalfOf: onBehalfOf) }
    }
}
