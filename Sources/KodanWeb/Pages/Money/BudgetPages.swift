import KodanDomain
import KodanPages
import KodanService

/// What programmes may cost in a fiscal year.
enum BudgetPages {
    private static let readers: Set<Role> = [.accountant, .approver, .coordinator, .auditor, .administrator]

    static let routes: [PageRoute] = [
        PageRoute("/budgets", roles: readers, steps: ["set": .changes(set)], show: budgets)
    ]

    @Sendable private static func budgets(_ visit: Visit) async throws -> PageContent {
        let typed = visit.query("year").flatMap { Int($0) }.flatMap {
            FiscalYear.planned.contains($0) ? $0 : nil
        }
        let year = typed.flatMap { FiscalYear(startYear: $0) } ?? FiscalYear(containing: visit.today)
        let asker = try visit.session()
        let (standings, today) = try await ReadBudgets(office: visit.office)(in: year, as: asker)
        let programmes = try await ReadProgrammes(office: visit.office)(limit: .most, as: asker)
        return BudgetTexts.page(
            standings,
            year: year,
            today: today,
            programmes: programmes.items.map { ($0.programme.code.text, $0.programme.name) },
            role: visit.role ?? .auditor,
            done: visit.done
        )
    }

    @Sendable private static func set(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let body = form.body(numbers: ["fiscal_year", "amount"])
        let (budget, programme, year) = body.budget()
        let reason = body.reason()
        try body.end()
        guard let budget, let programme, let year else { throw body.faults.problem }
        try await SetBudget(office: visit.office)(
            budget,
            for: programme,
            in: year,
            because: reason,
            as: try visit.session()
        )
        return PagePath("/budgets?year=\(year.startYear)", done: "set")
    }
}
