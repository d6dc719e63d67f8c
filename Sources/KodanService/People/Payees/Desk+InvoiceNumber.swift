import KodanDomain
import KodanStore

extension Desk {
    /// Locks a payee whom the actor keeps (``lockPayee(_:)``), with the newest row of this number.
    ///
    /// Throws ``Refusal``: `field` for a number whose check digit is wrong, `notFound` for a payee without it.
    func lockInvoiceNumber(
        _ number: String,
        of id: Payee.ID
    ) throws -> (payees: PayeeStore, known: DatedInvoiceNumber) {
        let number = try number.checkedInvoiceNumber()
        let payees = try lockPayee(id)
        guard let known = try payees.invoiceNumber(number, of: id) else {
            throw Refusal.notFound(number, as: .invoiceNumber)
        }
        return (payees, known)
    }

    /// The public register of issuers opened with the first applications, on 1 October 2021.
    ///
    /// Throws ``Refusal/field(_:)`` for a day of looking up before it, or one that has not come.
    func requirePassed(_ day: LocalDate) throws(Refusal) {
        guard let opened = LocalDate(year: 2021, month: 10, day: 1) else { return }
        try DateRange(opened...max(opened, now.date)).require(day, as: .checkedOn)
    }
}

extension String {
    /// The invoice number in its one form, its check digit right.
    func checkedInvoiceNumber() throws(Refusal) -> String {
        do throws(InvoiceNumberRefusal) {
            return try InvoiceNumber(self).description
        } catch {
            throw .field(FieldRefused(.invoiceNumber, expected: .invoiceNumber))
        }
    }
}
