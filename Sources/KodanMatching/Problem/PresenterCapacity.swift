public import KodanDomain

/// How many more lectures a presenter can take.
public struct PresenterCapacity: Hashable, Sendable {
    /// The largest number of lectures that a field may hold.
    public static let largest = 1_000_000

    /// A fiscal year of a presenter.
    public struct Year: Hashable, Sendable {
        /// How many more lectures it can hold, 0 to `largest`.
        public let remaining: Int
        /// How many it holds already, 0 to `largest`; the next one costs the more.
        public let held: Int

        /// A year that holds `held` lectures and can hold `remaining` more.
        public init(remaining: Int, held: Int) {
            self.remaining = remaining
            self.held = held
        }
    }

    /// The presenter.
    public let presenter: PresenterKey
    /// What remains of each calendar month, 0 to `largest`; nothing where absent.
    public let months: [YearMonth: Int]
    /// What remains of each fiscal year; nothing where absent.
    public let years: [FiscalYear: Year]

    /// What remains for `presenter`.
    public init(presenter: PresenterKey, months: [YearMonth: Int], years: [FiscalYear: Year]) {
        self.presenter = presenter
        self.months = months
        self.years = years
    }
}
