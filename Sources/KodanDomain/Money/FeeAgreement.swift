/// What was agreed about the fee of one lecture, otherwise than by the table.
public enum FeeAgreement: Hashable, Sendable {
    /// The presenter wants no fee (辞退); travel is owed all the same.
    case declined
    /// The presenter gets so much after tax (手取); the fee is what leaves it.
    case net(Yen)

    /// The net amounts that may be promised for a lecture.
    public static let netFees = 1...1_000_000

    /// A net promise, 1 to 1,000,000 yen.
    ///
    /// Throws ``FieldRefused``.
    public static func net(checking amount: Yen) throws(FieldRefused) -> FeeAgreement {
        guard netFees.contains(Int(amount.amount)) else {
            throw FieldRefused(.amount, expected: .integer(netFees))
        }
        return .net(amount)
    }
}

/// Consumption tax that the payee's own invoice shows apart from the fee, as accounting stated it.
public struct SeparateTaxStatement: Hashable, Sendable {
    /// The tax that the document shows.
    public let amount: Yen
    /// The document.
    public let evidence: Evidence.ID

    /// A statement.
    public init(amount: Yen, evidence: Evidence.ID) {
        self.amount = amount
        self.evidence = evidence
    }
}
