/// One honorarium entry as yearly papers count it: what is owed, and where its money stands.
public struct YearEntry: Hashable, Sendable {
    /// Where the money of an entry stands.
    public enum Standing: Hashable, Sendable {
        /// In a payment, with its share of that payment's tax; `paidOn` is nil until the bank has paid.
        case inPayment(Payment.ID, tax: Yen, paidOn: LocalDate?)
        /// 赤, in no payment yet: it takes back the tax that had been withheld; zero or less.
        case takingBack(tax: Yen)
        /// In no payment yet: its tax can only be estimated.
        case open
    }

    /// The honorarium.
    public let id: Honorarium.ID
    /// What it is in the books.
    public let entry: HonorariumEntry
    /// The person, however often registered: the payee that the others are the same as.
    public let person: Payee.ID
    /// To whom it is owed.
    public let payee: Payee.ID
    /// The payee's name today.
    public let payeeName: String
    /// As what the payee is or would be taxed; nil for a foreign corporation, or where nobody has said.
    public let payeeClass: WithholdingClass?
    /// Whether the payee is taxed abroad, for whom payment records have another form.
    public let isForeign: Bool
    /// The lecture.
    public let assignment: Assignment.ID
    /// Its day.
    public let lectureOn: LocalDate
    /// The name of the programme.
    public let programme: String
    /// The day on which it was fixed.
    public let fixedOn: LocalDate
    /// The budget year, that of the lecture.
    public let budgetYear: FiscalYear
    /// What is owed before tax; below zero for a red entry.
    public let gross: Yen
    /// What of it counts for the tax.
    public let base: Yen
    /// Consumption tax within it that the payee's document shows apart.
    public let separateTax: Yen
    /// Where its money stands.
    public let standing: Standing

    /// An entry.
    public init(
        id: Honorarium.ID,
        entry: HonorariumEntry,
        person: Payee.ID,
        payee: Payee.ID,
        payeeName: String,
        payeeClass: WithholdingClass?,
        isForeign: Bool,
        assignment: Assignment.ID,
        lectureOn: LocalDate,
        programme: String,
        fixedOn: LocalDate,
        budgetYear: FiscalYear,
        gross: Yen,
        base: Yen,
        separateTax: Yen,
        standing: Standing
    ) {
        self.id = id
        self.entry = entry
        self.person = person
        self.payee = payee
        self.payeeName = payeeName
        self.payeeClass = payeeClass
        self.isForeign = isForeign
        self.assignment = assignment
        self.lectureOn = lectureOn
        self.programme = programme
        self.fixedOn = fixedOn
        self.budgetYear = budgetYear
        self.gross = gross
        self.base = base
        self.separateTax = separateTax
        self.standing = standing
    }

    /// Whether the money had arrived on `day`.
    public func isPaid(on day: LocalDate) -> Bool {
        guard case .inPayment(_, _, let paidOn?) = standing else { return false }
        return paidOn <= day
    }
}

extension [YearEntry] {
    /// The tax of each entry, in order: as it is stored where a payment holds it, else estimated.
    ///
    /// What is open is taken for one payment to each payee, taxed once on its sum by the rates of `day`, and shared
    /// out; nothing is estimated for payees without a class. Throws ``Refusal/noTaxRate(_:)``.
    public func taxes(by table: WithholdingTable, on day: LocalDate) throws(Refusal) -> [Yen] {
        var taxes = map { entry in
            switch entry.standing {
            case .inPayment(_, let tax, _), .takingBack(let tax): tax
            case .open: Yen.zero
            }
        }
        let open = indices.filter { self[$0].standing == .open && self[$0].payeeClass != nil }
        for (_, places) in Dictionary(grouping: open, by: { self[$0].payee }) {
            guard let payeeClass = self[places[0]].payeeClass else { continue }
            let bases = places.map { self[$0].base }
            let sum = bases.reduce(.zero, +)
            guard let withheld = try? table.withholding(on: sum, from: payeeClass, on: day).tax,
                let shares = try? TaxShares.shares(of: withheld, over: bases)
            else { throw .noTaxRate(day) }
            for (place, share) in zip(places, shares) { taxes[place] = share }
        }
        return taxes
    }
}

extension WithholdingClass {
    /// As what such a payee is taxed; nil for a foreign corporation, for which nothing is calculated.
    public init?(_ legalStatus: LegalStatus, _ residency: Residency) {
        switch (legalStatus, residency) {
        case (.individual, .resident): self = .residentIndividual
        case (.individual, .nonresident): self = .nonresidentIndividual
        case (.corporation, .resident): self = .domesticCorporation
        case (.corporation, .nonresident): return nil
        }
    }
}
