/// What was agreed about the fee of one lecture, and what its payee's invoice shows apart (謝金の取り決め).
public struct FeeAgreementEntry: Sendable, Equatable {
    /// What was said of the fee last.
    public struct Agreed: Sendable, Equatable {
        /// The agreement; nil where the one before was taken back, so that the fee goes by the table again.
        public let agreement: FeeAgreement?
        /// Why.
        public let reason: String
        /// Who noted it.
        public let by: User.ID
        /// When.
        public let at: Instant

        /// A value with these parts.
        public init(agreement: FeeAgreement?, reason: String, by: User.ID, at: Instant) {
            self.agreement = agreement
            self.reason = reason
            self.by = by
            self.at = at
        }
    }

    /// Consumption tax that was stated.
    public struct Stated: Sendable, Equatable {
        /// How much, and by which document.
        public let tax: SeparateTaxStatement
        /// Who stated it.
        public let by: User.ID
        /// When.
        public let at: Instant

        /// A value with these parts.
        public init(tax: SeparateTaxStatement, by: User.ID, at: Instant) {
            self.tax = tax
            self.by = by
            self.at = at
        }
    }

    /// What was agreed; nil where nothing ever was, so that the fee goes by the table.
    public let agreed: Agreed?
    /// What the invoice shows apart; nil where nobody stated anything.
    public let separateTax: Stated?

    /// A value with these parts.
    public init(agreed: Agreed?, separateTax: Stated?) {
        self.agreed = agreed
        self.separateTax = separateTax
    }
}
