public import KodanDomain

/// Dual prices: what one more lecture costs the whole plan at each node of the network, in equivalent minutes.
///
/// They prove the plan: no arc with room left costs less than its price gap, none that is used costs more.
/// A request's price is what the plan would save without it; a day, month or year dearer than what follows it
/// is a bottleneck, and the difference is what one more place there is worth.
public struct PlanCertificate: Sendable, Equatable {
    /// By request.
    public var requests: [RequestKey: Int]
    /// By presenter and day.
    public var days: [PresenterPeriod<LocalDate>: Int]
    /// By presenter and calendar month.
    public var months: [PresenterPeriod<YearMonth>: Int]
    /// By presenter and fiscal year.
    public var years: [PresenterPeriod<FiscalYear>: Int]

    /// These prices.
    public init(
        requests: [RequestKey: Int] = [:],
        days: [PresenterPeriod<LocalDate>: Int] = [:],
        months: [PresenterPeriod<YearMonth>: Int] = [:],
        years: [PresenterPeriod<FiscalYear>: Int] = [:]
    ) {
        self.requests = requests
        self.days = days
        self.months = months
        self.years = years
    }

    /// Adds the prices of another part of the same problem.
    mutating func add(_ other: PlanCertificate) {
        requests.merge(other.requests) { mine, _ in mine }
        days.merge(other.days) { mine, _ in mine }
        months.merge(other.months) { mine, _ in mine }
        years.merge(other.years) { mine, _ in mine }
    }
}
