import Crypto
public import KodanDomain
import KodanStore
import Postgres

/// A receipt, an attendance sheet or another file behind a claim is filed (証憑).
public struct FileEvidence: Sendable {
    /// How many bytes a file may have.
    public static let sizes = 1...20_971_520

    private let office: Office
    private let folder: String

    /// Works in `office`; the bytes lie in `folder` under their digest.
    public init(office: Office, folder: String) {
        self.office = office
        self.folder = folder
    }

    /// Files `bytes` for a lecture.
    ///
    /// The same bytes lie in the folder once; nothing is ever replaced.  The type is told from the bytes:
    /// PDF, JPEG, PNG or plain UTF-8 text. Refuses others, an empty file and one over 20 MiB.
    public func callAsFunction(
        _ bytes: [UInt8],
        named name: String,
        kind: EvidenceKind,
        for id: Assignment.ID,
        as credential: Credential
    ) async throws -> Evidence.ID {
        guard FileEvidence.sizes.contains(bytes.count) else {
            throw Refusal.field(FieldRefused(.evidence, expected: .integer(FileEvidence.sizes)))
        }
        guard let type = MediaType(of: bytes) else {
            throw Refusal.field(FieldRefused(.evidence, expected: .oneOf(MediaType.allCases.map(\.rawValue))))
        }
        let file = EvidenceFile(
            kind: kind,
            sha256: ContentDigest.sha256(of: bytes),
            byteCount: bytes.count,
            mediaType: type.rawValue,
            name: try refusingField { () throws(FieldRefused) in try name.plainText(.evidence, atMost: 200) }
        )
        let folder = folder
        return try await office.transaction(as: credential) { desk, placed in
            try desk.actor.require(.presenter, .host, .coordinator)
            guard let assignment = try AssignmentStore(desk.session).assignment(id),
                try RequestStore(desk.session).request(assignment.request) != nil
            else {
                throw Refusal.notFound("\(id)")
            }
            let evidence = try AttestationStore(desk.session).insert(
                file,
                of: id,
                by: desk.actor,
                at: desk.now
            )
            try desk.record("evidence.filed", evidence, detail: ["assignment": "\(id)"])
            let copy = try AtomicFile(folder: folder, name: file.sha256.hexadecimal)
            try copy.write(bytes)
            _ = try copy.verified { _ in }
            try placed.place(copy)
            return evidence
        }
    }
}

/// What a file is, told from its first bytes.
enum MediaType: String, CaseIterable {
    case pdf = "application/pdf"
    case jpeg = "image/jpeg"
    case png = "image/png"
    case text = "text/plain"

    init?(of bytes: [UInt8]) {
        if bytes.starts(with: Array("%PDF-".utf8)) {
            self = .pdf
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil {
            self = .text
        } else {
            return nil
        }
    }
}
