import KodanDomain
import KodanPages
import KodanService

/// The letters about a lecture, to print.
enum LetterPages {
    static let routes = [
        PageRoute(
            "/lectures/:id/letters",
            roles: [.coordinator, .presenter, .host],
            link: .request,
            show: letters
        )
    ]

    @Sendable private static func letters(_ visit: Visit) async throws -> PageContent {
        let (id, asker): (Assignment.ID, Credential) = (try visit.key(), try visit.asker())
        let body = try visit.papers().body
        let brief = try await ReadLecture(office: visit.office)(id, as: asker)
        return LetterTexts.page(
            brief.assignment,
            brief.request,
            from: LetterTexts.Sender(name: body.name, address: body.address, phone: body.phone),
            LetterTexts.Head(
                addressee: visit.query("to"),
                number: visit.query("number"),
                day: visit.day("day") ?? visit.office.clock.now().date
            ),
            role: visit.role ?? .host,
            path: visit.path
        )
    }
}
