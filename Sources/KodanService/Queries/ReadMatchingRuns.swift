public import KodanDomain
import KodanStore
import Postgres

/// Saved matching runs, for the body's people.
public struct ReadMatchingRuns: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The runs behind `after`, the newest first.
    public func callAsFunction(
        after: MatchingRun.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<MatchingRunEntry, MatchingRun> {
        try await read(credential) { queries in
            Page(try queries.list(after: after, limit: limit.andOneMore), limit: limit.count, key: \.id)
        }
    }

    /// One run.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one that is not there.
    public func callAsFunction(
        _ id: MatchingRun.ID,
        as credential: Credential
    ) async throws -> MatchingRunEntry {
        try await read(credential) { queries in
            guard let run = try queries.run(id) else { throw Refusal.notFound(id.description) }
            return run
        }
    }

    /// What a run proposed, for requests behind `after`.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for a run that is not there.
    public func proposals(
        of id: MatchingRun.ID,
        after: LectureRequest.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<MatchProposal, LectureRequest> {
        try await read(credential) { queries in
            guard try queries.run(id) != nil else { throw Refusal.notFound(id.description) }
            let rows = try queries.proposals(of: id, after: after, limit: limit.andOneMore)
            return Page(rows, limit: limit.count, key: \.request)
        }
    }

    private func read<Value: Sendable>(
        _ credential: Credential,
        _ body: @escaping @Sendable (MatchingRunQueries) throws -> Value
    ) async throws -> Value {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            if [.host, .presenter].contains(try desk.actor.role) {
                throw Refusal.notPermitted(try desk.actor.role)
            }
            return try body(MatchingRunQueries(desk.session))
        }
    }
}
