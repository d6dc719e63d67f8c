public import KodanDomain
import KodanStore
import Postgres

/// Requests: a host's own, a presenter's own and those that they are asked for, or all for the body's people.
public struct ReadRequests: Sendable {
    private let office: Office
    private let reading = TransactionOptions(readOnly: true)

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The requests behind `after` that pass `filter`.
    ///
    /// Refuses a search that is empty or too long (``RequestFilter/searchBounds``).
    public func callAsFunction(
        _ filter: RequestFilter = RequestFilter(),
        after: LectureRequest.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<RequestSummary, LectureRequest> {
        var filter = filter
        if let text = filter.text {
            filter.text = try refusingField { () throws(FieldRefused) in
                try text.plainText(.title, atMost: RequestFilter.searchBounds.upperBound)
            }
        }
        // To ask for what is the reader's alone, one must know them first.
        return try await office.transaction(as: credential, reading) {
            [filter] desk in
            let rows = try RequestQueries(desk.session).list(
                filter,
                for: try desk.actor,
                after: after,
                limit: limit.andOneMore,
                at: desk.now
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// One request with its slots and its newest assignment.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one that is not there or not the reader's to see.
    public func callAsFunction(_ id: LectureRequest.ID, as credential: Credential) async throws
        -> RequestDetail
    {
        try await office.transaction(as: credential, .oneTrip, serving: .request(id)) { desk in
            let queries = RequestQueries(desk.session)
            let asked = try queries.ask(id)
            guard let found = try queries.detail(asked, for: desk.actor) else {
                throw Refusal.notFound(id.description)
            }
            return found
        }
    }

    /// Where a request stands: who holds it, what is waited for and until when, and what happened.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one that is not there or not the reader's to see.
    public func status(of id: LectureRequest.ID, as credential: Credential) async throws -> RequestStatus {
        try await standing(of: id, as: credential).status
    }

    /// One request, and where it stands.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one that is not there or not the reader's to see.
    public func standing(
        of id: LectureRequest.ID,
        as credential: Credential
    ) async throws -> (request: RequestDetail, status: RequestStatus) {
        try await office.transaction(as: credential, reading, serving: .request(id)) { desk in
            let queries = RequestQueries(desk.session)
            let asked = try queries.ask(id)
            // The record is the body's; of one's own request one may know what happened to it. A host is not told who
            // is asked, but may know until when to wait.
            let (timeline, deadline) = try desk.asSystem {
                (try queries.askTimeline(of: id), try queries.deadline(of: id))
            }
            guard let found = try queries.detail(asked, for: desk.actor) else {
                throw Refusal.notFound(id.description)
            }
            let status = RequestStatus(
                of: found,
                timeline: try queries.timeline(timeline, of: found, for: desk.actor),
                deadline: deadline,
                at: desk.now
            )
            return (found, status)
        }
    }

    /// The wished times that count, the best first.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for a request that is not there or not the reader's to see.
    public func slots(of id: LectureRequest.ID, as credential: Credential) async throws -> [WishedSlot] {
        try await office.transaction(as: credential, reading, serving: .request(id)) { desk in
            guard let slots = try RequestQueries(desk.session).slots(of: id) else {
                throw Refusal.notFound(id.description)
            }
            return slots
        }
    }

}
