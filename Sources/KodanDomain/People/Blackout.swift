/// Days on which a presenter cannot come (対応不可日); the key of such a span is `blk-1`.
public struct Blackout: Hashable, Sendable, Keyed {
    /// `blk`.
    public static var keyPrefix: String { "blk" }

    /// The most spans that one presenter has.
    public static let limit = 200
    /// The most characters of a reason.
    public static let reasonLimit = 200

    /// The days; they have a last one.
    public let days: DateRange
    /// Why; nil if nobody said so.
    public let reason: String?

    /// A blackout of these days.
    ///
    /// Throws ``FieldRefused`` for days without an end and for a reason that is too long.
    public init(_ days: DateRange, reason: String? = nil) throws(FieldRefused) {
        guard days.last != nil else { throw FieldRefused(.unavailable, expected: .date) }
        self.days = days
        self.reason = try reason?.plainText(.reason, atMost: Blackout.reasonLimit)
    }

    /// `spans` in order, with those that share a day, or follow each other, made one.
    ///
    /// Throws ``FieldRefused`` for too many, and for one without an end.
    public static func merged(_ spans: [DateRange]) throws(FieldRefused) -> [DateRange] {
        guard spans.count <= limit else { throw FieldRefused(.unavailable, expected: .count(0...limit)) }
        var merged: [DateRange] = []
        for span in spans.sorted(by: { $0.first < $1.first }) {
            guard let last = span.last else { throw FieldRefused(.unavailable, expected: .date) }
            guard let before = merged.last, let end = before.last, span.first <= end.adding(days: 1) else {
                merged.append(span)
                continue
            }
            merged[merged.count - 1] = DateRange(before.first...max(end, last))
        }
        return merged
    }
}
