/// What a target counts.
public enum TargetUnit: String, Sendable, CaseIterable {
    /// 回.
    case lectures
    /// カ所.
    case places
    /// 回, of seminars and conferences.
    case seminars
    /// 社.
    case companies
}

/// What a group of programmes is to reach in a fiscal year.
public struct TargetDraft: Hashable, Sendable {
    /// How many it may be.
    public static let bounds = 1...1_000_000

    /// How many of `unit` are to be held in the year.
    public let count: Int
    /// Of what.
    public let unit: TargetUnit

    /// Throws ``FieldRefused`` for a number outside ``bounds``.
    public init(_ count: Int, _ unit: TargetUnit) throws(FieldRefused) {
        self.count = try count.within(TargetDraft.bounds, .target)
        self.unit = unit
    }
}
