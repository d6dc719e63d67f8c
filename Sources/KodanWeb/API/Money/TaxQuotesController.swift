import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// Questions about tax: what would be withheld from a payment that nobody has made.
enum TaxQuotesController {
    static let operations: [Operation] = [
        Operation(
            .post,
            "/v1/tax-quotes",
            "quoteTax",
            .money,
            "What would be withheld from one payment",
            notes: """
                Name the gross amount, which includes consumption tax, or the net amount that is promised. Non-residents
                are quoted without treaty relief. Nothing is kept.
                """,
            roles: .staff,
            body: .json(.either([.form(common + [gross, consumptionTax]), .form(common + [net])])),
            answers: [.ok(TaxQuoteBody.schema, "The quote with every step.")],
            effect: .reads,
            use: quote
        ),
        Operation(
            .post,
            "/v1/tax-quotes/table",
            "quoteTaxTable",
            .money,
            "What would be withheld from each row of a table of payments",
            notes: """
                CSV in UTF-8 or CP932 with the columns gross, payee_kind, residency, consumption_tax_separated and
                payment_date, and consumption_tax where that is separated. All others pass through; withholding and net
                are added. What is wrong is named as `/line/column`, and nothing is answered then.
                """,
            roles: .staff,
            body: .whole(
                ["text/csv"],
                example: """
                    name,gross,payee_kind,residency,consumption_tax_separated,consumption_tax,payment_date
                    P1,30000,individual,resident,no,,2026-11-30
                    P2,33000,individual,resident,yes,3000,2026-11-30

                    """
            ),
            answers: [.file("text/csv")],
            effect: .reads,
            use: quoteTable
        ),
    ]

    private static let amounts: ClosedRange<Int64> = 0...9_999_999_999
    private static let common: [Schema.Property] = [
        .required("date", .day, "The payment date."),
        .optional("payee", .choice(LegalStatus.self), "An individual if nobody says."),
        .optional("residency", .choice(Residency.self), "Resident if nobody says."),
    ]
    private static let gross = Schema.Property.required("gross", .yen(amounts))
    private static let net = Schema.Property.required("net", .yen(amounts), "What the payee is to get.")
    private static let consumptionTax = Schema.Property.optional(
        "consumption_tax",
        .yen(amounts, example: 2727),
        "Within the gross amount, as the payee's own document shows it apart."
    )

    @Sendable private static func quote(_ call: Call) async throws -> Response {
        let form = try call.form()
        let date = form.day("date")
        let payee = form.choice("payee", .optional, of: LegalStatus.self)
        let residency = form.choice("residency", .optional, of: Residency.self)
        let isNet = form.find("net") != nil
        let amount = form.yen(isNet ? "net" : "gross", within: amounts)
        let tax = isNet ? nil : form.yen("consumption_tax", .optional, within: amounts)
        if isNet { form.refuse(["gross", "consumption_tax"], beside: "net") }
        try form.end()
        guard let date, let amount else { throw form.faults.problem }
        let question = TaxQuestion(
            date: date,
            amount: isNet ? .net(amount) : .gross(amount),
            legalStatus: payee ?? .individual,
            residency: residency ?? .resident,
            separateConsumptionTax: tax
        )
        do {
            return try .json(
                TaxQuoteBody(try await QuoteTax(office: call.office)(question, as: try call.asker()))
            )
        } catch let refused as TaxQuoteRefused {
            throw problem(refused, isNet: isNet, call.language)
        }
    }

    private static func problem(_ refused: TaxQuoteRefused, isNet: Bool, _ language: Language) -> Problem {
        let (name, code): (String, String) =
            switch refused.refusal {
            case .withholding(.outsideTable): ("date", "no_tax_rate")
            case .withholding: (isNet ? "net" : "gross", "wrong_value")
            case .consumptionTax, .netWithConsumptionTax: ("consumption_tax", "wrong_value")
            case .foreignCorporation: ("residency", "foreign_corporation")
            }
        let sentence = TaxQuoteText.sentence(refused.refusal, days: refused.days, in: language)
        return .invalid([Problem.Entry(pointer: "/\(name)", code: code, detail: .told(sentence))])
    }

    @Sendable private static func quoteTable(_ call: Call) async throws -> Response {
        let quotes = try await call.readingSheet {
            try await QuoteTax(office: call.office).table(call.bytes, as: try call.asker())
        }
        return .file(quotes, "text/csv; charset=utf-8", name: "quotes.csv")
    }
}
