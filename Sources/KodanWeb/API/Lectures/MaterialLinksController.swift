import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// Links by which both sides of a lecture take the files of its materials.
enum MaterialLinksController {
    /// Whose link it is.
    private enum LinkSide: String, CaseIterable {
        case presenter, host
    }

    static let operations: [Operation] = links + files

    /// The files of deliveries without a mailed link.
    private static let files: [Operation] = [
        Operation(
            .get,
            "/v1/deliveries/{id}/file",
            "openDelivery",
            .lectures,
            "The file of a material that was sent, for the sides of its lecture",
            notes: """
                It opens what the mailed links open, also when those have ended. Each GET is counted, HEAD is not.
                """,
            roles: [.host, .presenter],
            answers: [.filed(FileMaterial.types)],
            refusals: ["delivery_state", "edition_without_file"],
            use: open
        ),
        Operation(
            .get,
            "/v1/deliveries/{id}/openings",
            "listOpenings",
            .lectures,
            "How often each side took the file without a mailed link",
            roles: .staff,
            answers: [.ok(.items(OpeningsBody.schema), "By side; none who never did.")],
            use: openings
        ),
        Operation(
            .get,
            "/v1/request-pages/{link}/deliveries/{id}/file",
            "openDeliveryByLink",
            .lectures,
            "The same file for the host, by the link of the request's page alone",
            notes: "A link that does not serve is 404. Each GET is counted, HEAD is not.",
            roles: [],
            answers: [.filed(FileMaterial.types)],
            refusals: ["delivery_state", "edition_without_file"],
            use: openByLink
        ),
    ]

    private static let links: [Operation] = [
        Operation(
            .get,
            "/v1/downloads/{link}",
            "downloadMaterial",
            .lectures,
            "The file of a material, by the link in a mail alone",
            notes: """
                The edition is the one that was pinned when the delivery was planned. Each GET is counted, HEAD is not. A
                link that is over, used up or taken back is 410, one that never was is 404.
                """,
            roles: [],
            answers: [.filed(FileMaterial.types)],
            refusals: ["material_link_ended"],
            use: download
        ),
        Operation(
            .get,
            "/v1/deliveries/{id}/links",
            "listMaterialLinks",
            .lectures,
            "The links of a delivery, without their secrets",
            roles: .staff,
            answers: [.ok(.items(MaterialLinkBody.schema), "The newest first, at most 100.")],
            use: list
        ),
        Operation(
            .post,
            "/v1/deliveries/{id}/links",
            "sendMaterialLink",
            .lectures,
            "Mail a side a fresh link",
            notes: "Only the mail holds it. The one before serves no more.",
            roles: [.clerk, .coordinator],
            body: .json(.form([.required("side", .choice(LinkSide.self))])),
            answers: [.created(MadeBody.schema(MaterialLink.self))],
            refusals: ["delivery_state", "assignment_state", "edition_without_file"],
            effect: .creates,
            use: send
        ),
        Operation(
            .post,
            "/v1/material-links/{id}/revocation",
            "revokeMaterialLink",
            .lectures,
            "Take a link back",
            roles: [.clerk, .coordinator],
            answers: [.noContent],
            use: revoke
        ),
    ]

    @Sendable private static func download(_ call: Call) async throws -> Response {
        let secret = try call.path("link", .text) { $0.utf8.count <= 100 ? $0 : nil }
        let (file, bytes) = try await OpenMaterialLink(
            office: call.office,
            folder: call.configuration.materials
        )(secret, isLook: call.isLook)
        return .file(bytes, file.mediaType, name: file.name, sha256: file.sha256)
    }

    @Sendable private static func open(_ call: Call) async throws -> Response {
        try await file(of: call, as: try call.asker())
    }

    @Sendable private static func openings(_ call: Call) async throws -> Response {
        let openings = try await ReadMaterialLinks(office: call.office).openings(
            of: try call.key(),
            as: try call.asker()
        )
        return try .json(ItemsBody(openings.map { OpeningsBody($0) }))
    }

    @Sendable private static func openByLink(_ call: Call) async throws -> Response {
        let link = try call.path("link", .text) { $0.utf8.count <= 100 ? $0 : nil }
        do {
            return try await file(of: call, as: .statusLink(link))
        } catch Refusal.notSignedIn {
            // What was looked for is a secret, perhaps with a slip in it: it is not repeated.
            throw Refusal.notFound("link")
        }
    }

    private static func file(of call: Call, as credential: Credential) async throws -> Response {
        let (file, bytes) = try await OpenDelivery(
            office: call.office,
            folder: call.configuration.materials
        )(try call.key(), isLook: call.isLook, as: credential)
        return .file(bytes, file.mediaType, name: file.name, sha256: file.sha256)
    }

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let links = try await ReadMaterialLinks(office: call.office)(
            of: try call.key(),
            as: try call.asker()
        )
        return try .json(ItemsBody(links.map { MaterialLinkBody($0) }))
    }

    @Sendable private static func send(_ call: Call) async throws -> Response {
        let id: MaterialDelivery.ID = try call.key()
        let form = try call.form()
        let side = form.choice("side", of: LinkSide.self)
        try form.end()
        let made = try await SendMaterialLink(office: call.office)(
            of: id,
            to: side == .host ? .host : .presenter,
            as: try call.asker()
        )
        return try .json(
            MadeBody(made),
            status: .created,
            headers: [.location: "/v1/deliveries/\(id)/links"]
        )
    }

    @Sendable private static func revoke(_ call: Call) async throws -> Response {
        try await RevokeMaterialLink(office: call.office)(try call.key(), as: try call.asker())
        return Response(status: .noContent)
    }
}

/// A link as JSON, without its secret.
struct MaterialLinkBody: Encodable {
    static let schema = Schema.named(
        "MaterialLink",
        .body([
            .required("id", .key(MaterialLink.self)), .required("side", .choice(["presenter", "host"])),
            .required("issued_at", .instant), .required("expires_at", .instant),
            .required("uses", .count), .required("use_limit", .count), .optional("last_used_at", .instant),
            .optional("revoked_at", .instant, "Also by a newer link."),
        ])
    )

    let id: String
    let side: String
    let issuedAt: String
    let expiresAt: String
    let uses: Int
    let useLimit: Int
    let lastUsedAt: String?
    let revokedAt: String?

    init(_ link: MaterialLinkEntry) {
        id = link.id.description
        side = link.side.rawValue
        issuedAt = link.issuedAt.description
        expiresAt = link.expiresAt.description
        uses = link.uses
        useLimit = link.useLimit
        lastUsedAt = link.lastUsedAt?.description
        revokedAt = link.revokedAt?.description
    }
}

/// How often a side took a file, as JSON.
struct OpeningsBody: Encodable {
    static let schema = Schema.named(
        "Openings",
        .body([
            .required("side", .choice(Side.self)), .required("count", .count), .required("last", .instant),
        ])
    )

    let side: String
    let count: Int
    let last: String

    init(_ openings: MaterialOpenings) {
        side = openings.side.rawValue
        count = openings.count
        last = openings.last.description
    }
}
