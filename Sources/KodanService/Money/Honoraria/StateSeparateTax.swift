public import KodanDomain
import KodanStore
import Postgres

/// Accounting states the consumption tax that the payee's own invoice shows apart from the fee (区分記載).
///
/// Only then does it stay out of the withholding base (circular 直法6-1 of 1989-01-30, item 3); the invoice need not be
/// a qualified one.
public struct StateSeparateTax: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// States the tax of one attested lecture, before its honorarium is calculated; once, and it stands.
    ///
    /// For an accountant. It is part of the fee as the tables give it today, never more. Refusals: `notFound`, also for
    /// evidence of another lecture, `ownAffair`, `wantsInvoice`, `separateTaxStated`, `feeAgreed`,
    /// `separateTaxTooLarge`, `field` below one yen, and what stands in the way of the calculation.
    public func callAsFunction(
        _ statement: SeparateTaxStatement,
        for id: Assignment.ID,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.accountant)
            let person = try desk.person()
            guard FeeAgreement.netFees.contains(Int(statement.amount.amount)) else {
                throw Refusal.field(FieldRefused(.amount, expected: .integer(FeeAgreement.netFees)))
            }
            let facts = try desk.lockFacts(of: id)
            try desk.refuseOwn(.lecture(id), id)
            guard facts.separateTax == nil else { throw Refusal.separateTaxStated(id) }
            guard facts.agreement == nil else { throw Refusal.feeAgreed(id) }
            let kinds = try LegStore(desk.session).evidence(of: id)
            guard let kind = kinds[statement.evidence] else {
                throw Refusal.notFound("\(statement.evidence)")
            }
            guard kind == .invoice else { throw Refusal.wantsInvoice(statement.evidence) }
            let rates = try RateStore(desk.session).honorariumRates()
            let owed = try facts.honorarium(rates: rates, on: desk.now.date)?.gross ?? .zero
            let most = try rates.mostTax(in: owed, on: facts.lectureOn)
            guard statement.amount <= most else { throw Refusal.separateTaxTooLarge(id, most: most) }
            try AgreementStore(desk.session).insert(statement, of: id, by: person, at: desk.now)
            try desk.record(
                "consumption_tax.stated",
                id,
                detail: ["amount": "\(statement.amount.amount)", "evidence": "\(statement.evidence)"]
            )
        }
    }
}
