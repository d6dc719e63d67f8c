/// For how long names are kept after the last thing that concerned somebody (保存期間), as public bodies count it: in
/// whole fiscal years, from the one after.
public struct Retention: Sendable, Equatable {
    /// How many years a body may keep names.
    public static let bounds = 1...30
    /// For how many fiscal years.
    public let years: Int

    /// A time of so many years; nil outside of ``bounds``.
    public init?(years: Int) {
        guard Retention.bounds.contains(years) else { return nil }
        self.years = years
    }

    /// The first day of which names are kept on `today`: whom nothing concerned from then on is forgotten.
    ///
    /// With five years, what ended in the fiscal year 2020 is kept through that of 2025, and forgotten on 1 April 2026.
    public func begins(on today: LocalDate) -> LocalDate {
        let year = FiscalYear(containing: today).startYear - years
        return FiscalYear(startYear: year)?.first ?? today
    }
}
