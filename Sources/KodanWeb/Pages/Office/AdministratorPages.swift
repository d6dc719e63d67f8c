import KodanDomain
import KodanPages
import KodanService

/// Where an administrator begins, and the page that leads to what is seldom changed.
enum AdministratorPages {
    static let routes: [PageRoute] = [
        PageRoute("/administration", roles: [.administrator, .coordinator, .auditor]) { visit in
            AdministrationTexts.page(for: visit.role ?? .auditor)
        }
    ]

    /// What of the office wants care.
    static func home(_ visit: Visit) async throws -> PageContent {
        AdministratorHomeTexts.page(
            try await ReadOfficeCare(office: visit.office)(as: try visit.session()),
            now: visit.office.clock.now()
        )
    }
}
