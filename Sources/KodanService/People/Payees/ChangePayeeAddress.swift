public import KodanDomain
import KodanStore

/// Changes the postal address of a payee: notices go there, and the yearly record (支払調書) shows it.
///
/// For coordinators and accountants.
public struct ChangePayeeAddress: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Writes the address.
    ///
    /// Throws ``Refusal``: `field` for no address or one that is too long, `notFound`.
    public func callAsFunction(
        of id: Payee.ID,
        to address: String,
        postalCode: PostalCode,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .accountant)
            let address = try refusingField { () throws(FieldRefused) in
                try address.plainText(.payeeAddress, atMost: PresenterDraft.addressLimit)
            }
            try desk.lockPayee(id).setAddress(of: id, postalCode, address)
            try desk.record("payee.address_changed", id)
        }
    }
}
