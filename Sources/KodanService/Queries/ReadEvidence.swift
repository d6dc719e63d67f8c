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
    /// Throws ``Refusal/notFound(_:as:)`` for a lecture that is not there or not the reader's to see.
    public func callAsFunction(
        of assignment: Assignment.ID,
        after: Evidence.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<EvidenceEntry, Evidence> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            guard try desk.sees(assignment) else { throw Refusal.notFound(assignment.description) }
            let rows = try EvidenceQueries(desk.session).list(
                of: assignment,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// What is known of one file.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one that is not there or not the reader's to see.
    public func callAsFunction(_ id: Evidence.ID, as credential: Credential) async throws -> EvidenceEntry {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            guard let found = try EvidenceQueries(desk.session).evidence(id), try desk.sees(found.assignment)
            else { throw Refusal.notFound(id.description) }
            return found
        }
    }

    /// One file with its bytes, which lie in `folder` and are held against their digest before they are given out.
    ///
    /// Throws as ``callAsFunction(_:as:)`` does, and ``FileProblem`` where the bytes are missing or not those that were
    /// filed.
    public func content(
        of id: Evidence.ID,
        in folder: String,
        as credential: Credential
    ) async throws -> (entry: EvidenceEntry, bytes: SpooledFile) {
        let entry = try await self(id, as: credential)
        let bytes = try FileRoom(folder: folder).open(
            entry.sha256.hexadecimal,
            byteCount: entry.byteCount,
            sha256: entry.sha256
        )
        return (entry, bytes)
    }
}

extension Desk {
    /// Whether the actor may see the lecture and its request.
    func sees(_ id: Assignment.ID) throws -> Bool {
        guard let seen = try AssignmentStore(session).assignment(id) else { return false }
        return try RequestStore(session).request(seen.request) != nil
    }
}
