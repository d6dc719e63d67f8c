import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// How far the nearest presenter is from every municipality.
enum CoverageController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/coverage",
            "showCoverage",
            .presenters,
            "How far the nearest presenter is, and where one more would help",
            notes: """
                Of the whole country; no presenter is named. One more presenter is thought of in each of the 47 capitals, and
                what counts is by how many minutes the nearest presenter would come nearer, each municipality as often as
                lectures were asked for there in \(ReadCoverage.years) years, and once more.
                """,
            roles: .staff,
            query: [
                QueryParameter("topic", .lookup("five_rules"), "Only presenters who lecture on this topic.")
            ],
            answers: [.ok(CoverageBody.schema)],
            use: show
        )
    ]

    @Sendable private static func show(_ call: Call) async throws -> Response {
        let topic = try call.query.topic()
        let found = try await ReadCoverage(office: call.office)(on: topic, as: try call.asker())
        return try .json(CoverageBody(found))
    }
}

/// A coverage as JSON.
struct CoverageBody: Encodable {
    static let schema = Schema.named(
        "Coverage",
        .body([
            .required("presenters", .count, "How many there are."),
            .required(
                "bands",
                .list(.count, atMost: nil),
                """
                How many municipalities have their nearest presenter within 30, 60, 90 and 150 minutes, farther but there and
                back in a day, and farther than that.
                """
            ),
            .required(
                "farthest",
                .list(
                    .body([
                        .required("place", .text(Example.place)),
                        .optional("minutes", .count, "To the nearest presenter; absent where nothing goes."),
                        .required("requests", .count, "How many lectures were asked for there."),
                    ]),
                    atMost: ReadCoverage.farAtMost
                )
            ),
            .required(
                "gains",
                .list(
                    .body([
                        .required("place", .text(Example.place), "A capital with its prefecture."),
                        .required("municipalities", .count, "How many would have a presenter nearer."),
                        .required("minutes", .count, "By how many minutes together."),
                    ]),
                    atMost: ReadCoverage.gainsAtMost
                ),
                "Where one more presenter would help most, the greatest gain first."
            ),
        ])
    )

    struct Far: Encodable {
        let place: String
        let minutes: Int?
        let requests: Int
    }

    struct Gain: Encodable {
        let place: String
        let municipalities: Int
        let minutes: Int
    }

    let presenters: Int
    let bands: [Int]
    let farthest: [Far]
    let gains: [Gain]

    init(_ found: CoverageFound) {
        presenters = found.presenters
        bands = found.bands.map(\.count)
        farthest = found.far.map { Far(place: $0.name, minutes: $0.minutes, requests: $0.requests) }
        gains = found.gains.map {
            Gain(place: $0.name, municipalities: $0.municipalities, minutes: $0.minutes)
        }
    }
}
