import KodanDomain
import KodanPages
import KodanService
import KodanText

/// The papers of a year.
enum PaperPages {
    static let routes: [PageRoute] = [
        PageRoute("/papers", roles: .accounting, steps: ["make": .changes(make)], show: papers)
    ]

    @Sendable private static func papers(_ visit: Visit) async throws -> PageContent {
        let year = try year(visit)
        return PaperTexts.page(
            year,
            files: try await ReadExports(office: visit.office).recordFiles(of: year, as: try visit.session()),
            today: visit.today,
            role: visit.role ?? .auditor,
            done: visit.done
        )
    }

    @Sendable private static func make(_ visit: Visit, _: TypedForm) async throws -> PagePath {
        let year = try year(visit)
        let made = try await YearPapersController.make(
            year,
            by: try visit.papers().body,
            at: visit.office,
            as: try visit.session(),
            in: .japanese
        )
        return PagePath("/papers?year=\(year.number)", done: made.file == nil ? "unchanged" : "made")
    }

    /// The year that is asked for; else the one that ended last.
    private static func year(_ visit: Visit) throws(Refusal) -> CalendarYear {
        let typed = visit.query("year").flatMap { Int($0) } ?? visit.today.year - 1
        guard let year = CalendarYear(typed) else { throw .notFound("\(typed)") }
        return year
    }
}
