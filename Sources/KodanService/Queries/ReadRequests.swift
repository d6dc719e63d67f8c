public import KodanDomain
import KodanStore
import Postgres

/// Requests: a host's own, a presenter's own and those that they are asked for, or all for the body's people.
public struct ReadRequests: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The requests behind `after`, all or those in one state.
    public func callAsFunction(
        state: RequestState? = nil,
        after: LectureRequest.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<RequestSummary, LectureRequest> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let queries = RequestQueries(desk.session)
            let rows = try queries.list(state: state, after: after, limit: limit.andOneMore)
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// One request with its slots, its timeline and its newest assignment.
    ///
    /// Throws ``Refusal/notFound(_:)`` for one that is not there or not the reader's to see.
    public func callAsFunction(_ id: LectureRequest.ID, as credential: Credential) async throws
        -> RequestDetail
    {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let queries = RequestQueries(desk.session)
            let isInside = desk.actor.role != .host && desk.actor.role != .presenter
            let found = try queries.detail(id, for: desk.actor) {
                // The record is the body's; of one's own request one may know what happened to it.
                try desk.asSystem { try queries.timeline(of: id, isInside: isInside) }
            }
            guard let found else { throw Refusal.notFound(id.description) }
            return found
        }
    }
}
