import KodanDomain
import KodanPages
import KodanService

/// What a fiscal year brought, against its targets.
enum ResultPages {
    static let routes = [
        PageRoute("/results", roles: Set(Role.allCases).subtracting([.host, .presenter]), show: results)
    ]

    @Sendable private static func results(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let today = visit.office.clock.now().date
        let year =
            visit.query("year").flatMap { Int($0) }.flatMap { FiscalYear(startYear: $0) }
            ?? FiscalYear(containing: today)
        let programmes = try await ReadProgrammes(office: visit.office)(limit: .most, as: asker).items
        let names = programmes.map { ($0.programme.code, $0.programme.name) }
        return ResultTexts.page(
            year,
            try await ReadTargets(office: visit.office)(in: year, as: asker),
            names: Dictionary(names) { _, newest in newest },
            try await ReadYearResult(office: visit.office)(year, as: asker),
            today: today
        )
    }
}
