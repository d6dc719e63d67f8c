import KodanDomain
import KodanPages
import KodanService

/// Payment notices: presenters see and answer their own, accountants note what a payee phoned or wrote.
enum NoticePages {
    private static let readers: Set<Role> = [.accountant, .approver, .auditor, .presenter]

    static let routes: [PageRoute] = [
        PageRoute("/notices", roles: readers, show: list),
        PageRoute(
            "/notices/:id",
            roles: readers,
            steps: ["confirm": .changes(confirm), "object": .changes(object), "replace": .changes(replace)]
        ) { visit in
            let id: Notice.ID = try visit.key()
            let read = ReadNotices(office: visit.office)
            let asker = try visit.session()
            let (notice, today) = try await read(id, as: asker)
            return NoticeTexts.page(
                notice,
                since: try await read.sequel(of: id, as: asker),
                role: visit.role ?? .auditor,
                today: today,
                done: visit.done
            )
        },
    ]

    @Sendable private static func list(_ visit: Visit) async throws -> PageContent {
        let asked = visit.asked(["month", "objected"])
        let month = asked["month"].flatMap { Form.month($0) }
        let page = try await ReadNotices(office: visit.office)(
            month,
            onlyObjected: asked["objected"] == "true",
            isNewestFirst: true,
            after: visit.after(),
            as: try visit.session()
        )
        return NoticeTexts.list(
            page.items,
            role: visit.role ?? .auditor,
            month: month,
            today: visit.today,
            next: visit.more(page.next, asking: asked)
        )
    }

    @Sendable private static func confirm(_ visit: Visit, _: TypedForm) async throws -> PagePath {
        let id: Notice.ID = try visit.key()
        try await AnswerNotice(office: visit.office).confirm(id, as: try visit.session())
        return PagePath("/notices/\(id)", done: "confirmed")
    }

    @Sendable private static func object(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Notice.ID = try visit.key()
        let body = form.body()
        let text = body.text("objection")
        try body.end()
        guard let text else { throw body.faults.problem }
        try await AnswerNotice(office: visit.office).object(id, text, as: try visit.session())
        return PagePath("/notices/\(id)", done: "objected")
    }

    @Sendable private static func replace(_ visit: Visit, _: TypedForm) async throws -> PagePath {
        let id: Notice.ID = try visit.key()
        let body = try visit.papers().body
        let asker = try visit.session()
        let notice = try await Spooling.dropping { folder in
            try await ReplaceNotice(office: visit.office)(id, to: folder, by: body, as: asker)
        }
        return PagePath("/notices/\(notice.id)", done: "replaced")
    }
}
