public import KodanDomain
public import KodanStore
import Postgres

/// A fiscal year at a glance: programmes against their targets, and what became of every request.
public struct YearReport: Sendable, Equatable {
    /// The groups of programmes that have a target.
    public let progress: [TargetProgressEntry]
    /// All requests, by programme and state.
    public let requests: [RequestCount]
    /// The requests that nobody was found for.
    public let unmatched: [UnmatchedNote]
    /// What went astray on the way.
    public let mishaps: YearMishaps
}

/// Reads the figures of a fiscal year in one snapshot.
///
/// For staff.
public struct YearOverview: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The figures of `year`; a coordinator who is limited to prefectures sees the requests and mishaps of those.
    public func callAsFunction(_ year: FiscalYear, as credential: Credential) async throws -> YearReport {
        let snapshot = TransactionOptions(isolation: .repeatableRead, readOnly: true)
        return try await office.transaction(as: credential, snapshot) { desk in
            try desk.actor.requireStaff()
            let store = YearStore(desk.session)
            // A part of the lectures says nothing about a target.
            let progress = try desk.asSystem { try ProgrammeQueries(desk.session).progress(in: year) }
            return YearReport(
                progress: progress.filter { $0.unit != nil },
                requests: try store.requests(in: year),
                unmatched: try store.unmatched(in: year),
                mishaps: try store.mishaps(in: year)
            )
        }
    }
}
