public import KodanDomain
import KodanStore

/// Notes that the registration of an invoice number has ended.
///
/// For coordinators and accountants.
public struct EndInvoiceNumber: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The number holds until `last`.
    ///
    /// Throws ``Refusal``: `notFound` for a payee without this number; `field` for a day on which its registration
    /// had not begun or had ended before.
    public func callAsFunction(
        _ number: String,
        of id: Payee.ID,
        on last: LocalDate,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .accountant)
            let (payees, known) = try desk.lockInvoiceNumber(number, of: id)
            try known.validity.require(last, as: .validTo)
            let days = DateRange(known.validity.first...last)
            try payees.change(
                DatedInvoiceNumber(number: known.number, validity: days, checkedOn: known.checkedOn),
                of: id
            )
            try desk.record("payee.invoice_number_ended", id, detail: ["to": last.description])
        }
    }
}
