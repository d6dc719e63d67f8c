import KodanDomain
import KodanPages
import KodanService

/// The addresses by which presenters and hosts let their own calendar program read their lectures.
enum CalendarPages {
    static let routes: [PageRoute] = [
        PageRoute(
            "/calendar",
            roles: [.presenter, .host],
            steps: ["issue": .confides(issue), "revoke": .changes(revoke)]
        ) { visit in
            CalendarTexts.page(try await calendars(visit), done: visit.done)
        }
    ]

    /// The visitor's own calendars: a presenter's one, or one for each organization of a host.
    private static func calendars(_ visit: Visit) async throws -> [CalendarTexts.Own] {
        let asker = try visit.session()
        let serving = try await ReadCalendars(office: visit.office).serving(as: asker)
        if visit.role == .presenter {
            let owner = CalendarOwner.presenter(try visit.presenter())
            return [CalendarTexts.Own(owner, name: CalendarTexts.ownLectures, feed: serving[owner])]
        }
        let own = visit.own?.actor.organizations ?? []
        let organizations = try await ReadOrganizations(office: visit.office)(limit: .most, as: asker).items
        return organizations.filter { own.contains($0.id) }.map { organization in
            let owner = CalendarOwner.organization(organization.id)
            return CalendarTexts.Own(owner, name: organization.name, feed: serving[owner])
        }
    }

    @Sendable private static func issue(_ visit: Visit, _ form: TypedForm) async throws -> PageOutcome {
        let owner: CalendarOwner
        if visit.role == .presenter {
            owner = .presenter(try visit.presenter())
        } else {
            owner = .organization(try visit.key("calendar", in: form))
        }
        let name = try await name(of: owner, visit)
        let made = try await IssueCalendar(office: visit.office)(for: owner, as: try visit.session())
        let address = "\(visit.serverAddress)/v1/calendars/\(made.secret).ics"
        return .shows(CalendarTexts.issued(address, name: name))
    }

    private static func name(of owner: CalendarOwner, _ visit: Visit) async throws -> String {
        switch owner {
        case .presenter: CalendarTexts.ownLectures
        case .organization(let id):
            try await ReadOrganizations(office: visit.office)(id, as: try visit.session()).summary.name
        }
    }

    @Sendable private static func revoke(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        try await RevokeCalendar(office: visit.office)(
            try visit.key("feed", in: form),
            as: try visit.session()
        )
        return PagePath("/calendar", done: "revoked")
    }
}
