import KodanDomain

/// A row of one of the dated tables as JSON; the members behind `to` are those of its table.
struct RateBody: Encodable {
    static let schema = Schema.named(
        "Rate",
        .body([
            .required("id", .rateKey), .required("table", .choice(RateKind.self)), .required("from", .day),
            .optional("to", .day, "Its last day; absent for until further notice."),
            .optional("rank", .code("standard")), .optional("programme", .code("regional_dispatched")),
            .optional("unit", .choice(FeeUnit.self)), .optional("amount", .yen),
            .optional("step_minutes", .count), .optional("rounding", .choice(TimeRounding.self)),
            .optional("preparation_minutes", .count), .optional("cap", .yen),
            .optional("tax_included", .flag), .optional("payees", .choice(WithholdingClass.self)),
            .optional("band_from", .yen, "The yen above which the band begins."),
            .optional("band_to", .yen, "Its last yen; absent without an end."),
            .optional("rate_bp", .basisPoints), .optional("income_tax_bp", .basisPoints),
            .optional("reconstruction_permille", .permille), .optional("defence_permille", .permille),
            .optional("percent", .integer(0...100, example: 70)),
            .optional("kind", .choice(TravelRateKind.self)), .optional("prefecture", .prefecture),
            .optional("claim", .choice(EvidencedClaim.all.map(\.code))),
            .optional("evidence", .choice(EvidenceKind.self)), .optional("above", .yen),
            .optional("basis", .text(Example.legalBasis), "The rule of the body that sets it."),
            .optional("note", .text(Example.taxNote)),
        ])
    )

    var id = ""
    var table = ""
    var from = ""
    var to: String?
    var rank: String?
    var programme: String?
    var unit: String?
    var amount: Int64?
    var stepMinutes: Int?
    var rounding: String?
    var preparationMinutes: Int?
    var cap: Int64?
    var taxIncluded: Bool?
    var payees: String?
    var bandFrom: Int64?
    var bandTo: Int64?
    var rateBp: Int64?
    var incomeTaxBp: Int64?
    var reconstructionPermille: Int64?
    var defencePermille: Int64?
    var percent: Int?
    var kind: String?
    var prefecture: String?
    var claim: String?
    var evidence: String?
    var above: Int64?
    var basis: String?
    var note: String?

    init(_ rate: Rate) {
        id = rate.key?.description ?? ""
        table = rate.kind.rawValue
        from = rate.validity.first.description
        to = rate.validity.last?.description
        switch rate {
        case .fee(let rate): show(rate)
        case .withholding(let rate, let note): show(rate, note)
        case .consumptionTax(let rate, let note):
            rateBp = rate.basisPoints
            self.note = note
        case .deduction(let rate, let note):
            percent = rate.percent
            self.note = note
        case .travel(let rate):
            kind = rate.kind.rawValue
            prefecture = rate.prefecture?.description
            amount = rate.amount.amount
            basis = rate.legalBasis
        case .evidence(let rule):
            claim = rule.claim.code
            evidence = rule.evidence.rawValue
            above = rule.above.amount
            basis = rule.legalBasis
        }
    }

    private mutating func show(_ rate: FeeRate) {
        rank = rate.rankCode
        programme = rate.programmeCode
        unit = rate.unit.rawValue
        amount = rate.amount.amount
        stepMinutes = rate.timeStepMinutes
        rounding = rate.rounding.rawValue
        preparationMinutes = rate.preparationMinutes
        cap = rate.cap?.amount
        taxIncluded = rate.taxIncluded
        basis = rate.legalBasis
    }

    private mutating func show(_ rate: WithholdingRate, _ note: String) {
        payees = rate.payeeClass.rawValue
        bandFrom = rate.bandFrom.amount
        bandTo = rate.bandTo?.amount
        rateBp = rate.rateBasisPoints
        incomeTaxBp = rate.incomeTaxBasisPoints
        reconstructionPermille = rate.reconstructionPermille
        defencePermille = rate.defencePermille
        self.note = note
    }
}

/// Keys of rates as JSON.
struct RateKeysBody: Encodable {
    static let schema = Schema.items(.rateKey)

    let items: [String]

    init(_ keys: [RateKey]) {
        items = keys.map(\.description)
    }
}
