import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// Files behind the claims of a lecture.
enum EvidenceController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/assignments/{id}/evidence",
            "listEvidence",
            .lectures,
            "The files behind the claims of a lecture",
            roles: .everybody,
            query: [.after(Evidence.self), .limit],
            answers: [.ok(.page(of: EvidenceBody.schema), "A page of them, the oldest first.")],
            use: list
        ),
        Operation(
            .post,
            "/v1/assignments/{id}/evidence",
            "fileEvidence",
            .lectures,
            "File a receipt, an attendance sheet or another file",
            notes: """
                The body is the file itself, at most 20 MiB; what it is is told from its bytes, and has to be what
                `Content-Type` says. The same file of the same kind filed again is the entry that is there (200). Nothing
                that was filed is ever replaced.
                """,
            roles: [.host, .presenter, .coordinator],
            query: [
                QueryParameter("kind", .choice(EvidenceKind.self), "What it proves.", isRequired: true),
                QueryParameter(
                    "name",
                    .text("receipt.pdf", 1...200),
                    "What the file is called.",
                    isRequired: true
                ),
                .onBehalfOf,
            ],
            body: .file(FileEvidence.types, atMost: FileEvidence.sizes.upperBound),
            answers: [
                .created(MadeBody.schema(Evidence.self), "It was filed."),
                .ok(MadeBody.schema(Evidence.self), "It had been filed before.").with(.location),
            ],
            effect: .runs,
            placing: { refusal, _ in refusal.placeInUpload },
            use: create
        ),
        Operation(
            .get,
            "/v1/evidence/{id}",
            "showEvidence",
            .lectures,
            "What is known of one file",
            roles: .everybody,
            answers: [.ok(EvidenceBody.schema)],
            use: show
        ),
        Operation(
            .get,
            "/v1/evidence/{id}/content",
            "downloadEvidence",
            .lectures,
            "The file itself",
            roles: .everybody,
            answers: [.filed(FileEvidence.types)],
            use: content
        ),
    ]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let page = try await ReadEvidence(office: call.office)(
            of: try call.key(),
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { EvidenceBody($0) }
    }

    @Sendable private static func create(_ call: Call) async throws -> Response {
        let id: Assignment.ID = try call.key()
        let kind: EvidenceKind? = try call.query.choice("kind")
        let name = try call.query.words("name", atMost: 200)
        let pieces = call.upload
        let type = try pieces.type(of: call.request, among: FileEvidence.types)
        let asker = try call.asker()
        let folder = call.configuration.evidenceFolder
        let kept = try await FileEvidence(office: call.office, folder: folder).keep(
            streaming: pieces,
            declared: type,
            named: name ?? "",
            kind: kind ?? .other,
            for: id,
            onBehalfOf: try call.query.onBehalfOf(),
            as: asker
        )
        return try await call.once(kept.sha256) { office in
            let filed = try await FileEvidence(office: office, folder: folder).file(kept, as: asker)
            return try .json(
                MadeBody(filed.id),
                status: filed.isNew ? .created : .ok,
                headers: [.location: "/v1/evidence/\(filed.id)"]
            )
        }
    }

    @Sendable private static func show(_ call: Call) async throws -> Response {
        try .json(
            EvidenceBody(try await ReadEvidence(office: call.office)(try call.key(), as: try call.asker()))
        )
    }

    @Sendable private static func content(_ call: Call) async throws -> Response {
        let (entry, file) = try await ReadEvidence(office: call.office).content(
            of: try call.key(),
            in: call.configuration.evidenceFolder,
            as: try call.asker()
        )
        let isText = entry.mediaType.hasPrefix("text/")
        return .file(
            file,
            entry.mediaType + (isText ? "; charset=utf-8" : ""),
            name: MediaType(rawValue: entry.mediaType)?.fileName(entry.fileName) ?? entry.fileName,
            sha256: entry.sha256
        )
    }
}

/// A filed file as JSON.
struct EvidenceBody: Encodable {
    static let schema = Schema.named(
        "Evidence",
        .body([
            .required("id", .key(Evidence.self)), .required("assignment", .key(Assignment.self)),
            .required("kind", .choice(EvidenceKind.self)), .required("file_name", .text("receipt.pdf")),
            .required("media_type", .choice(FileEvidence.types)), .required("byte_count", .count),
            .required("sha256", .digest), .optional("filed_by", .key(User.self)),
            .required("filed_at", .instant),
        ])
    )

    let id: String
    let assignment: String
    let kind: String
    let fileName: String
    let mediaType: String
    let byteCount: Int
    let sha256: String
    let filedBy: String?
    let filedAt: String

    init(_ entry: EvidenceEntry) {
        id = entry.id.description
        assignment = entry.assignment.description
        kind = entry.kind
        fileName = entry.fileName
        mediaType = entry.mediaType
        byteCount = entry.byteCount
        sha256 = entry.sha256.hexadecimal
        filedBy = entry.filedBy?.description
        filedAt = entry.filedAt.description
    }
}
