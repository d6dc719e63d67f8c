import KodanDomain
import KodanPages
import KodanService
import KodanText

/// Programmes with their validity, and their targets.
enum ProgrammePages {
    static let routes: [PageRoute] = [
        PageRoute(
            "/programmes",
            roles: [.administrator, .coordinator, .auditor],
            steps: ["set": .changes(set)],
            show: show
        )
    ]

    @Sendable private static func show(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let today = visit.office.clock.now().date
        let year = year(visit.query("year")) ?? FiscalYear(containing: today)
        let programmes = try await ReadProgrammes(office: visit.office)(limit: .most, as: asker)
        return ProgrammeTexts.page(
            programmes.items,
            targets: try await ReadTargets(office: visit.office)(in: year, as: asker),
            in: year,
            today: today,
            mayAct: visit.role == .administrator,
            done: visit.done
        )
    }

    private static func year(_ text: String?) -> FiscalYear? {
        text.flatMap { Int($0.trimmedDigits) }.flatMap { FiscalYear(startYear: $0) }
    }

    @Sendable private static func set(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        guard let year = year(form["fiscal_year"]) else { throw Problem.missing("fiscal_year") }
        guard let group = form["group"].flatMap({ try? ProgrammeCode($0) }) else {
            throw Problem.missing("group")
        }
        var typed = form
        for name in ["fiscal_year", "group"] { typed.set(name, nil) }
        let body = typed.body(numbers: ["target"])
        let count = body.integer("target")
        let unit = body.choice("unit", of: TargetUnit.self)
        let reason = body.reason()
        let draft = body.draft([:], repair: { _ in }) { () throws(FieldRefused) in
            try TargetDraft(count ?? 1, unit ?? .lectures)
        }
        try body.end()
        guard let draft else { throw body.faults.problem }
        try await SetTarget(office: visit.office)(
            draft,
            of: group,
            in: year,
            because: reason,
            as: try visit.session()
        )
        return PagePath("/programmes?year=\(year.startYear)", done: "set")
    }
}
