import Hummingbird
import KodanDomain
import KodanService

/// The catalogue of materials and their editions.
enum MaterialsController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/materials",
            "listMaterials",
            .catalogue,
            "The materials, each with its editions",
            roles: .everybody,
            query: [.after(Material.self), .limit],
            answers: [.ok(.page(of: MaterialBody.schema), "A page of them.")],
            use: list
        ),
        Operation(
            .post,
            "/v1/materials",
            "addMaterial",
            .catalogue,
            "Add a material with its first edition",
            notes:
                "Deliveries that are planned from now on hold it, for lectures on the day of issue and later.",
            roles: [.clerk, .administrator],
            body: .json(
                .form([
                    .required("code", .text("quick_guide", pattern: "^[a-z][a-z0-9_]{0,39}$")),
                    .required("name_ja", .text(Example.materialTitle, 1...MaterialDraft.nameLimit)),
                    .required("name_en", .text("Lecture slides", 1...MaterialDraft.nameLimit)),
                    .required("medium", .choice(MaterialMedium.self)), .required("edition", edition),
                ])
            ),
            answers: [.created(MadeBody.schema(Material.self))],
            effect: .creates,
            use: create
        ),
        Operation(
            .get,
            "/v1/materials/{id}",
            "showMaterial",
            .catalogue,
            "One material with its editions",
            roles: .everybody,
            answers: [.ok(MaterialBody.schema)],
            use: show
        ),
        Operation(
            .post,
            "/v1/materials/{id}/editions",
            "addEdition",
            .catalogue,
            "Issue a new edition",
            notes: """
                Deliveries that are planned from now on hold it, for lectures on the day of issue and later; what is
                planned stays.
                """,
            roles: [.clerk, .administrator],
            body: .json(edition),
            answers: [.created(MadeBody.schema(Edition.self))],
            effect: .creates,
            use: addEdition
        ),
    ]

    private static let edition = Schema.named(
        "EditionForm",
        .form([
            .required("label", .text(Example.edition, 1...MaterialDraft.nameLimit)),
            .required("issued_on", .day, "From when on it goes out; each day has one edition."),
        ])
    )

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let page = try await ReadMaterials(office: call.office)(
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { MaterialBody($0) }
    }

    @Sendable private static func show(_ call: Call) async throws -> Response {
        let id: Material.ID = try call.key()
        return try .json(MaterialBody(try await ReadMaterials(office: call.office)(id, as: try call.asker())))
    }

    @Sendable private static func create(_ call: Call) async throws -> Response {
        let form = try call.form()
        let edition = form.part("edition")?.edition()
        let material = form.material()
        try form.end()
        guard let material, let edition else { throw form.faults.problem }
        let made = try await AddMaterial(office: call.office)(material, edition, as: try call.asker())
        return try .json(
            MadeBody(made.material),
            status: .created,
            headers: [.location: "/v1/materials/\(made.material)"]
        )
    }

    @Sendable private static func addEdition(_ call: Call) async throws -> Response {
        let id: Material.ID = try call.key()
        let form = try call.form()
        let edition = form.edition()
        try form.end()
        guard let edition else { throw form.faults.problem }
        let made = try await AddEdition(office: call.office)(edition, of: id, as: try call.asker())
        return try .json(MadeBody(made), status: .created, headers: [.location: "/v1/materials/\(id)"])
    }
}

extension Form {
    /// This object's own `code`, names and `medium`.
    func material() -> MaterialDraft? {
        var code = text("code") ?? "none"
        var japanese = text("name_ja") ?? "-"
        var english = text("name_en") ?? "-"
        let medium = choice("medium", of: MaterialMedium.self)
        return draft([:]) { field in
            switch field {
            case .code: code = "none"
            case .japaneseName: japanese = "-"
            case .englishName: english = "-"
            default: break
            }
        } _: { () throws(FieldRefused) in
            try MaterialDraft(
                code: code,
                japaneseName: japanese,
                englishName: english,
                medium: medium ?? .digital
            )
        }
    }

    /// This object's own `label` and `issued_on`.
    func edition() -> EditionDraft? {
        let label = text("label")
        let issuedOn = day("issued_on")
        guard let label, let issuedOn else { return nil }
        return draft([:], repair: { _ in }) { () throws(FieldRefused) in
            try EditionDraft(label: label, issuedOn: issuedOn)
        }
    }
}

/// A material with its editions as JSON.
struct MaterialBody: Encodable {
    static let schema = Schema.named(
        "Material",
        .body([
            .required("id", .key(Material.self)), .required("code", .code("lecture_slides")),
            .required("name_ja", .text(Example.materialTitle)), .required("name_en", .text("Lecture slides")),
            .required("medium", .choice(MaterialMedium.self)),
            .required(
                "editions",
                .list(
                    .named(
                        "Edition",
                        .body([
                            .required("id", .key(Edition.self)), .required("label", .text(Example.edition)),
                            .required("issued_on", .day),
                            .required("has_file", .flag, "Whether its file lies here."),
                        ])
                    ),
                    atMost: nil
                ),
                "The newest first, at most 200."
            ),
        ])
    )

    struct Issue: Encodable {
        let id: String
        let label: String
        let issuedOn: String
        let hasFile: Bool
    }

    let id: String
    let code: String
    let nameJa: String
    let nameEn: String
    let medium: String
    let editions: [Issue]

    init(_ material: MaterialEntry) {
        id = material.id.description
        code = material.code
        nameJa = material.japaneseName
        nameEn = material.englishName
        medium = material.medium.rawValue
        editions = material.editions.map { edition in
            Issue(
                id: edition.id.description,
                label: edition.label,
                issuedOn: edition.issuedOn.description,
                hasFile: edition.hasFile
            )
        }
    }
}
