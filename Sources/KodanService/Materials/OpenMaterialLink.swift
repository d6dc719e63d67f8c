public import KodanDomain
import KodanStore
import Postgres

/// The file of a delivery's edition, by a link alone.
public struct OpenMaterialLink: Sendable {
    private let office: Office
    private let folder: MaterialFolder

    /// Works in `office`; the bytes lie in `folder`.
    public init(office: Office, folder: MaterialFolder) {
        self.office = office
        self.folder = folder
    }

    /// The file that was pinned when the delivery was planned, whatever was issued since; counted, unless `isLook`.
    ///
    /// What cannot be given out is not counted. Throws ``Refusal``: `notFound` for a secret that never was, found by
    /// the same look-up as one that is, `material(.linkEnded)`; ``FileProblem`` where the bytes are missing or not
    /// those that were filed.
    public func callAsFunction(
        _ secret: String,
        isLook: Bool = false
    ) async throws -> (file: EditionFile, bytes: SpooledFile) {
        let digest = SecretText.digest(of: secret)
        let found = try await find(digest)
        // What was looked for is a secret, perhaps with a slip in it: it is not repeated.
        guard let found, let file = found.file else { throw Refusal.notFound("link") }
        if let end = found.end { throw Refusal.material(.linkEnded(end)) }
        let bytes = try folder.room.open(file)
        guard !isLook else { return (file, bytes) }
        let isCounted = try await office.transaction(as: .system) { desk in
            try MaterialLinkStore(desk.session).use(found.id, at: desk.now)
        }
        // Another used it up, or took it back, since it was looked at.
        guard isCounted else {
            throw Refusal.material(.linkEnded(try await find(digest)?.end ?? .spent))
        }
        return (file, bytes)
    }

    private func find(_ digest: [UInt8]) async throws -> FoundLink? {
        try await office.transaction(as: .system, TransactionOptions(readOnly: true)) { desk in
            try MaterialLinkStore(desk.session).find(digest, at: desk.now)
        }
    }
}
