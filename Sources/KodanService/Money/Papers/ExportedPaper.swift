import KodanDomain
import KodanStore

/// A file of a month that lies in its folder.
public struct ExportedPaper: Sendable, Equatable {
    /// The path of the file.
    public let path: String
    /// The SHA-256 of its bytes.
    public let sha256: [UInt8]
    /// Whether it was made before with other bytes: something that it shows has changed since.
    public let differsFromLast: Bool
}

extension Desk {
    /// Brings a file to its place and notes it, with `action` and `detail` in the record, whoever asked; a look leaves
    /// no trace.
    func export(
        _ file: AtomicFile,
        _ kind: ExportKind,
        of month: YearMonth,
        recording action: String,
        detail: [String: String] = [:],
        isLook: Bool,
        into placed: PlacedFiles
    ) throws -> ExportedPaper {
        let runs = ExportRunStore(session)
        let sha256 = try file.verified { _ in }
        let last = try runs.newest(kind, of: .month(month))
        if !isLook {
            let written = WrittenFile(name: file.name, byteCount: file.byteCount, sha256: sha256)
            let user = try actor.user
            // Auditors and approvers add no rows of their own.
            try asSystem { try runs.add(written, kind, of: .month(month), by: user, at: now) }
            let digest = ["sha256": sha256.hexadecimal]
            try record(action, month.subject, detail: detail.merging(digest) { $1 })
        }
        try placed.place(file)
        return ExportedPaper(
            path: file.path,
            sha256: sha256,
            differsFromLast: last.map { $0 != sha256 } ?? false
        )
    }
}
