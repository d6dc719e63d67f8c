/// The key of what was decided about a non-resident's tax (租税条約の適用), `trd-1`.
public enum TreatyDecision: Keyed {
    /// `trd`.
    public static var keyPrefix: String { "trd" }
}

/// What a tax treaty does for a payee.
public enum TreatyRelief: String, Sendable, CaseIterable {
    /// Nothing: 20.42 % is withheld.
    case none
    /// No tax is withheld.
    case exempt
    /// Tax is withheld at a lower rate.
    case reduced
}

/// What is decided about a non-resident's tax, before a row exists.
///
/// Relief needs a notification (租税条約に関する届出書) that reaches the tax office at the latest on the day before
/// the payment.
public struct TreatyDecisionDraft: Hashable, Sendable {
    /// The rates of a reduced tax, in basis points: below the 20.42 % that is due without a treaty.
    public static let reducedRates = 1...2041

    /// What the treaty does.
    public let relief: TreatyRelief
    /// The reduced rate in basis points; nil for any other relief.
    public let rateBasisPoints: Int?
    /// The treaty and its article, or why none applies; 200 characters at most.
    public let treaty: String
    /// When the notification was handed in; nil without relief.
    public let notifiedOn: LocalDate?
    /// The payment dates for which it holds.
    public let validity: DateRange

    /// Throws ``FieldRefused``: a reduced rate has a rate, and no other; relief has a notification, no relief none.
    public init(
        relief: TreatyRelief,
        rateBasisPoints: Int?,
        treaty: String,
        notifiedOn: LocalDate?,
        validity: DateRange
    ) throws(FieldRefused) {
        switch (relief, rateBasisPoints) {
        case (.reduced, let rate):
            guard let rate, TreatyDecisionDraft.reducedRates.contains(rate) else {
                throw FieldRefused(.rateBasisPoints, expected: .integer(TreatyDecisionDraft.reducedRates))
            }
        case (.none, .some), (.exempt, .some):
            throw FieldRefused(.rateBasisPoints, expected: .absentWithout(.reducedTax))
        case (.none, nil), (.exempt, nil): break
        }
        switch (relief, notifiedOn) {
        case (.none, .some): throw FieldRefused(.notifiedOn, expected: .absentWithout(.relief))
        case (.exempt, nil), (.reduced, nil): throw FieldRefused(.notifiedOn, expected: .date)
        case (.none, nil), (.exempt, .some), (.reduced, .some): break
        }
        self.relief = relief
        self.rateBasisPoints = rateBasisPoints
        self.treaty = try treaty.plainText(.treaty, atMost: 200)
        self.notifiedOn = notifiedOn
        self.validity = validity
    }
}

/// A decision on a tax treaty as its readers see it.
public struct TreatyDecisionEntry: Hashable, Sendable {
    /// Its key.
    public let id: TreatyDecision.ID
    /// What was decided.
    public let decision: TreatyDecisionDraft
    /// Who decided.
    public let decidedBy: User.ID
    /// When.
    public let decidedAt: Instant

    /// A value with these parts.
    public init(
        id: TreatyDecision.ID,
        decision: TreatyDecisionDraft,
        decidedBy: User.ID,
        decidedAt: Instant
    ) {
        self.id = id
        self.decision = decision
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
    }
}
