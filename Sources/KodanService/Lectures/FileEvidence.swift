public import KodanDomain
import KodanStore
import Postgres

/// A receipt, an attendance sheet or another file behind a claim is filed (証憑).
public struct FileEvidence: Sendable {
    /// How many bytes a file may have.
    public static let sizes = 1...20_971_520
    /// What a file may be.
    public static let types = MediaType.ofEvidence.map(\.rawValue)

    private let office: Office
    private let folder: String

    /// Works in `office`; the bytes lie in `folder` under their digest.
    public init(office: Office, folder: String) {
        self.office = office
        self.folder = folder
    }

    /// Files `bytes` for a lecture; see ``callAsFunction(streaming:declared:named:kind:for:onBehalfOf:as:)``.
    public func callAsFunction(
        _ bytes: [UInt8],
        named name: String,
        kind: EvidenceKind,
        for id: Assignment.ID,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws -> Evidence.ID {
        let whole = AsyncStream { stream in
            stream.yield(bytes)
            stream.finish()
        }
        return try await self(
            streaming: whole,
            named: name,
            kind: kind,
            for: id,
            onBehalfOf: onBehalfOf,
            as: credential
        ).id
    }

    /// Files a file for a lecture whose bytes come piece by piece; the memory of one piece is enough.
    ///
    /// The same bytes lie in the folder once, and nothing is ever replaced; the same bytes of the same kind filed again
    /// for a lecture are the entry that is there. The type is told from the bytes (``types``), and must be the
    /// `declared` one, if one is. For both sides of the lecture, and coordinators, who name who sent it to them.
    /// Refuses others before a byte is read, other types, an empty file and one over 20 MiB.
    ///
    /// Throws ``FileProblem``, and whatever `bytes` throws.
    public func callAsFunction<Pieces: AsyncSequence>(
        streaming bytes: Pieces,
        declared: String? = nil,
        named name: String,
        kind: EvidenceKind,
        for id: Assignment.ID,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws -> FiledEvidence where Pieces.Element == [UInt8] {
        let kept = try await keep(
            streaming: bytes,
            declared: declared,
            named: name,
            kind: kind,
            for: id,
            onBehalfOf: onBehalfOf,
            as: credential
        )
        return try await file(kept, as: credential)
    }

    /// Brings the bytes into the folder, as the whole use case does first: no connection is held meanwhile.
    public func keep<Pieces: AsyncSequence>(
        streaming bytes: Pieces,
        declared: String?,
        named name: String,
        kind: EvidenceKind,
        for id: Assignment.ID,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws -> KeptEvidence where Pieces.Element == [UInt8] {
        let name = try refusingField { () throws(FieldRefused) in try name.plainText(.evidence, atMost: 200) }
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            _ = try desk.evidenceLecture(id)
            try desk.requireOwnName(unless: onBehalfOf)
        }
        let (type, waiting) = try await FileRoom(folder: folder).keep(
            bytes,
            declared: declared,
            as: FileUse(field: .evidence, types: MediaType.ofEvidence, sizes: FileEvidence.sizes)
        )
        let entry = EvidenceFile(
            kind: kind,
            sha256: waiting.sha256,
            byteCount: waiting.byteCount,
            mediaType: type.rawValue,
            name: name
        )
        return KeptEvidence(entry: entry, lecture: id, onBehalfOf: onBehalfOf, bytes: waiting)
    }

    /// Enters a file that was brought into the folder and puts it in its place, in one transaction.
    public func file(_ kept: KeptEvidence, as credential: Credential) async throws -> FiledEvidence {
        try await office.transaction(as: credential) { desk in
            let (entry, id) = (kept.entry, kept.lecture)
            let assignment = try desk.evidenceLecture(id)
            // Two that file the same at once come one after the other.
            _ = try desk.asSystem { try Chain(desk: desk).lock(assignment.request) }
            let store = AttestationStore(desk.session)
            if let known = try store.evidence(like: entry, of: id) {
                // Where it was lost or damaged it is whole again.
                try kept.bytes.place(as: entry.sha256.hexadecimal)
                return FiledEvidence(id: known, isNew: false)
            }
            let evidence = try store.insert(entry, of: id, by: desk.actor, at: desk.now)
            try desk.record(
                "evidence.filed",
                evidence,
                onBehalfOf: kept.onBehalfOf,
                detail: ["assignment": "\(id)"]
            )
            try kept.bytes.place(as: entry.sha256.hexadecimal)
            return FiledEvidence(id: evidence, isNew: true)
        }
    }
}

/// A file that lies in the folder and is not entered yet.
public struct KeptEvidence: Sendable {
    let entry: EvidenceFile
    let lecture: Assignment.ID
    let onBehalfOf: String?
    let bytes: WaitingFile

    /// The digest of its bytes.
    public var sha256: [UInt8] { entry.sha256 }
}

/// What became of a file.
public struct FiledEvidence: Sendable, Equatable {
    /// Its entry.
    public let id: Evidence.ID
    /// Whether it was not there before.
    public let isNew: Bool
}

extension Desk {
    /// The lecture that evidence is filed for; refuses whom it does not concern.
    fileprivate func evidenceLecture(_ id: Assignment.ID) throws -> StoredAssignment {
        try actor.require(.presenter, .host, .coordinator)
        guard let assignment = try AssignmentStore(session).assignment(id),
            try RequestStore(session).request(assignment.request) != nil
        else { throw Refusal.notFound("\(id)") }
        return assignment
    }
}
