public import KodanDomain
import KodanStore
import Postgres

/// A file of an edition that is not as it was filed.
public struct MaterialFault: Sendable, Equatable {
    /// What was filed.
    public let file: EditionFile
    /// What is wrong with what lies there.
    public let fault: FileFault
}

/// Holds every file of an edition against its size and digest (資料ファイルの検証).
///
/// For clerks, administrators and auditors.
public struct VerifyMaterials: Sendable {
    /// So many files are looked up at a time.
    private static let batch = 200

    private let office: Office
    private let folder: MaterialFolder

    /// Works in `office`; the bytes lie in `folder`.
    public init(office: Office, folder: MaterialFolder) {
        self.office = office
        self.folder = folder
    }

    /// Tells `found` of each file that is missing or changed; returns how many were looked at.
    ///
    /// No transaction is open while files are read, and the memory of one piece is enough.
    public func callAsFunction(
        as credential: Credential,
        _ found: (MaterialFault) -> Void
    ) async throws -> Int {
        var count = 0
        var last: Edition.ID?
        while true {
            let after = last
            let files = try await office.transaction(as: credential, TransactionOptions(readOnly: true)) {
                desk in
                try desk.actor.require(.clerk, .administrator, .auditor)
                return try EditionFileStore(desk.session).list(after: after, limit: VerifyMaterials.batch)
            }
            for file in files {
                try Task.checkCancellation()
                let fault = folder.room.fault(
                    of: file.storageKey,
                    byteCount: file.byteCount,
                    sha256: file.sha256
                )
                if let fault { found(MaterialFault(file: file, fault: fault)) }
            }
            count += files.count
            guard files.count == VerifyMaterials.batch else { return count }
            last = files.last?.edition
        }
    }
}
