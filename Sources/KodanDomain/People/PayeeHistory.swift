/// Where a payee is taxed, and when.
public struct DatedResidency: Hashable, Sendable {
    /// Resident or non-resident, as withholding knows them.
    public let residency: Residency
    /// On which days.
    public let validity: DateRange

    /// A value with these parts.
    public init(residency: Residency, validity: DateRange) {
        self.residency = residency
        self.validity = validity
    }
}

/// The number of a registered invoice issuer, and when it was registered.
public struct DatedInvoiceNumber: Hashable, Sendable {
    /// `T` and thirteen digits.
    public let number: String
    /// The days of its registration; what counts is the day of the lecture.
    public let validity: DateRange
    /// When somebody looked it up in the public register; nil if nobody has.
    public let checkedOn: LocalDate?

    /// A value with these parts.
    public init(number: String, validity: DateRange, checkedOn: LocalDate?) {
        self.number = number
        self.validity = validity
        self.checkedOn = checkedOn
    }
}

/// What is known of a payee beside its accounts, the newest first.
public struct PayeeHistory: Hashable, Sendable {
    /// Where it was, is and will be taxed.
    public let residencies: [DatedResidency]
    /// Its invoice numbers.
    public let invoiceNumbers: [DatedInvoiceNumber]
    /// What was decided about tax treaties.
    public let treatyDecisions: [TreatyDecisionEntry]
    /// The payee as which it counts in the yearly record (名寄せ); nil if as itself.
    public let sameAs: Payee.ID?
    /// The payees that count as this one.
    public let aliases: [Payee.ID]

    /// A value with these parts.
    public init(
        residencies: [DatedResidency] = [],
        invoiceNumbers: [DatedInvoiceNumber] = [],
        treatyDecisions: [TreatyDecisionEntry] = [],
        sameAs: Payee.ID? = nil,
        aliases: [Payee.ID] = []
    ) {
        self.residencies = residencies
        self.invoiceNumbers = invoiceNumbers
        self.treatyDecisions = treatyDecisions
        self.sameAs = sameAs
        self.aliases = aliases
    }
}
