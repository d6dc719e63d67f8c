/// A file behind a claim as a list shows it (証憑一覧).
public struct EvidenceEntry: Hashable, Sendable {
    /// The evidence.
    public let id: Evidence.ID
    /// The lecture.
    public let assignment: Assignment.ID
    /// What kind of proof it is: `receipt`, `attendance_sheet`, `flyer`, `invoice`, `other`.
    public let kind: String
    /// What it was called when it was filed.
    public let fileName: String
    /// What the bytes are, such as `application/pdf`.
    public let mediaType: String
    /// How many there are.
    public let byteCount: Int
    /// The SHA-256 of the bytes, under which the file lies in the folder of evidence.
    public let sha256: [UInt8]
    /// Who filed it.
    public let filedBy: User.ID?
    /// When.
    public let filedAt: Instant

    /// A value with these parts.
    public init(
        id: Evidence.ID,
        assignment: Assignment.ID,
        kind: String,
        fileName: String,
        mediaType: String,
        byteCount: Int,
        sha256: [UInt8],
        filedBy: User.ID?,
        filedAt: Instant
    ) {
        self.id = id
        self.assignment = assignment
        self.kind = kind
        self.fileName = fileName
        self.mediaType = mediaType
        self.byteCount = byteCount
        self.sha256 = sha256
        self.filedBy = filedBy
        self.filedAt = filedAt
    }
}
