import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// What goes out by default for the lectures of a programme.
enum PacksController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/programmes/{code}/packs",
            "listPacks",
            .catalogue,
            "What goes out by default for a programme's lectures",
            notes: "That for all topics first; a topic's own pack counts instead of it.",
            roles: .everybody,
            answers: [.ok(.items(PackBody.schema), "All of them, by topic.")],
            use: list
        ),
        Operation(
            .post,
            "/v1/programmes/{code}/packs",
            "setPack",
            .catalogue,
            "Say what goes out by default",
            notes: """
                It becomes the pack of the topic, or of all topics that have none; without materials there is none. What is
                planned stays.
                """,
            roles: [.clerk, .administrator],
            body: .json(
                .named(
                    "PackForm",
                    .form([
                        .optional("topic", .code("self_check")),
                        .required(
                            "materials",
                            .list(.key(Material.self), atMost: MaterialPack.limit, once: true)
                        ),
                    ])
                )
            ),
            answers: [.ok(.items(PackBody.schema), "All packs of the programme now.")],
            refusals: ["unknown_code"],
            effect: .changes(current: list),
            use: set
        ),
    ]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let packs = try await ReadPacks(office: call.office)(of: try programme(call), as: try call.asker())
        return try .json(ItemsBody(packs.map { PackBody($0) }))
    }

    @Sendable private static func set(_ call: Call) async throws -> Response {
        let programme = try programme(call)
        let form = try call.form()
        let topic = form.made("topic", .optional) { text throws(FieldRefused) in try TopicCode(text) }
        if form.find("materials") == nil { form.faults.add(form.pointer(to: "materials"), .present) }
        let materials: [Material.ID]? = form.keys("materials", atMost: MaterialPack.limit)
        try form.end()
        try await SetPack(office: call.office)(
            MaterialPack(topic: topic, materials: materials ?? []),
            of: programme,
            as: try call.asker()
        )
        return try await list(call)
    }

    private static func programme(_ call: Call) throws(Problem) -> ProgrammeCode {
        try call.path("code", .programmeCode) { try? ProgrammeCode($0) }
    }
}

/// A pack as JSON.
struct PackBody: Encodable {
    static let schema = Schema.named(
        "Pack",
        .body([
            .optional("topic", .code("self_check"), "Absent for all topics that have no pack."),
            .required("materials", .list(.key(Material.self), atMost: MaterialPack.limit)),
        ])
    )

    let topic: String?
    let materials: [String]

    init(_ pack: MaterialPack) {
        topic = pack.topic?.text
        materials = pack.materials.map(\.description)
    }
}
