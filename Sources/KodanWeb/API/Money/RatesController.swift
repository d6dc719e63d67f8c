import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// The dated tables by which money is computed, and the calendar of holidays.
enum RatesController {
    static let operations: [Operation] =
        [
            Operation(
                .get,
                "/v1/rates",
                "listRates",
                .money,
                "The rates, each with the key by which it is ended or removed",
                notes: "The tables are short by nature: a few rows for each change of a rule.",
                roles: .staff,
                query: [
                    QueryParameter("table", .choice(RateKind.self), "Only this table."),
                    QueryParameter("on", .day, "Only what holds on this day."),
                ],
                answers: [.ok(.items(RateBody.schema), "In order of table, subject and first day.")],
                use: list
            ),
            Operation(
                .get,
                "/v1/rates/{id}",
                "showRate",
                .money,
                "One rate",
                roles: .staff,
                answers: [.ok(RateBody.schema)],
                use: show
            ),
            Operation(
                .post,
                "/v1/rate-ends",
                "endRates",
                .money,
                "Move the last day of rates; all of them or none",
                notes: "Earlier, as far as they were not used, or later. The bands of a tax end together.",
                roles: [.administrator],
                body: .json(
                    .form([
                        .required("rates", .list(.rateKey, atLeast: 1, atMost: limit, once: true)),
                        .required("last_day", .day, "The last day on which they hold."),
                    ])
                ),
                answers: [.ok(.items(RateBody.schema), "As they are now.")],
                refusals: ["rate_in_the_way", "rate_used", "tax_band_gap"],
                use: end
            ),
            Operation(
                .post,
                "/v1/rate-removals",
                "removeRates",
                .money,
                "Take away rates that were entered wrongly and never used; all of them or none",
                notes: "Where the bands of a tax go and others follow, those before them hold until then.",
                roles: [.administrator],
                body: .json(
                    .form([.required("rates", .list(.rateKey, atLeast: 1, atMost: limit, once: true))])
                ),
                answers: [.noContent],
                refusals: ["rate_used", "tax_band_gap"],
                use: remove
            ),
            Operation(
                .get,
                "/v1/holidays",
                "listHolidays",
                .money,
                "The holidays of the years that are known",
                roles: .staff,
                query: [
                    QueryParameter("year", .integer(1900...2200, example: 2026), "Only this year."),
                    QueryParameter("on", .day, "Only this day; not beside `year`."),
                ],
                answers: [.ok(.items(holiday), "In order of day.")],
                refusals: ["no_holidays"],
                use: holidays
            ),
            Operation(
                .get,
                "/v1/holidays/{year}",
                "showHolidays",
                .money,
                "The holidays of one year that is known",
                roles: .staff,
                answers: [.ok(.items(holiday), "All of them, in order of day.")],
                use: year
            ),
            Operation(
                .post,
                "/v1/holidays/{year}",
                "addHolidays",
                .money,
                "Add the holidays of a year that is not known yet",
                notes: "All holidays of that year, no others. A year that is known is only corrected.",
                roles: [.administrator],
                body: .json(
                    .form([
                        .required(
                            "holidays",
                            .list(
                                holidayForm,
                                atLeast: AddHolidays.counts.lowerBound,
                                atMost: AddHolidays.counts.upperBound
                            )
                        )
                    ])
                ),
                answers: [.created(.items(holiday))],
                refusals: ["holidays_known"],
                effect: .creates,
                placing: placeOfHoliday,
                use: addHolidays
            ),
            Operation(
                .post,
                "/v1/holidays/{year}/correction",
                "correctHolidays",
                .money,
                "Put other holidays in place of those of a known year that are still ahead",
                notes: """
                    All holidays of the rest of that year, from tomorrow on; none if the last was a mistake. Days that
                    have come stay, and days of payment that stand already stay too. Materials that are planned leave by
                    the days that follow from it.
                    """,
                roles: [.administrator],
                body: .json(
                    .form([
                        .required(
                            "holidays",
                            .list(holidayForm, atMost: CorrectHolidays.counts.upperBound)
                        ), .required("reason", .shortReason),
                    ])
                ),
                answers: [.ok(.items(holiday), "All holidays of that year now.")],
                effect: .changes(current: year),
                placing: placeOfHoliday,
                use: correctHolidays
            ),
        ] + additions

    private static let limit = 50
    private static let holiday = Schema.named(
        "Holiday",
        .body([.required("date", .holiday), .required("name", .text(Example.holidayName))])
    )
    private static let holidayForm = Schema.form([
        .required("date", .holiday), .required("name", .text(Example.holidayName, 1...100)),
    ])

