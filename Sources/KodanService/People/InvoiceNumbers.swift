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
            let number = try checked(number)
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
            let number = try checked(number)
            let payees = try desk.lockPayee(id)
            guard let known = try payees.invoiceNumber(number, of: id) else {
                throw Refusal.notFound(number, as: .invoiceNumber)
            }
            try known.validity.require(last, as: .validTo)
            let days = DateRange(known.validity.first...last)
            try payees.change(
                DatedInvoiceNumber(number: number, validity: days, checkedOn: known.checkedOn),
                of: id
            )
            try desk.record("payee.invoice_number_ended", id, detail: ["to": last.description])
        }
    }
}

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
            let number = try checked(number)
            try desk.requirePassed(day)
            let payees = try desk.lockPayee(id)
            guard let known = try payees.invoiceNumber(number, of: id) else {
                throw Refusal.notFound(number, as: .invoiceNumber)
            }
            try payees.change(
                DatedInvoiceNumber(number: number, validity: known.validity, checkedOn: day),
                of: id
            )
            try desk.record("payee.invoice_number_checked", id, detail: ["on": day.description])
        }
    }
}

/// The number in its one form, its check digit right.
private func checked(_ number: String) throws(Refusal) -> String {
    do throws(InvoiceNumberRefusal) {
        return try InvoiceNumber(number).description
    } catch {
        throw .field(FieldRefused(.invoiceNumber, expected: .invoiceNumber))
    }
}

extension Desk {
    /// The public register of issuers opened with the first applications, on 1 October 2021.
    ///
    /// Throws ``Refusal/field(_:)`` for a day of looking up before it, or one that has not come.
    fileprivate func requirePassed(_ day: LocalDate) throws(Refusal) {
        guard let opened = LocalDate(year: 2021, month: 10, day: 1) else { return }
        try DateRange(opened...max(opened, now.date)).require(day, as: .checkedOn)
    }
}
