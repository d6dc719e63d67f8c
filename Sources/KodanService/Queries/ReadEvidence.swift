public import KodanDomain
import KodanStore
import Postgres

/// The files behind the claims of a lecture: for both its sides and the body's people.
public struct ReadEvidence: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The files of a lecture behind `after`.
    ///
    /// Throws ``Refusal/notFound(_:)`` for a lecture that is not there or not the reader's to see.
    public func callAsFunction(
        of assignment: Assignment.ID,
        after: Evidence.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<EvidenceEntry, Evidence> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            guard let seen = try AssignmentStore(desk.session).assignment(assignment),
                try RequestStore(desk.session).request(seen.request) != nil
            else { throw Refusal.notFound(assignment.description) }
            let rows = try EvidenceQueries(desk.session).list(
                of: assignment,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }
}
