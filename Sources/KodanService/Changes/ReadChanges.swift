public import KodanDomain
import KodanStore
import Postgres

/// Changes of date or venue that were proposed: both sides and the body's people see those of an assignment.
public struct ReadChanges: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The changes of an assignment behind `after`, the oldest first.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for an assignment that is not there or not the reader's to see.
    public func callAsFunction(
        of assignment: Assignment.ID,
        after: LectureChange.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<ChangeEntry, LectureChange> {
        try await office.transaction(
            as: credential,
            TransactionOptions(readOnly: true),
            serving: .partOfRequest
        ) { desk in
            guard try AssignmentStore(desk.session).assignment(assignment) != nil else {
                throw Refusal.notFound("\(assignment)")
            }
            let rows = try ChangeStore(desk.session).list(
                of: assignment,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// One change.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one that is not there or not the reader's to see.
    public func callAsFunction(_ id: LectureChange.ID, as credential: Credential) async throws -> ChangeEntry
    {
        try await office.transaction(
            as: credential,
            TransactionOptions(readOnly: true),
            serving: .partOfRequest
        ) { desk in
            guard let found = try ChangeStore(desk.session).change(id) else {
                throw Refusal.notFound("\(id)")
            }
            return found
        }
    }
}
