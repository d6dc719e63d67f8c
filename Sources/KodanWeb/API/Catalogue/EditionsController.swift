import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// The files of editions, and what lies in stock of printed ones.
enum EditionsController {
    static let operations: [Operation] = [
        Operation(
            .post,
            "/v1/editions/{id}/file",
            "fileEdition",
            .catalogue,
            "File the file of an edition",
            notes: """
                The body is the file itself, at most 100 MiB; what it is is told from its bytes, and has to be what
                `Content-Type` says. The same file again is the one that is there (200), and heals one that was lost. It
                is never replaced: another file is another edition.
                """,
            roles: [.clerk, .administrator],
            query: [
                QueryParameter("name", .text("slides.pdf", 1...200), "What it is called.", isRequired: true)
            ],
            body: .file(FileMaterial.types, atMost: FileMaterial.sizes.upperBound),
            answers: [
                .created(MadeBody.schema(Edition.self), "It was filed."),
                .ok(MadeBody.schema(Edition.self), "It had been filed before.").with(.location),
            ],
            refusals: ["edition_has_file"],
            effect: .runs,
            placing: { refusal, _ in refusal.placeInUpload },
            use: file
        ),
        Operation(
            .get,
            "/v1/editions/{id}/file",
            "downloadEdition",
            .catalogue,
            "The file of an edition",
            roles: .staff,
            answers: [.filed(FileMaterial.types)],
            refusals: ["edition_without_file"],
            use: content
        ),
        Operation(
            .get,
            "/v1/stock",
            "listStock",
            .catalogue,
            "What lies in stock of printed editions",
            roles: .staff,
            query: [.after(Edition.self), .limit],
            answers: [.ok(.page(of: StockBody.schema), "A page of them, the oldest first.")],
            use: stock
        ),
        Operation(
            .get,
            "/v1/editions/{id}/movements",
            "listStockMovements",
            .catalogue,
            "How the stock of an edition came to be",
            notes: "The quantities of all movements together are what lies there; none is ever changed.",
            roles: .staff,
            query: [.after(StockMovement.self), .limit],
            answers: [.ok(.page(of: StockMovementBody.schema), "A page of them, the oldest first.")],
            use: movements
        ),
        Operation(
            .post,
            "/v1/editions/{id}/receipts",
            "receiveStock",
            .catalogue,
            "Record that copies came from the printer",
            roles: [.clerk, .administrator],
            body: .json(
                .form([
                    .required("quantity", .integer(MoveStock.quantities, example: 500)),
                    .optional("reason", .text(Example.note, 1...500)),
                ])
            ),
            answers: [.created(MadeBody.schema(StockMovement.self))],
            refusals: ["not_printed"],
            effect: .creates,
            use: receive
        ),
        Operation(
            .post,
            "/v1/editions/{id}/counts",
            "countStock",
            .catalogue,
            "Record how many copies were counted",
            notes: "The difference to what should be there is a movement.",
            roles: [.clerk, .administrator],
            body: .json(
                .form([
                    .required("quantity", .integer(MoveStock.counts, example: 480)),
                    .required("reason", .text(Example.stockReason, 1...500)),
                ])
            ),
            answers: [.created(MadeBody.schema(StockMovement.self))],
            refusals: ["not_printed"],
            effect: .creates,
            use: count
        ),
    ]

    @Sendable private static func file(_ call: Call) async throws -> Response {
        let id: Edition.ID = try call.key()
        let name = try call.query.words("name", atMost: 200)
        let pieces = call.upload
        let type = try pieces.type(of: call.request, among: FileMaterial.types)
        let asker = try call.asker()
        let folder = call.configuration.materials
        let kept = try await FileMaterial(office: call.office, folder: folder).keep(
            streaming: pieces,
            declared: type,
            named: name ?? "",
            of: id,
            as: asker
        )
        return try await call.once(kept.sha256) { office in
            let isNew = try await FileMaterial(office: office, folder: folder).file(kept, as: asker)
            return try .json(
                MadeBody(id),
                status: isNew ? .created : .ok,
                headers: [.location: "/v1/editions/\(id)/file"]
            )
        }
    }

    @Sendable private static func content(_ call: Call) async throws -> Response {
        let (file, bytes) = try await ReadMaterialFile(
            office: call.office,
            folder: call.configuration.materials
        )(of: try call.key(), as: try call.asker())
        return .file(bytes, file.mediaType, name: file.name, sha256: file.sha256)
    }

    @Sendable private static func stock(_ call: Call) async throws -> Response {
        let page = try await ReadStock(office: call.office)(
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { StockBody($0) }
    }

    @Sendable private static func movements(_ call: Call) async throws -> Response {
        let page = try await ReadStock(office: call.office).movements(
            of: try call.key(),
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { StockMovementBody($0) }
    }

    @Sendable private static func receive(_ call: Call) async throws -> Response {
        let id: Edition.ID = try call.key()
        let form = try call.form()
        let quantity = form.integer("quantity")
        let reason = form.text("reason", .optional)
        try form.end()
        let made = try await MoveStock(office: call.office).receive(
            quantity ?? 0,
            of: id,
            because: reason,
            as: try call.asker()
        )
        return try moved(made, id)
    }

    @Sendable private static func count(_ call: Call) async throws -> Response {
        let id: Edition.ID = try call.key()
        let form = try call.form()
        let quantity = form.integer("quantity")
        let reason = form.reason()
        try form.end()
        let made = try await MoveStock(office: call.office).count(
            quantity ?? -1,
            of: id,
            because: reason,
            as: try call.asker()
        )
        return try moved(made, id)
    }

    private static func moved(_ movement: StockMovement.ID, _ edition: Edition.ID) throws -> Response {
        try .json(
            MadeBody(movement),
            status: .created,
            headers: [.location: "/v1/editions/\(edition)/movements"]
        )
    }
}

/// What lies in stock of an edition, as JSON.
struct StockBody: Encodable {
    static let schema = Schema.named(
        "Stock",
        .body([
            .required("edition", .key(Edition.self)), .required("material", .code("awareness_leaflet")),
            .required("label", .text(Example.edition)), .required("on_hand", .count),
            .required(
                "planned",
                .count,
                "How many are to leave for lectures; may be more than lie there."
            ),
        ])
    )

    let edition: String
    let material: String
    let label: String
    let onHand: Int
    let planned: Int

    init(_ entry: StockEntry) {
        edition = entry.edition.description
        material = entry.material
        label = entry.label
        onHand = entry.onHand
        planned = entry.planned
    }
}

/// A movement of stock as JSON.
struct StockMovementBody: Encodable {
    static let schema = Schema.named(
        "StockMovement",
        .body([
            .required("id", .key(StockMovement.self)), .required("kind", .choice(StockMovementKind.self)),
            .required(
                "quantity",
                .integer(-1_000_000...1_000_000, example: -30),
                "What it added; less than 0 for what left."
            ),
            .optional("counted", .count), .optional("delivery", .key(MaterialDelivery.self)),
            .optional("reason", .text(Example.stockReason)), .required("moved_at", .instant),
        ])
    )

    let id: String
    let kind: String
    let quantity: Int
    let counted: Int?
    let delivery: String?
    let reason: String?
    let movedAt: String

    init(_ entry: StockMovementEntry) {
        id = entry.id.description
        kind = entry.kind.rawValue
        quantity = entry.quantity
        counted = entry.counted
        delivery = entry.delivery?.description
        reason = entry.reason
        movedAt = entry.movedAt.description
    }
}
