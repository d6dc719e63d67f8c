public import KodanDomain
import KodanStore
import Postgres

/// How the budgets of a fiscal year stand.
///
/// For the body's people who plan or watch money: accountants, approvers, coordinators, auditors, administrators.
public struct ReadBudgets: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// All programmes that have a budget in `year` or cost something in it, by code, and the day of the forecast.
    public func callAsFunction(
        in year: FiscalYear? = nil,
        as credential: Credential
    ) async throws -> (standings: [BudgetStanding], on: LocalDate) {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.accountant, .approver, .coordinator, .auditor, .administrator)
            let today = desk.now.date
            let year = year ?? FiscalYear(containing: today)
            // Whoever keeps some prefectures only is held to the whole budget as well.
            return (try desk.asSystem { try BudgetStore(desk.session).standings(in: year) }, today)
        }
    }
}
