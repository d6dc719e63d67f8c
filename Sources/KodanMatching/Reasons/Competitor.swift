public import KodanDomain

/// A lecture of a plan that takes what an unmatched request would need of a presenter.
public struct Competitor: Sendable, Equatable {
    /// The presenter, who is eligible for the unmatched request.
    public let presenter: PresenterKey
    /// The request to which the plan gives that presenter.
    public let request: RequestKey
    /// When that lecture is.
    public let time: TimeRange
    /// What it uses up: `alreadyBooked` the day, `monthlyCapReached` the month or `yearlyCapReached` the fiscal
    /// year, the first of these.
    public let takes: EligibilityRule

    /// The lecture of `presenter` for `request`.
    public init(presenter: PresenterKey, request: RequestKey, time: TimeRange, takes: EligibilityRule) {
        self.presenter = presenter
        self.request = request
        self.time = time
        self.takes = takes
    }
}

extension Competitor {
    /// The lectures among `held`, all of one presenter, that keep `option` from being added to them.
    ///
    /// Where a month or a year is full, each of its lectures does.
    static func all(
        against option: MatchingOption,
        among held: [MatchingOption],
        in problem: MatchingProblem
    ) -> [Competitor] {
        let year = FiscalYear(containing: option.day)
        let inMonth = held.filter { $0.day.yearMonth == option.day.yearMonth }
        let inYear = held.filter { FiscalYear(containing: $0.day) == year }
        let monthIsFull = inMonth.count >= problem.monthRemaining(option)
        let yearIsFull = inYear.count >= problem.year(option).remaining
        return inYear.compactMap { other in
            let rule: EligibilityRule
            if other.day == option.day {
                rule = .alreadyBooked
            } else if monthIsFull && other.day.yearMonth == option.day.yearMonth {
                rule = .monthlyCapReached
            } else if yearIsFull {
                rule = .yearlyCapReached
            } else {
                return nil
            }
            return Competitor(
                presenter: other.presenter,
                request: other.request,
                time: other.time,
                takes: rule
            )
        }
    }
}
