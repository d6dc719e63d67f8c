public import KodanDomain
import KodanText

/// A tax quote as JSON; amounts are whole yen, rates basis points.
public struct TaxQuoteBody: Encodable {
    static let schema = Schema.named(
        "TaxQuote",
        .body([
            .required("date", .day), .required("payee", .choice(LegalStatus.self)),
            .required("residency", .choice(Residency.self)), .required("gross", .yen),
            .optional("promised_net", .yen), .optional("separated_consumption_tax", .yen),
            .required("base", .yen, "What the tax is computed from."),
            .required("bands", .list(Band.schema, atMost: nil)), .required("withholding", .yen),
            .required("net", .yen), .optional("tax_name", .text(Example.taxNote), "What documents call it."),
            .required("without_treaty_relief", .flag, "A treaty may lower the tax of non-residents."),
        ])
    )

    struct Band: Encodable {
        static let schema = Schema.body([
            .required("from", .yen, "The yen above which the band begins."),
            .optional("to", .yen, "Its last yen; absent without an end."), .required("part", .yen),
            .required("rate_bp", .basisPoints), .required("income_tax_bp", .basisPoints),
            .required("reconstruction_permille", .permille), .required("defence_permille", .permille),
            .required("valid_from", .day), .optional("valid_to", .day),
        ])

        /// The yen above which the band begins.
        let from: Int64
        /// The last yen of the band; absent without an end.
        let to: Int64?
        let part: Int64
        let rateBp: Int64
        let incomeTaxBp: Int64
        let reconstructionPermille: Int64
        let defencePermille: Int64
        let validFrom: String
        let validTo: String?
    }

    let date: String
    let payee: String
    let residency: String
    let gross: Int64
    let promisedNet: Int64?
    let separatedConsumptionTax: Int64?
    let base: Int64
    let bands: [Band]
    let withholding: Int64
    let net: Int64
    /// What documents call the tax; absent where none is withheld.
    let taxName: String?
    let withoutTreatyRelief: Bool

    /// The quote.
    public init(_ quote: TaxQuote) {
        let question = quote.question
        date = question.date.description
        payee = question.legalStatus.rawValue
        residency = question.residency.rawValue
        gross = quote.gross.amount
        if case .net(let net) = question.amount { promisedNet = net.amount } else { promisedNet = nil }
        separatedConsumptionTax = question.separateConsumptionTax?.amount
        base = quote.base.amount
        bands = quote.bands.map { band in
            Band(
                from: band.rate.bandFrom.amount,
                to: band.rate.bandTo?.amount,
                part: band.part.amount,
                rateBp: band.rate.rateBasisPoints,
                incomeTaxBp: band.rate.incomeTaxBasisPoints,
                reconstructionPermille: band.rate.reconstructionPermille,
                defencePermille: band.rate.defencePermille,
                validFrom: band.rate.validity.first.description,
                validTo: band.rate.validity.last?.description
            )
        }
        withholding = quote.tax.amount
        net = quote.net.amount
        taxName = TaxQuoteText.taxName(of: quote)
        withoutTreatyRelief = quote.isWithoutTreatyRelief
    }

    /// One line, keys in snake case and in alphabetical order.
    public var line: String {
        get throws { try sortedLine() }
    }
}
