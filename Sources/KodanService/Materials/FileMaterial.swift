public import KodanDomain
import KodanStore
import Postgres

/// The file of an edition is filed (資料ファイルの登録).
///
/// For clerks and administrators.
public struct FileMaterial: Sendable {
    /// How many bytes a file may have: 100 MiB.
    public static let sizes = 1...104_857_600
    /// What a file may be.
    public static let types = MediaType.ofMaterials.map(\.rawValue)

    private let office: Office
    private let folder: MaterialFolder

    /// Works in `office`; the bytes lie in `folder`.
    public init(office: Office, folder: MaterialFolder) {
        self.office = office
        self.folder = folder
    }

    /// Files a file for an edition whose bytes come piece by piece; true if it was not there before.
    ///
    /// The same bytes again are the file that is there, and heal one that was lost. The type is told from the bytes
    /// (``types``), and must be the `declared` one, if one is. Throws ``Refusal``: `notFound`, `material(.fileThere)`
    /// for an edition that has another file, `field` for other types, an empty file and one over 100 MiB;
    /// ``FileProblem``; and whatever `bytes` throws.
    public func callAsFunction<Pieces: AsyncSequence>(
        streaming bytes: Pieces,
        declared: String? = nil,
        named name: String,
        of edition: Edition.ID,
        as credential: Credential
    ) async throws -> Bool where Pieces.Element == [UInt8] {
        let kept = try await keep(
            streaming: bytes,
            declared: declared,
            named: name,
            of: edition,
            as: credential
        )
        return try await file(kept, as: credential)
    }

    /// Brings the bytes into the folder, as the whole use case does first: no connection is held meanwhile.
    public func keep<Pieces: AsyncSequence>(
        streaming bytes: Pieces,
        declared: String?,
        named name: String,
        of edition: Edition.ID,
        as credential: Credential
    ) async throws -> KeptMaterial where Pieces.Element == [UInt8] {
        let name = try refusingField { () throws(FieldRefused) in try name.plainText(.file, atMost: 200) }
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.requireFiles(edition)
        }
        let folder = folder
        let use = FileUse(field: .file, types: MediaType.ofMaterials, sizes: FileMaterial.sizes)
        let (type, waiting) = try await folder.room.keep(bytes, declared: declared, as: use)
        let file = EditionFile(
            edition: edition,
            sha256: waiting.sha256,
            byteCount: waiting.byteCount,
            mediaType: type.rawValue,
            name: name,
            storageKey: folder.key(of: waiting, type, edition)
        )
        return KeptMaterial(file: file, bytes: waiting)
    }

    /// Enters a file that was brought into the folder and puts it in its place, in one transaction; true if it was not
    /// there before.
    public func file(_ kept: KeptMaterial, as credential: Credential) async throws -> Bool {
        let file = kept.file
        let edition = file.edition
        return try await office.transaction(as: credential) { desk in
            try desk.requireFiles(edition)
            let store = EditionFileStore(desk.session)
            if try store.insert(file, by: desk.actor.user, at: desk.now) {
                try desk.record("edition.filed", edition, detail: ["sha256": file.sha256.hexadecimal])
                try kept.bytes.place(as: file.storageKey)
                return true
            }
            guard let there = try store.file(of: edition), there.sha256 == file.sha256 else {
                throw Refusal.material(.fileThere(edition))
            }
            // A file that was lost or damaged is whole again, where it was filed.
            try kept.bytes.place(as: there.storageKey)
            return false
        }
    }
}

/// A file of an edition that lies in the folder and is not entered yet.
public struct KeptMaterial: Sendable {
    let file: EditionFile
    let bytes: WaitingFile

    /// The digest of its bytes.
    public var sha256: [UInt8] { file.sha256 }
}

extension Desk {
    fileprivate func requireFiles(_ edition: Edition.ID) throws {
        try actor.require(.clerk, .administrator)
        guard try EditionFileStore(session).has(edition) else { throw Refusal.notFound(edition.description) }
    }
}
