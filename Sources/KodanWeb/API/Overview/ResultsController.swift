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
        ),
        Operation(
            .get,
            "/v1/fiscal-years/{year}/lectures",
            "listHeldLectures",
            .lectures,
            "The lectures that were held in a fiscal year, with what both sides said, as CSV",
            notes: "A coordinator who is limited to prefectures gets the lectures of those.",
            roles: .staff,
            answers: [.file("text/csv", note: "UTF-8 with a byte order mark, for Excel.")],
            use: lectures
        ),
    ]

    @Sendable private static func show(_ call: Call) async throws -> Response {
        let year = try fiscalYear(call)
        return try .json(
            YearResultBody(try await ReadYearResult(office: call.office)(year, as: try call.asker()))
        )
    }

    @Sendable private static func lectures(_ call: Call) async throws -> Response {
        let year = try fiscalYear(call)
        let list = try await ListLectures(office: call.office)(year, as: try call.asker())
        return .file(list, "text/csv; charset=utf-8", name: "lectures-fy\(year.startYear).csv")
    }

    private static func fiscalYear(_ call: Call) throws -> FiscalYear {
        let number = try call.year(FiscalYear.planned)
        guard let year = FiscalYear(startYear: number) else { throw Refusal.notFound("\(number)") }
        return year
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

    /// What was held in a month or in a prefecture.
    struct Held: Encodable {
        var month: String?
        var prefecture: String?
        var name: String?
        let lectures: Int
        let attendance: Int
        let answers: Int
        let satisfactionTenths: Int?
        let wouldAskAgain: Int

        init(_ tally: HeldTally) {
            lectures = tally.lectures
            attendance = tally.attendance
            answers = tally.answers
            satisfactionTenths = tally.satisfactionTenths
            wouldAskAgain = tally.wouldAskAgain
        }
    }

    let months: [Held]
    let prefectures: [Held]

    init(_ result: YearResult) {
        months = result.months.map { entry in
            var held = Held(entry.held)
            held.month = entry.month.description
            return held
        }
        prefectures = result.prefectures.map { entry in
            var held = Held(entry.held)
            (held.prefecture, held.name) = (entry.code.description, entry.name)
            return held
        }
    }
}
