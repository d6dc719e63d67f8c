/// A kind of dated rate, by the word that commands use.
public enum RateKind: String, Sendable, CaseIterable {
    /// Prices of lectures (謝金単価).
    case fee
    /// Income tax withheld (源泉徴収税率).
    case withholding
    /// Consumption tax (消費税率).
    case consumptionTax = "consumption-tax"
    /// What the body may deduct when a payee is not registered (経過措置).
    case deduction
    /// Limits, allowances and the price of a kilometre (旅費).
    case travel
    /// Which evidence a claim wants (証憑).
    case evidence

    /// What stands before the number of a row: `fee` in `fee-3`.
    public var keyPrefix: String {
        switch self {
        case .fee: "fee"
        case .withholding: "wht"
        case .consumptionTax: "ctx"
        case .deduction: "ded"
        case .travel: "tvl"
        case .evidence: "evr"
        }
    }
}

/// The key of one dated rate: the prefix says its kind, as in `fee-3` or `wht-12`.
public struct RateKey: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// What it is a rate of.
    public let kind: RateKind
    /// The number of its row, 1 or more.
    public let number: Int64

    /// The key of a row.
    public init(_ kind: RateKind, _ number: Int64) {
        self.kind = kind
        self.number = number
    }

    /// Reads `fee-3`; nil for another prefix, a sign, leading zeros or no number.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let kind = RateKind.allCases.first(where: { $0.keyPrefix == parts[0] }),
            let number = Int64(parts[1]), number > 0, String(number) == parts[1]
        else { return nil }
        self.init(kind, number)
    }

    /// `fee-3`.
    public var description: String { "\(kind.keyPrefix)-\(number)" }

    /// By kind, then by age.
    public static func < (left: RateKey, right: RateKey) -> Bool {
        (left.kind.keyPrefix, left.number) < (right.kind.keyPrefix, right.number)
    }
}
