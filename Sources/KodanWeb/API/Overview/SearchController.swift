import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// One box for everything.
enum SearchController {
    private static let numbers = 1...999_999_999_999_999_999

    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/search",
            "searchEverything",
            .requests,
            "Find requests, lectures, presenters and organizations by words or by a number",
            notes: """
                Of all kinds at most \(SearchEverything.ofEach) each; of one `kind` a page. Everybody finds what they may
                see.
                """,
            roles: .staff,
            query: [
                QueryParameter(
                    "words",
                    .text(Example.search, SearchWords.bounds),
                    "Part of a name or title, or a number with or without its prefix.",
                    isRequired: true
                ),
                QueryParameter("kind", .choice(FoundKind.self), "Only things of this kind."),
                QueryParameter(
                    "before",
                    .integer(numbers, example: 1042),
                    "With `kind`: the page begins below this number, which the page before told as `next`."
                ),
            ],
            answers: [.ok(.items(FoundPartBody.schema), "By kind, the newest first.")],
            use: search
        )
    ]

    @Sendable private static func search(_ call: Call) async throws -> Response {
        let words = try call.query.words("words", atMost: SearchWords.bounds.upperBound) ?? ""
        let kind: FoundKind? = try call.query.choice("kind")
        let before = try call.query.value("before", .number(numbers)) { text in
            Int64(text).flatMap { numbers.contains(Int($0)) ? $0 : nil }
        }
        let found = try await SearchEverything(office: call.office)(
            words,
            kind: kind,
            before: kind == nil ? nil : before,
            as: try call.asker()
        )
        return try .json(ItemsBody(found.parts.map { FoundPartBody($0) }))
    }
}

/// What a search found of one kind, as JSON.
struct FoundPartBody: Encodable {
    static let schema = Schema.named(
        "FoundPart",
        .body([
            .required("kind", .choice(FoundKind.self)),
            .required(
                "things",
                .list(
                    .body([
                        .required("id", .text("req-1042", pattern: "^(req|asg|pre|org)-[1-9][0-9]{0,17}$")),
                        .required("name", .text(Example.lectureTitle)),
                        .required(
                            "detail",
                            .text(Example.organizationName),
                            "Who asks, who lectures, or how a name is read."
                        ),
                        .optional("start", .instant, "When it is held, where a day is known."),
                    ]),
                    atMost: nil
                )
            ),
            .optional("next", .count, "Below which number the list goes on; absent where it ends."),
        ])
    )

    struct Thing: Encodable {
        let id: String
        let name: String
        let detail: String
        let start: String?
    }

    let kind: String
    let things: [Thing]
    let next: Int64?

    init(_ part: SearchFound.Part) {
        kind = part.kind.rawValue
        things = part.things.map {
            Thing(id: $0.key, name: $0.name, detail: $0.detail, start: $0.start?.description)
        }
        next = part.next
    }
}
