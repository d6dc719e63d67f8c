import KodanDomain
import KodanPages
import KodanService

/// Assignments: the brief, and what both sides say before and after the lecture.
enum LecturePages {
    private static let everybody = Set(Role.allCases)

    static let routes: [PageRoute] = [
        PageRoute("/lectures", roles: everybody) { visit in
            let page = try await ReadAssignments(office: visit.office)(
                after: visit.query("after").flatMap(Assignment.ID.init),
                as: try visit.session()
            )
            return LectureTexts.list(page.items, next: page.next.map { "/lectures?after=\($0)" })
        },
        PageRoute(
            "/lectures/:id",
            roles: everybody,
            steps: [
                "reconfirm": .changes(reconfirm), "withdraw": .changes(withdraw),
                "report": .changes(report), "confirm": .changes(confirm),
            ].merging(ChangeSteps.all) { own, _ in own },
            show: lecture
        ),
    ]

    @Sendable private static func lecture(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let found = try await ReadAssignments(office: visit.office)(try visit.key(), as: asker)
        let request = try await ReadRequests(office: visit.office)(found.summary.request, as: asker)
        let changes = try await ReadChanges(office: visit.office)(
            of: found.summary.id,
            limit: .most,
            as: asker
        )
        return LectureTexts.page(
            found,
            request,
            change: changes.items.last { [.open, .declined].contains($0.state) },
            role: visit.role ?? .auditor,
            now: visit.office.clock.now(),
            done: visit.done
        )
    }

    @Sendable private static func reconfirm(_ visit: Visit, _: TypedForm) async throws -> PagePath {
        let id: Assignment.ID = try visit.key()
        try await ReconfirmLecture(office: visit.office)(
            id,
            by: visit.role == .host ? .host : .presenter,
            as: try visit.session()
        )
        return PagePath("/lectures/\(id)", done: "reconfirmed")
    }

    @Sendable private static func withdraw(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Assignment.ID = try visit.key()
        try await WithdrawFromAssignment(office: visit.office)(
            id,
            because: form["reason"] ?? "",
            as: try visit.session()
        )
        return PagePath("/home")
    }

    @Sendable private static func report(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Assignment.ID = try visit.key()
        let day = form["held/day"]
        var form = form.withSpan("held")
        // A leg of which nothing was said is none.
        for leg in ["travel/0", "travel/1"] where form.says(leg) {
            form.set("\(leg)/day", day)
        }
        let said = ["travel/0", "travel/1"].filter { form.says($0) }
        let body = form.body(
            numbers: ["minutes", "attendance", "travel/0/amount", "travel/1/amount"],
            flags: Set(said.map { "\($0)/paid_directly" }),
            lists: ["travel"]
        )
        _ = try await ReportLecture(office: visit.office)(id, try body.report(), as: try visit.session())
        return PagePath("/lectures/\(id)", done: "reported")
    }

    @Sendable private static func confirm(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Assignment.ID = try visit.key()
        let body = form.body(numbers: ["minutes", "attendance", "satisfaction"], flags: ["would_ask_again"])
        _ = try await ConfirmLecture(office: visit.office)(
            id,
            try body.confirmation(),
            as: try visit.session()
        )
        return PagePath("/lectures/\(id)", done: "confirmed")
    }
}
