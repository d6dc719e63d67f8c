import HTTPTypes
import KodanDomain
import KodanPages
import KodanService

/// A page: how it is shown, and what its forms do.
///
/// Forms are sent to the page on which they stand and say which `step` they are. What a step refuses is shown on the
/// same page, with all that was typed.
struct PageRoute: Sendable {
    typealias Show = @Sendable (Visit) async throws -> PageContent

    /// Where it is, with `:id` for what varies.
    let path: String
    /// Who may open it; nobody is asked where there are none.
    let roles: Set<Role>
    /// What kind of mailed link opens it too, without signing in.
    let link: PageLinkKind?
    /// Whether its forms send files.
    let takesFiles: Bool
    /// Whether it takes so long to make that its reads do not share a transaction.
    let worksLong: Bool
    /// Makes the page.
    let show: Show
    /// What its forms do, by the name that they send.
    let steps: [String: PageStepHandler]
    /// The form that asked for what a step only confirms, by the step: what is refused is shown there, with all that
    /// was typed.
    let asking: [String: String]

    init(
        _ path: String,
        roles: Set<Role> = [],
        link: PageLinkKind? = nil,
        takesFiles: Bool = false,
        worksLong: Bool = false,
        steps: [String: PageStepHandler] = [:],
        asking: [String: String] = [:],
        show: @escaping Show
    ) {
        self.path = path
        self.roles = roles
        self.link = link
        self.takesFiles = takesFiles
        self.worksLong = worksLong
        self.steps = steps
        self.asking = asking
        self.show = show
    }
}

/// The kinds of mailed links by which somebody is let in without signing in.
enum PageLinkKind: Sendable {
    /// An offer's own, for its presenter.
    case offer
    /// That of a request's page, for its host.
    case request
}

/// What a form does.
enum PageStepHandler: Sendable {
    /// A change in the office, in one transaction; the same form sent twice does it once.
    case changes(@Sendable (Visit, TypedForm) async throws -> PagePath)
    /// What opens or ends a session or shows a secret: nothing of it is kept.
    case confides(@Sendable (Visit, TypedForm) async throws -> PageOutcome)
}

/// A page to go on to, which says what was done.
struct PagePath: Sendable {
    /// The path with its query.
    let text: String

    init(_ path: String, done: String? = nil) {
        text = path + (done.map { (path.contains("?") ? "&" : "?") + "done=" + $0 } ?? "")
    }
}

/// Where a form that keeps nothing leads.
enum PageOutcome: Sendable {
    /// To another page.
    case goes(PagePath, headers: HTTPFields = [:])
    /// To a page that is shown once, such as new recovery codes.
    case shows(PageContent)
}
