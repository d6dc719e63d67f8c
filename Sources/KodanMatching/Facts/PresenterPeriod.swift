/// A presenter in a period: on a day, in a month, in a fiscal year.
public struct PresenterPeriod<Period: Hashable & Comparable & Sendable>: Hashable, Comparable, Sendable {
    /// The presenter.
    public let presenter: PresenterKey
    /// The period.
    public let period: Period

    /// `presenter` in `period`.
    public init(_ presenter: PresenterKey, _ period: Period) {
        self.presenter = presenter
        self.period = period
    }

    /// Orders by presenter, then by time.
    public static func < (left: PresenterPeriod, right: PresenterPeriod) -> Bool {
        left.presenter == right.presenter ? left.period < right.period : left.presenter < right.presenter
    }
}
