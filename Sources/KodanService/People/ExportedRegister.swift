public import KodanDomain
import KodanStore

/// A register that lies in its place as a file.
public struct ExportedRegister: Sendable, Equatable {
    /// Who may have a register written: who keeps it, and auditors.
    public static let readers: [Role] = [.coordinator, .administrator, .auditor]

    /// The path of the file.
    public let path: String
    /// How many presenters or organizations it holds.
    public let rows: Int
    /// The SHA-256 of its bytes.
    public let sha256: [UInt8]
}

extension Desk {
    /// Brings a register to its place and notes it, with `action` in the record, whoever asked; a look leaves no trace.
    func export(
        _ file: AtomicFile,
        _ kind: ExportKind,
        rows: Int,
        recording action: String,
        isLook: Bool,
        into placed: PlacedFiles
    ) throws -> ExportedRegister {
        let sha256 = try file.verified { _ in }
        if !isLook {
            let written = WrittenFile(name: file.name, byteCount: file.byteCount, sha256: sha256)
            let user = try actor.user
            try asSystem { try ExportRunStore(session).add(written, kind, of: nil, by: user, at: now) }
            try record(
                action,
                "date-\(now.date)",
                detail: ["sha256": sha256.hexadecimal, "rows": String(rows)]
            )
        }
        try placed.place(file)
        return ExportedRegister(path: file.path, rows: rows, sha256: sha256)
    }
}
