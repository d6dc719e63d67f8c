public import KodanDomain
import KodanStore

/// Notes that an invoice number was looked up in the public register.
///
/// For coordinators and accountants.
public struct CheckInvoiceNumber: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// It was found there on `day`.
    ///
    /// Throws ``Refusal``: `notFound` for a payee without this number; `field` for a day that has not come.
    public func callAsFunction(
        _ number: String,
        of id: Payee.ID,
        on day: LocalDate,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .accountant)
            try desk.requirePassed(day)
            let (payees, known) = try desk.lockInvoiceNumber(number, of: id)
            try payees.change(
                DatedInvoiceNumber(number: known.number, validity: known.validity, checkedOn: day),
                of: id
            )
            try desk.record("payee.invoice_number_checked", id, detail: ["on": day.description])
        }
    }
}
