import Foundation
import KodanDomain
import KodanExport

/// A tax quote as one line of JSON; amounts are whole yen, rates basis points.
struct TaxQuoteJSON: Encodable {
    struct Band: Encodable {
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

    init(_ quote: TaxQuote) {
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
        taxName = quote.withholding.wording?.documentText
        withoutTreatyRelief = quote.isWithoutTreatyRelief
    }

    /// Keys in snake case and in alphabetical order.
    var line: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
