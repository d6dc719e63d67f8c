import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// The papers of a month: list, journal and tax slip, streamed to whoever asked.
enum MonthPapersController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/months/{month}/honorarium-list",
            "getHonorariumList",
            .money,
            "The closed month's list of honoraria, as accounting keeps it",
            notes: """
                Checked against the totals with which the month was closed before its first byte goes out. The form is
                that of `format`, else of `Accept`, else CSV. What CP932 does not have is replaced;
                `Kodan-Replaced-Characters` counts it. That it left the house is recorded with its digest, which
                `Repr-Digest` repeats, whoever asked.
                """,
            roles: .accounting,
            query: [QueryParameter("format", .choice(HonorariumListFile.self), "Its form.")],
            answers: [.file("text/csv", "application/json", xlsx, note: "The list.", json: honorariumList)],
            refusals: ["month_unknown", "month_open", "totals_differ"],
            use: list
        ),
        Operation(
            .get,
            "/v1/months/{month}/journal",
            "exportJournal",
            .money,
            "The closed month's journal entries, with the body's account codes",
            notes: """
                Payments for which the bank has not answered stand on their payment date. That it left the house is
                recorded with its digest, which `Repr-Digest` repeats, whoever asked.
                """,
            roles: .accounting,
            answers: [.file("text/csv")],
            refusals: ["month_unknown", "month_open", "totals_differ", "no_tax_rate"],
            use: journal
        ),
        Operation(
            .get,
            "/v1/months/{month}/tax-slip",
            "showTaxSlip",
            .money,
            "The figures of the month's tax slip, by the day of the actual payment",
            notes: "The month need not be closed. Payments without withholding are left out.",
            roles: .accounting,
            answers: [.ok(TaxSlipBody.schema)],
            refusals: ["day_ahead", "no_holidays", "totals_differ"],
            use: slip
        ),
        Operation(
            .get,
            "/v1/months/{month}/tax-slip/file",
            "exportTaxSlip",
            .money,
            "The same figures as the file that the filing tool takes",
            notes: "That it left the house is recorded with its digest, whoever asked.",
            roles: .accounting,
            answers: [.file("text/csv")],
            refusals: ["day_ahead", "no_holidays", "totals_differ"],
            use: slipFile
        ),
    ]

    /// The list as JSON, with a line for each honorarium; words are as the list on paper has them.
    private static let honorariumList: JSONValue = {
        let whole = JSONValue.members([("type", .string("integer")), ("format", .string("int64"))])
        let text = JSONValue.members([("type", .array([.string("string"), .string("null")]))])
        func object(_ members: [(String, JSONValue)]) -> JSONValue {
            .members([
                ("type", .string("object")), ("required", .array(members.map { .string($0.0) })),
                ("properties", .members(members)),
            ])
        }
        let lines = JSONValue.members([
            ("type", .string("array")),
            ("items", object(HonorariumListFile.jsonMembers.map { ($0.name, $0.isNumber ? whole : text) })),
        ])
        let totals = object(HonorariumListFile.jsonTotals.map { ($0, whole) })
        return object([
            ("month", .members([("type", .string("string"))])), ("totals", totals), ("lines", lines),
        ])
    }()

    private static let xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let month = try call.month()
        let form = try call.query.choice("format") ?? accepted(call)
        let asker = try call.asker()
        let list = try await Spooling.file { folder in
            let list = try await ExportHonorariumList(office: call.office)(
                month,
                form,
                to: folder,
                isLook: call.isLook,
                as: asker
            )
            return (list, list.path)
        }
        var response = Response.file(
            list.file,
            type(of: form),
            name: form.name(of: month),
            sha256: list.made.sha256
        )
        let replaced = list.made.misfitCount
        if replaced > 0 { response.headers[.replacedCharacters] = String(replaced) }
        return response
    }

    /// The form that `Accept` likes best, of equal ones the first that it names; CSV if it names none.
    private static func accepted(_ call: Call) -> HonorariumListFile {
        var best: (form: HonorariumListFile, weight: Int)?
        for range in AcceptedRange.list(call.request.headers[.accept])
        where range.weight > (best?.weight ?? 0) {
            switch range.name {
            case "application/json": best = (.json, range.weight)
            case xlsx: best = (.xlsx, range.weight)
            case "text/csv", "text/*", "*/*": best = (.csv, range.weight)
            default: continue
            }
        }
        return best?.form ?? .csv
    }

    private static func type(of form: HonorariumListFile) -> String {
        switch form {
        case .csv: "text/csv; charset=utf-8"
        case .cp932: "text/csv; charset=windows-31j"
        case .json: "application/json; charset=utf-8"
        case .xlsx: xlsx
        }
    }

    @Sendable private static func journal(_ call: Call) async throws -> Response {
        let month = try call.month()
        let asker = try call.asker()
        let accounts = try call.papers().accounts
        let journal = try await Spooling.file { folder in
            let paper = try await ExportJournal(office: call.office)(
                month,
                to: folder,
                by: accounts,
                isLook: call.isLook,
                as: asker
            )
            return (paper, paper.path)
        }
        return csv(journal.file, name: "journal-\(month).csv", journal.made)
    }

    @Sendable private static func slip(_ call: Call) async throws -> Response {
        try .json(
            TaxSlipBody(try await ReadTaxSlip(office: call.office)(try call.month(), as: try call.asker()))
        )
    }

    @Sendable private static func slipFile(_ call: Call) async throws -> Response {
        let month = try call.month()
        let asker = try call.asker()
        let slip = try await Spooling.file { folder in
            let slip = try await ExportTaxSlip(office: call.office)(
                month,
                to: folder,
                isLook: call.isLook,
                as: asker
            )
            return (slip.paper, slip.paper.path)
        }
        return csv(slip.file, name: "tax-slip-\(month).csv", slip.made)
    }

    private static func csv(_ file: SpooledFile, name: String, _ paper: ExportedPaper) -> Response {
        .file(file, "text/csv; charset=utf-8", name: name, sha256: paper.sha256)
    }
}

/// The figures of a month's tax slip as JSON.
struct TaxSlipBody: Encodable {
    static let schema = Schema.named(
        "TaxSlip",
        .body([
            .required("month", .month), .required("due_on", .day, "By when the tax is to be paid over."),
            .required("residents", Figures.schema), .required("nonresidents", Figures.schema),
            .required("waiting", .count, "Payments without the bank's answer: not in the figures."),
        ])
    )

    struct Figures: Encodable {
        static let schema = Schema.named(
            "TaxSlipFigures",
            .body([
                .required("payees", .count), .required("paid", .yen), .required("tax", .yen),
                .required("excess", .yen, "What was paid above a million yen."),
                .required(
                    "overpaid",
                    .yen,
                    "Given back beyond the month's tax: claimed from the tax office."
                ),
            ])
        )

        let payees: Int
        let paid: Int64
        let tax: Int64
        let excess: Int64
        let overpaid: Int64

        init(_ figures: TaxSlipReading.Figures) {
            payees = figures.payees
            paid = figures.paid.amount
            tax = figures.tax.amount
            excess = figures.excess.amount
            overpaid = figures.overpaid.amount
        }
    }

    let month: String
    let dueOn: String
    let residents: Figures
    let nonresidents: Figures
    let waiting: Int

    init(_ slip: TaxSlipReading) {
        month = slip.month.description
        dueOn = slip.dueOn.description
        residents = Figures(slip.residents)
        nonresidents = Figures(slip.nonresidents)
        waiting = slip.waiting
    }
}
