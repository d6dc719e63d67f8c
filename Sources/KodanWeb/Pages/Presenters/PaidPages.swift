import KodanDomain
import KodanPages
import KodanService

/// What a presenter was paid, and the notices of it.
enum PaidPages {
    static let routes: [PageRoute] = [
        PageRoute("/paid", roles: [.presenter], show: paid),
        PageRoute(
            "/paid/:id",
            roles: [.presenter],
            steps: ["confirm": .changes(confirm), "object": .changes(object)]
        ) { visit in
            let id: Notice.ID = try visit.key()
            let read = ReadNotices(office: visit.office)
            let asker = try visit.session()
            let (found, today) = try await read(id, as: asker)
            let sequel = try await read.sequel(of: id, as: asker)
            return PaidTexts.notice(found, since: sequel, today: today, done: visit.done)
        },
    ]

    @Sendable private static func paid(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let payments = try await ReadPayments(office: visit.office)(limit: .most, as: asker).items
        let notices = try await ReadNotices(office: visit.office)(limit: .most, as: asker).items
        return PaidTexts.page(
            payments.reversed(),
            notices.reversed(),
            today: visit.office.clock.now().date
        )
    }

    @Sendable private static func confirm(_ visit: Visit, _: TypedForm) async throws -> PagePath {
        let id: Notice.ID = try visit.key()
        try await AnswerNotice(office: visit.office).confirm(id, as: try visit.session())
        return PagePath("/paid/\(id)", done: "confirmed")
    }

    @Sendable private static func object(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Notice.ID = try visit.key()
        guard let objection = form["objection"] else { throw Problem.missing("objection") }
        try await AnswerNotice(office: visit.office).object(id, objection, as: try visit.session())
        return PagePath("/paid/\(id)", done: "objected")
    }
}
