public import KodanDomain
import KodanStore
import Postgres

/// The file of an edition for the body's people.
public struct ReadMaterialFile: Sendable {
    private let office: Office
    private let folder: MaterialFolder

    /// Works in `office`; the bytes lie in `folder`.
    public init(office: Office, folder: MaterialFolder) {
        self.office = office
        self.folder = folder
    }

    /// What is known of the file, and its bytes, held against their digest.
    ///
    /// Throws ``Refusal``: `notFound` for an edition that is not there, `material(.noFile)`; ``FileProblem`` where the
    /// bytes are missing or not those that were filed.
    public func callAsFunction(
        of edition: Edition.ID,
        as credential: Credential
    ) async throws -> (file: EditionFile, bytes: SpooledFile) {
        let file = try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.requireStaff()
            let store = EditionFileStore(desk.session)
            guard try store.has(edition) else { throw Refusal.notFound(edition.description) }
            guard let file = try store.file(of: edition) else { throw Refusal.material(.noFile(edition)) }
            return file
        }
        return (file, try folder.room.open(file))
    }
}

extension FileRoom {
    /// The file of an edition, held against its digest.
    func open(_ file: EditionFile) throws(FileProblem) -> SpooledFile {
        try open(file.storageKey, byteCount: file.byteCount, sha256: file.sha256)
    }
}
