public import KodanDomain
import KodanStore

/// Notes the number under which a payee is registered as an invoice issuer (適格請求書発行事業者).
///
/// For coordinators and accountants.
public struct AddInvoiceNumber: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The number is registered from `first` to `last`, or until further notice; the one in force ends the day before.
    ///
    /// Throws ``Refusal``: `field` for a number whose check digit is wrong, an end before the beginning, or a day of
    /// looking it up that has not come; `notFound`; `laterFact` where another number begins within these days.
    public func callAsFunction(
        _ number: String,
        to id: Payee.ID,
        from first: LocalDate,
        until last: LocalDate? = nil,
        checkedOn: LocalDate? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .accountant)
            let number = try number.checkedInvoiceNumber()
            let days = try refusingField { () throws(FieldRefused) in
                try DateRange(writtenFrom: first, to: last)
            }
            if let checkedOn { try desk.requirePassed(checkedOn) }
            let payees = try desk.lockPayee(id)
            try desk.makeRoom(for: .invoiceNumber, of: id, on: days)
            try payees.add(DatedInvoiceNumber(number: number, validity: days, checkedOn: checkedOn), to: id)
            try desk.record("payee.invoice_number_added", id, detail: ["from": first.description])
        }
    }
}
