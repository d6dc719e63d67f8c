public import KodanDomain
import KodanStore
import Postgres

/// What was held in a fiscal year: month by month, by prefecture, with attendance and satisfaction (事業実績).
///
/// For the body's people. As with targets, everybody sees the whole, whatever prefectures a coordinator keeps.
public struct ReadYearResult: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The result of `year`; months in which nothing was held are among them.
    public func callAsFunction(_ year: FiscalYear, as credential: Credential) async throws -> YearResult {
        let snapshot = TransactionOptions(isolation: .repeatableRead, readOnly: true)
        return try await office.transaction(as: credential, snapshot) { desk in
            try desk.actor.requireStaff()
            return try desk.asSystem {
                let queries = YearResultQueries(desk.session)
                let found = try queries.months(of: year)
                let months = year.months.map { month in
                    found.first { $0.month == month } ?? YearResult.Month(month, .nothing)
                }
                return YearResult(months: months, prefectures: try queries.prefectures(of: year))
            }
        }
    }
}
