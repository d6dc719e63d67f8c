import KodanDomain
import KodanPages
import KodanService
import KodanText

/// Matches of all open requests: saved runs, a dry run with its map, and its acceptance in whole or in part.
enum MatchingPages {
    static let routes: [PageRoute] =
        [
            PageRoute("/matching", roles: [.coordinator, .auditor], show: runs),
            PageRoute(
                "/matching/plan",
                roles: [.coordinator],
                worksLong: true,
                steps: [
                    "accept": .confides { visit, form in .shows(try await accept(visit, form)) },
                    "accept_all": .confides { visit, form in .shows(try await acceptAll(visit, form)) },
                ],
                show: plan
            ),
            PageRoute("/matching/:id", roles: [.coordinator, .auditor], show: run),
        ] + SteeringPages.routes

    @Sendable private static func runs(_ visit: Visit) async throws -> PageContent {
        let page = try await ReadMatchingRuns(office: visit.office)(
            after: visit.query("after").flatMap(MatchingRun.ID.init),
            as: try visit.session()
        )
        return MatchingTexts.runs(page.items, next: page.next.map { "/matching?after=\($0)" })
    }

    @Sendable private static func run(_ visit: Visit) async throws -> PageContent {
        let id: MatchingRun.ID = try visit.key()
        let read = ReadMatchingRuns(office: visit.office)
        let asker = try visit.session()
        let page = try await read.proposals(
            of: id,
            after: visit.query("after").flatMap(LectureRequest.ID.init),
            as: asker
        )
        return MatchingTexts.run(
            try await read(id, as: asker),
            page.items,
            next: page.next.map { "/matching/\(id)?after=\($0)" }
        )
    }

    @Sendable private static func plan(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let (prefecture, programme) = (visit.query("prefecture") ?? "", visit.query("programme") ?? "")
        let scope = try scope(prefecture: prefecture, programme: programme)
        let view = try await MatchRequests(office: visit.office).preview(scope, in: .japanese, as: asker)
        return PlanTexts.page(
            PlanTexts.Plan(view),
            PlanTexts.Scope(
                prefectures: view.prefectures.map { ($0.code, $0.name) },
                programmes: view.programmes.map { ($0.code, $0.name) },
                prefecture: prefecture,
                programme: programme
            )
        )
    }

    private static func accept(_ visit: Visit, _ form: TypedForm) async throws -> PageContent {
        let ticked = form.values.compactMap { name, value in
            value == "true" ? PlanTexts.row(ofTick: name) : nil
        }
        let accepted = try await MatchRequests(office: visit.office).accept(
            Dictionary(ticked.map { ($0.request, $0.presenter) }) { first, _ in first },
            within: try scope(prefecture: form["prefecture"] ?? "", programme: form["programme"] ?? ""),
            in: .japanese,
            as: try visit.session()
        )
        return PlanTexts.result(
            saved: accepted.saved.count,
            refused: accepted.refused.map { ($0.request, $0.reason) },
            names: try await visit.names(of: accepted.refused.map(\.request.description)),
            run: accepted.run
        )
    }

    private static func acceptAll(_ visit: Visit, _ form: TypedForm) async throws -> PageContent {
        let outcome = try await MatchRequests(office: visit.office)(
            save: true,
            scope: try scope(prefecture: form["prefecture"] ?? "", programme: form["programme"] ?? ""),
            as: try visit.session()
        )
        return PlanTexts.result(
            saved: outcome.matches.count,
            refused: outcome.stale.map { ($0.request, $0.sentence(in: .japanese)) },
            names: try await visit.names(of: outcome.stale.map(\.request.description)),
            run: outcome.run
        )
    }

    /// What a plan is limited to; throws ``Problem`` for a code that is none.
    private static func scope(prefecture: String, programme: String) throws(Problem) -> MatchScope {
        var scope = MatchScope.everything
        if !prefecture.isEmpty {
            guard let code = try? PrefectureCode(prefecture) else { throw Problem.missing("prefecture") }
            scope.prefectures = [code]
        }
        if !programme.isEmpty {
            guard let code = try? ProgrammeCode(programme) else { throw Problem.missing("programme") }
            scope.programmes = [code]
        }
        return scope
    }
}

extension PlanTexts.Plan {
    /// What the use case says, as the page takes it.
    fileprivate init(_ view: PlanView) {
        self.init(
            rows: view.rows.map { row in
                PlanTexts.Row(
                    request: row.request,
                    title: row.title,
                    host: row.host,
                    presenter: row.presenter,
                    name: row.name,
                    during: row.during,
                    isOnline: row.isOnline,
                    grounds: row.grounds
                )
            },
            left: view.left.map { ($0.request, $0.title, $0.host, $0.reason) },
            ways: view.ways.map { ($0.from, $0.to, $0.minutes) },
            nobody: view.nobody,
            land: view.land,
            description: view.description
        )
    }
}
