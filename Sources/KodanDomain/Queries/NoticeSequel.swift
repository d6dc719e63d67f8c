/// What has become of the payment that a notice tells of: a notice stays as it was issued.
public struct NoticeSequel: Hashable, Sendable {
    /// A lecture of the notice that was corrected since.
    public struct Correction: Hashable, Sendable {
        /// The lecture date.
        public let lectureOn: LocalDate
        /// What the notice says is owed for it before tax.
        public let before: Yen
        /// What is right; zero where the payee is owed nothing.
        public let after: Yen
        /// The day of the correction.
        public let correctedOn: LocalDate
        /// The payment date of the payment that settles it, whose own notice tells of it; nil before its month is
        /// closed.
        public let settledOn: LocalDate?

        /// A correction.
        public init(
            lectureOn: LocalDate,
            before: Yen,
            after: Yen,
            correctedOn: LocalDate,
            settledOn: LocalDate?
        ) {
            self.lectureOn = lectureOn
            self.before = before
            self.after = after
            self.correctedOn = correctedOn
            self.settledOn = settledOn
        }
    }

    /// The day on which the bank pays, or was to pay.
    public let payOn: LocalDate
    /// What is sent; below zero where it is asked back.
    public let net: Yen
    /// The day on which the money arrived, on either side.
    public let paidOn: LocalDate?
    /// The day on which its last transfer came back; nil unless that is how it stands.
    public let returnedOn: LocalDate?
    /// What was corrected, by lecture date.
    public let corrections: [Correction]

    /// What has become of a payment.
    public init(
        payOn: LocalDate,
        net: Yen,
        paidOn: LocalDate?,
        returnedOn: LocalDate?,
        corrections: [Correction]
    ) {
        self.payOn = payOn
        self.net = net
        self.paidOn = paidOn
        self.returnedOn = returnedOn
        self.corrections = corrections
    }
}
