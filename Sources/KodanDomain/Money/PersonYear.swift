/// What one person was owed in a calendar year, all registrations together: the figures of a payment record.
public struct PersonYear: Hashable, Sendable {
    /// Why amounts are no part of the record.
    public enum LeftOut: String, Sendable, CaseIterable {
        /// Paid to a non-resident or a foreign corporation: that is another form (type 339).
        case nonresident
        /// Nobody has said where the payee of an amount that is not paid yet is taxed.
        case residencyUnknown = "residency_unknown"
    }

    /// The person.
    public let person: Payee.ID
    /// What was fixed in the year, before tax; cash travel and consumption tax included.
    public let amount: Yen
    /// What of it was not paid on the day of preparation.
    public let unpaid: Yen
    /// The sum of the taxes as they are stored with payments, or estimated for what no payment holds yet.
    public let tax: Yen
    /// What of it was not withheld yet.
    public let notWithheld: Yen
    /// Consumption tax within the amount that the payee's documents show apart.
    public let separateTax: Yen
    /// What is no part of it, by the reason.
    public let leftOut: [LeftOut: Yen]

    /// Sums the entries of one person as they stand on `day`.
    ///
    /// Where more is taken back than is still to be paid, nothing is unpaid: the payee owes it. Throws
    /// ``Refusal/noTaxRate(_:)``.
    public init(
        _ person: Payee.ID,
        _ entries: [YearEntry],
        by table: WithholdingTable,
        on day: LocalDate
    ) throws(Refusal) {
        let counted = entries.filter { PersonYear.reason(to: $0) == nil }
        let taxes = try counted.taxes(by: table, on: day)
        var sums = (amount: Yen.zero, unpaid: Yen.zero, tax: Yen.zero, notWithheld: Yen.zero)
        for (entry, tax) in zip(counted, taxes) {
            sums.amount += entry.gross
            sums.tax += tax
            if !entry.isPaid(on: day) {
                sums.unpaid += entry.gross
                sums.notWithheld += tax
            }
        }
        var leftOut: [LeftOut: Yen] = [:]
        for entry in entries {
            if let reason = PersonYear.reason(to: entry) { leftOut[reason, default: .zero] += entry.gross }
        }
        self.person = person
        amount = sums.amount
        unpaid = max(sums.unpaid, .zero)
        tax = sums.tax
        notWithheld = max(sums.notWithheld, .zero)
        separateTax = counted.reduce(.zero) { $0 + $1.separateTax }
        self.leftOut = leftOut
    }

    private static func reason(to entry: YearEntry) -> LeftOut? {
        switch entry.payeeClass {
        case .nonresidentIndividual?: .nonresident
        case .residentIndividual?, .domesticCorporation?: nil
        case nil: entry.isForeign ? .nonresident : .residencyUnknown
        }
    }
}
