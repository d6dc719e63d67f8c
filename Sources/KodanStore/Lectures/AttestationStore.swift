public import KodanDomain
public import Postgres

/// Which sides have attested a lecture.
public struct Attestations: Sendable, Equatable {
    /// The presenter's report is there.
    public let reported: Bool
    /// The host's confirmation, or a coordinator's decision, is there.
    public let confirmed: Bool
}

/// Reports, confirmations and the evidence for them.
public struct AttestationStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Which sides have attested.
    public func attestations(of assignment: Assignment.ID) throws(PostgresError) -> Attestations {
        try session.one(
            """
            SELECT EXISTS (SELECT FROM lecture_report WHERE assignment_id = \(assignment)) AS reported,
                   EXISTS (SELECT FROM host_confirmation WHERE assignment_id = \(assignment)) AS confirmed
            """
        ) { row throws(PostgresError) in
            Attestations(reported: try row.value("reported"), confirmed: try row.value("confirmed"))
        }
    }

    /// Writes the presenter's report; its legs are ``LegStore``'s.
    public func insert(
        _ report: LectureReportDraft,
        of assignment: StoredAssignment,
        by actor: Actor,
        onBehalf: Bool,
        at now: Instant
    ) throws(PostgresError) -> LectureReport.ID {
        try session.value(
            """
            INSERT INTO lecture_report (assignment_id, presenter_id, held, minutes, attendance, summary, reported_by,
                                        on_behalf, reported_at)
            VALUES (\(assignment.id), \(assignment.presenter), \(report.held), \(report.minutes),
                    \(report.attendance), \(report.summary), \(actor.user), \(onBehalf), \(now))
            RETURNING id
            """
        )
    }

    /// Writes the host's confirmation, or a coordinator's decision on evidence where no organization stands by it.
    public func insert(
        _ confirmation: HostConfirmationDraft,
        of assignment: Assignment.ID,
        organization: Organization.ID?,
        evidence: Evidence.ID?,
        reason: String?,
        by actor: Actor,
        onBehalf: Bool,
        at now: Instant
    ) throws(PostgresError) -> HostConfirmation.ID {
        try session.value(
            """
            INSERT INTO host_confirmation (assignment_id, organization_id, attendance, minutes, satisfaction,
                                           would_ask_again, comment, confirmed_by, on_behalf, evidence_id, reason,
                                           confirmed_at)
            VALUES (\(assignment), \(organization), \(confirmation.attendance), \(confirmation.minutes),
                    \(confirmation.satisfaction), \(confirmation.wouldAskAgain), \(confirmation.comment),
                    \(actor.user), \(onBehalf), \(evidence), \(reason), \(now))
            RETURNING id
            """
        )
    }

    /// The entry of the same bytes of the same kind, if they were filed for the lecture before.
    public func evidence(
        like file: EvidenceFile,
        of assignment: Assignment.ID
    ) throws(PostgresError) -> Evidence.ID? {
        try session.first(
            """
            SELECT id
              FROM evidence
             WHERE assignment_id = \(assignment)
               AND sha256 = \(file.sha256)
               AND kind = \(file.kind.rawValue)
             ORDER BY id
             LIMIT 1
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// Writes that a file was filed as evidence.
    public func insert(
        _ file: EvidenceFile,
        of assignment: Assignment.ID,
        by actor: Actor,
        at now: Instant
    ) throws(PostgresError) -> Evidence.ID {
        try session.value(
            """
            INSERT INTO evidence (assignment_id, kind, sha256, byte_count, media_type, file_name, filed_by, filed_at)
            VALUES (\(assignment), \(file.kind.rawValue), \(file.sha256), \(file.byteCount), \(file.mediaType),
                    \(file.name), \(actor.user), \(now))
            RETURNING id
            """
        )
    }
}

/// A file as the record knows it.
public struct EvidenceFile: Sendable, Equatable {
    /// What it shows.
    public let kind: EvidenceKind
    /// The digest of its bytes.
    public let sha256: [UInt8]
    /// How many bytes it has, at most 20 MiB.
    public let byteCount: Int
    /// PDF, JPEG, PNG, WebP, plain text or CSV.
    public let mediaType: String
    /// The name under which it came.
    public let name: String

    /// A file's description.
    public init(kind: EvidenceKind, sha256: [UInt8], byteCount: Int, mediaType: String, name: String) {
        self.kind = kind
        self.sha256 = sha256
        self.byteCount = byteCount
        self.mediaType = mediaType
        self.name = name
    }
}
