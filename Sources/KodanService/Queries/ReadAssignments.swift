public import KodanDomain
import KodanStore
import Postgres

/// Assignments: those of a host's requests, a presenter's own, or all for the body's people.
public struct ReadAssignments: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The assignments behind `after` that pass `filter`.
    public func callAsFunction(
        _ filter: AssignmentFilter = AssignmentFilter(),
        after: Assignment.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<AssignmentSummary, Assignment> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let rows = try AssignmentQueries(desk.session).list(
                filter,
                for: try desk.actor,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// One assignment with both attestations and its materials.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one that is not there or not the reader's to see.
    public func callAsFunction(_ id: Assignment.ID, as credential: Credential) async throws
        -> AssignmentDetail
    {
        try await office.transaction(
            as: credential,
            TransactionOptions(readOnly: true),
            serving: .partOfRequest
        ) { desk in
            guard let found = try AssignmentQueries(desk.session).detail(id) else {
                throw Refusal.notFound(id.description)
            }
            return found
        }
    }

    /// Whether the reader sees an assignment.
    ///
    /// It refuses nothing: what a step does before it, in one transaction with it, goes on.
    public func sees(_ id: Assignment.ID, as credential: Credential) async throws -> Bool {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try AssignmentQueries(desk.session).detail(id) != nil
        }
    }
}
