import Hummingbird
import KodanDomain
import KodanService

/// What a fiscal year brought.
enum ResultsController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/fiscal-years/{year}/result",
            "showYearResult",
            .catalogue,
            "Lectures held, attendance and satisfaction, month by month and by prefecture",
            notes: "Everybody of the body sees the whole, whatever prefectures a coordinator keeps.",
            roles: .staff,
            answers: [.ok(YearResultBody.schema)],
            use: show
        )
    ]

    @Sendable private static func show(_ call: Call) async throws -> Response {
        let number = try call.year(Form.years)
        guard let year = FiscalYear(startYear: number) else { throw Refusal.notFound("\(number)") }
        return try .json(
            YearResultBody(try await ReadYearResult(office: call.office)(year, as: try call.asker()))
        )
    }
}

/// A year's result as JSON.
struct YearResultBody: Encodable {
    private static let held: [Schema.Property] = [
        .required("lectures", .count), .required("attendance", .count),
        .required("answers", .count, "How many hosts said how satisfied they are."),
        .optional(
            "satisfaction_tenths",
            .integer(10...50, example: 43),
            "On the average, in tenths; absent where nobody said."
        ),
        .required("would_ask_again", .count),
    ]

    static let schema = Schema.named(
        "YearResult",
        .body([
            .required(
                "months",
                .list(.body([.required("month", .month)] + held), atMost: 12),
                "From April on."
            ),
            .required(
                "prefectures",
                .list(
                    .body(
                        [
                            .required("prefecture", .prefecture),
                            .required("name", .text(Example.prefectureName)),
                        ]
                            + held
                    ),
                    atMost: 47
                )
            ),
        ])
    )

    struct Month: Encodable {
        let month: String
        let lectures: Int
        let attendance: Int
        let answers: Int
        let satisfactionTenths: Int?
        let wouldAskAgain: Int
    }

    struct Prefecture: Encodable {
        let prefecture: String
        let name: String
        let lectures: Int
        let attendance: Int
        let answers: Int
        let satisfactionTenths: Int?
        let wouldAskAgain: Int
    }

    let months: [Month]
    let prefectures: [Prefecture]

    init(_ result: YearResult) {
        months = result.months.map { entry in
            Month(
                month: entry.month.description,
                lectures: entry.held.lectures,
                attendance: entry.held.attendance,
                answers: entry.held.answers,
                satisfactionTenths: entry.held.satisfactionTenths,
                wouldAskAgain: entry.held.wouldAskAgain
            )
        }
        prefectures = result.prefectures.map { entry in
            Prefecture(
                prefecture: entry.code.description,
                name: entry.name,
                lectures: entry.held.lectures,
                attendance: entry.held.attendance,
                answers: entry.held.answers,
                satisfactionTenths: entry.held.satisfactionTenths,
                wouldAskAgain: entry.held.wouldAskAgain
            )
        }
    }
}
