import KodanStore
import Postgres

/// Counts of tries, links, sessions that ended long ago, applications and addresses that nobody confirmed, and
/// addresses that were replaced long ago are forgotten, by the worker.
public struct TidySignIn: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Forgets them and says how many rows that were.
    @discardableResult
    public func callAsFunction() async throws -> Int {
        try await office.transaction(as: .system) { desk in
            try ThrottleStore(desk.session).tidy(at: desk.now)
                + LinkStore(desk.session).tidy(at: desk.now)
                + SessionStore(desk.session).tidy(at: desk.now)
                + ApplicationStore(desk.session).tidy(at: desk.now)
                + NewEmailStore(desk.session).tidy(at: desk.now)
                + PresenterStore(desk.session).tidyFormerEmails(before: ChangePresenter.horizon(at: desk.now))
        }
    }
}

extension WorkerJob {
    /// What sign-in leaves behind is forgotten.
    public static func tidySignIn(_ office: Office) -> WorkerJob {
        WorkerJob("tidy sign-in") { try await TidySignIn(office: office)() }
    }
}