    @Sendable private static func placeOfHoliday(_ refusal: Refusal, _: JSONValue) -> Place? {
        guard case .field(let refused) = refusal, refused.field == .day else { return nil }
        return .pointer(refused.index.map { "/holidays/\($0)/date" } ?? "/holidays")
    }

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let kind: RateKind? = try call.query.choice("table")
        let rates = try await ReadRates(office: call.office)(
            kind.map { [$0] } ?? RateKind.allCases,
            on: try call.query.day("on"),
            as: try call.asker()
        )
        return try .json(PageBody(items: rates.map { RateBody($0) }, next: nil))
    }

    @Sendable private static func show(_ call: Call) async throws -> Response {
        let key = try call.path("id", .anyKey) { RateKey($0) }
        guard let rate = try await rates([key], call).first else { throw Refusal.notFound("\(key)") }
        return try .json(RateBody(rate))
    }

    private static func rates(_ keys: [RateKey], _ call: Call) async throws -> [Rate] {
        let kinds = RateKind.allCases.filter { kind in keys.contains { $0.kind == kind } }
        let rates = try await ReadRates(office: call.office)(kinds, as: try call.asker())
        return rates.filter { $0.key.map(keys.contains) ?? false }
    }

    @Sendable private static func end(_ call: Call) async throws -> Response {
        let form = try call.form()
        let keys = form.list("rates", atMost: limit) { RateKey($0) }
        let last = form.day("last_day")
        try form.end()
        guard let keys, let last else { throw form.faults.problem }
        try await EndRates(office: call.office)(keys, on: last, as: try call.asker())
        let ended = try await rates(keys, call)
        return try .json(PageBody(items: ended.map { RateBody($0) }, next: nil))
    }

    @Sendable private static func remove(_ call: Call) async throws -> Response {
        let form = try call.form()
        let keys = form.list("rates", atMost: limit) { RateKey($0) }
        try form.end()
        guard let keys else { throw form.faults.problem }
        try await RemoveRates(office: call.office)(keys, as: try call.asker())
        return Response(status: .noContent)
    }

    @Sendable private static func holidays(_ call: Call) async throws -> Response {
        let year = try call.query.value("year", .year(1900...2200)) { text in
            Int(text).flatMap { (1900...2200).contains($0) ? $0 : nil }
        }
        let day = try call.query.day("on")
        guard year == nil || day == nil else {
            throw Problem.parameter("on", "either", .yearOrDay)
        }
        return try await answer(of: year, on: day, call)
    }

    @Sendable private static func addHolidays(_ call: Call) async throws -> Response {
        let year = try call.year(AddHolidays.years)
        let form = try call.form()
        let holidays = form.holidays(of: year, atMost: AddHolidays.counts.upperBound)
        try form.end()
        guard let holidays else { throw form.faults.problem }
        try await AddHolidays(office: call.office)(holidays, of: year, as: try call.asker())
        return try await answer(of: year, on: nil, call, status: .created)
    }

    @Sendable private static func correctHolidays(_ call: Call) async throws -> Response {
        let year = try call.year(AddHolidays.years)
        let form = try call.form()
        let holidays = form.holidays(of: year, atMost: CorrectHolidays.counts.upperBound)
        let reason = form.reason()
        try form.end()
        guard let holidays else { throw form.faults.problem }
        try await CorrectHolidays(office: call.office)(
            holidays,
            of: year,
            because: reason,
            as: try call.asker()
        )
        return try await answer(of: year, on: nil, call)
    }

    /// The year in the path; one that is not known is not there.
    @Sendable private static func year(_ call: Call) async throws -> Response {
        let year = try call.year(AddHolidays.years)
        do {
            return try await answer(of: year, on: nil, call)
        } catch Refusal.noHolidays {
            throw Refusal.notFound("\(year)")
        }
    }

    private static func answer(
        of year: Int?,
        on day: LocalDate?,
        _ call: Call,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let holidays = try await ReadRates(office: call.office).holidays(
            of: year,
            on: day,
            as: try call.asker()
        )
        return try .json(PageBody(items: holidays.map { HolidayBody($0) }, next: nil), status: status)
    }
}

extension Form {
    /// The `holidays` of `year`, those that can be read; nil if there is no list of them.
    fileprivate func holidays(of year: Int, atMost limit: Int) -> [Holiday]? {
        var dates: Set<LocalDate> = []
        var holidays: [Holiday] = []
        guard let entries = parts("holidays", atMost: limit) else { return nil }
        for part in entries {
            let date = part.day("date")
            if let date { part.requireHoliday(date, in: year, besides: &dates) }
            let name = part.words("name", .name, atMost: 100)
            if let date, let name { holidays.append(Holiday(date: date, name: name)) }
        }
        return holidays
    }

    /// Notes a `date` that is of another year, or one of `dates` already.
    fileprivate func requireHoliday(_ date: LocalDate, in year: Int, besides dates: inout Set<LocalDate>) {
        if date.year != year, let days = DateRange(year: year) {
            faults.add(pointer(to: "date"), .dateWithin(days))
        }
        if !dates.insert(date).inserted { faults.add(pointer(to: "date"), .once) }
    }
}

/// A holiday as JSON.
private struct HolidayBody: Encodable {
    let date: String
    let name: String

    init(_ holiday: Holiday) {
        date = holiday.date.description
        name = holiday.name
    }
}
