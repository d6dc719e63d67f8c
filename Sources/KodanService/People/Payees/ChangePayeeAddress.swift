public import KodanDomain
import KodanStore

/// Changes the postal address of a payee: notices go there, and the yearly record (支払調書) shows it.
///
/// The name too, where it was wrong or is another by now (改姓); what was issued and closed stands with the one before.
/// For coordinators and accountants.
public struct ChangePayeeAddress: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Writes the address, and the name if there is one.
    ///
    /// Throws ``Refusal``: `field` for no address, no name, or one that is too long, `notFound`.
    public func callAsFunction(
        of id: Payee.ID,
        to address: String,
        postalCode: PostalCode,
        name: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .accountant)
            let (address, name) = try refusingField { () throws(FieldRefused) in
                (
                    try address.plainText(.payeeAddress, atMost: PresenterDraft.addressLimit),
                    try name?.plainText(.payeeName, atMost: PayeeDraft.nameLimit)
                )
            }
            let payees = try desk.lockPayee(id)
            try payees.setAddress(of: id, postalCode, address)
            try desk.record("payee.address_changed", id)
            guard let name else { return }
            try payees.setName(of: id, name)
            try desk.record("payee.renamed", id)
        }
    }
}
