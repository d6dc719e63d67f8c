import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// New rows of the dated tables; each table has its own form.
extension RatesController {
    static let additions: [Operation] = [
        addition(
            "fee",
            "addFeeRate",
            "Add a price of lectures for a rank, by lecture date",
            feeForm,
            feeRate
        ),
        addition(
            "withholding",
            "addWithholdingRates",
            "Add all bands of the withholding tax of one class of payees, by payment date",
            notes: """
                Each band ends where the next begins. Income tax with its surtaxes comes to whole basis points. The bands \
                that hold when these begin end on the day before.
                """,
            refusals: ["rate_used", "tax_band_gap"],
            withholdingForm,
            withholdingRates
        ),
        addition(
            "consumption-tax",
            "addConsumptionTaxRate",
            "Add a rate of the consumption tax, by lecture date",
            .form([.required("rate_bp", .basisPoints), note] + Schema.Property.validity),
            consumptionTaxRate
        ),
        addition(
            "deduction",
            "addDeduction",
            "Add what the body may deduct when a payee is not registered, by lecture date",
            .form([.required("percent", .integer(0...100, example: 70)), note] + Schema.Property.validity),
            deduction
        ),
        addition(
            "travel",
            "addTravelRate",
            "Add a limit of lodging, the allowance for a night, or the price of a kilometre by car",
            .form(
                [
                    .required("kind", .choice(TravelRateKind.self)), .required("amount", .yen(amounts)),
                    .optional("prefecture", .prefecture, "Of a limit of lodging: where it holds."), basis,
                ] + Schema.Property.validity
            ),
            travelRate
        ),
        addition(
            "evidence",
            "addEvidenceRule",
            "Add a rule: which evidence a claim wants, above which amount",
            .form(
                [
                    .required("claim", .choice(EvidencedClaim.all.map(\.code))),
                    .required("evidence", .choice(evidenceKinds.map(\.rawValue))),
                    .required("above", .yen(0...1_000_000), "Amounts above this one want it."), basis,
                ] + Schema.Property.validity
            ),
            evidenceRule
        ),
    ]

    static let amounts: ClosedRange<Int64> = 1...1_000_000
    private static let evidenceKinds = EvidenceKind.allCases.filter { $0 != .other }
    private static let note = Schema.Property.optional(
        "note",
        .text(Example.taxNote, 0...200),
        "What it is, and by which law."
    )
    private static let basis = Schema.Property.required(
        "basis",
        .text(Example.legalBasis, 1...200),
        "The rule of the body that sets it."
    )
    private static let feeForm = Schema.form(
        [
            .required("rank", .tableCode("standard")),
            .optional(
                "programme",
                .tableCode("regional_dispatched"),
                "Else all without a price of their own."
            ),
            .required("unit", .choice(FeeUnit.self)), .required("amount", .yen(amounts)),
            .optional("step_minutes", .integer(FeeRate.timeSteps, example: 30), "30 if nobody says."),
            .optional("rounding", .choice(TimeRounding.self), "Up if nobody says."),
            .optional(
                "preparation_minutes",
                .integer(FeeRate.preparations, example: 60),
                "Of a price per hour: minutes of preparation that it pays too."
            ),
            .optional("cap", .yen(1...Yen.largestTransfer.amount), "The most that one lecture costs."),
            .required("tax_included", .flag, "Whether consumption tax is in the price; else it is added."),
            basis,
        ] + Schema.Property.validity
    )
    private static let withholdingForm = Schema.form(
        [
            .required("payees", .choice(WithholdingClass.self), "Whom it is withheld from."),
            .required("bands", .list(band, atLeast: 1, atMost: 10)),
            .optional("reconstruction_permille", .permille), .optional("defence_permille", .permille), note,
        ] + Schema.Property.validity
    )
    private static let band = Schema.form([
        .required("from", .yen(0...Yen.largestTransfer.amount), "The yen above which it begins."),
        .required("income_tax_bp", .integer(0...9999, example: 1000)),
    ])

    /// An operation that adds to the table `table` what `make` reads in the body.
    private static func addition(
        _ table: String,
        _ id: String,
        _ summary: String,
        notes: String? = nil,
        refusals: [String] = [],
        _ form: Schema,
        _ make: @escaping @Sendable (Form) -> [Rate]?
    ) -> Operation {
        Operation(
            .post,
            "/v1/rates/\(table)",
            id,
            .money,
            summary,
            notes: notes,
            roles: [.administrator],
            body: .json(form),
            answers: [.created(RateKeysBody.schema, "The keys of the new rows.")],
            refusals: ["rate_in_the_way", "unknown_code"] + refusals,
            effect: .creates
        ) { call in
            let form = try call.form()
            let rates = make(form)
            try form.end()
            guard let rates else { throw form.faults.problem }
            let keys = try await AddRates(office: call.office)(rates, as: try call.asker())
            return try .json(RateKeysBody(keys), status: .created)
        }
    }

    /// What `form` says of new rows of the table `kind`; nil where it is noted what is wrong.
    static func rates(of kind: RateKind, in form: Form) -> [Rate]? {
        switch kind {
        case .fee: feeRate(form)
        case .withholding: withholdingRates(form)
        case .consumptionTax: consumptionTaxRate(form)
        case .deduction: deduction(form)
        case .travel: travelRate(form)
        case .evidence: evidenceRule(form)
        }
    }

    @Sendable private static func consumptionTaxRate(_ form: Form) -> [Rate]? {
        let rate = form.integer("rate_bp", within: 0...10_000)
        let note = form.note()
        guard let days = form.validity(), let rate else { return nil }
        return ConsumptionTaxRate(validity: days, basisPoints: Int64(rate)).map {
            [.consumptionTax($0, note: note)]
        }
    }

    @Sendable private static func deduction(_ form: Form) -> [Rate]? {
        let percent = form.integer("percent", within: 0...100)
        let note = form.note()
        guard let days = form.validity(), let percent else { return nil }
        return TransitionalDeduction(validity: days, percent: percent).map { [.deduction($0, note: note)] }
    }

    @Sendable private static func travelRate(_ form: Form) -> [Rate]? {
        let kind = form.choice("kind", of: TravelRateKind.self)
        let amount = form.yen("amount", within: amounts)
        let prefecture = form.made("prefecture", .optional) { text throws(FieldRefused) in
            try PrefectureCode(text)
        }
        let basis = form.words("basis", .reason, atMost: 200)
        let days = form.validity()
        guard let kind, let amount, let basis, let days else { return nil }
        guard prefecture == nil || kind == .lodgingLimit else {
            form.refuse("prefecture", Expected.absent.code, .body(.prefectureForLodgingOnly))
            return nil
        }
        return TravelRate(
            kind: kind,
            prefecture: prefecture,
            amount: amount,
            validity: days,
            legalBasis: basis
        ).map { [.travel($0)] }
    }

    @Sendable private static func evidenceRule(_ form: Form) -> [Rate]? {
        let claim = form.made("claim") { text throws(FieldRefused) in
            guard let claim = EvidencedClaim(code: text) else {
                throw FieldRefused(.travelLegs, expected: .oneOf(EvidencedClaim.all.map(\.code)))
            }
            return claim
        }
        let evidence = form.made("evidence") { text throws(FieldRefused) in
            guard let kind = evidenceKinds.first(where: { $0.rawValue == text }) else {
                throw FieldRefused(.evidence, expected: .oneOf(evidenceKinds.map(\.rawValue)))
            }
            return kind
        }
        let above = form.yen("above", within: 0...1_000_000)
        let basis = form.words("basis", .reason, atMost: 200)
        let days = form.validity()
        guard let claim, let evidence, let above, let basis, let days else { return nil }
        return EvidenceRule(
            claim: claim,
            above: above,
            evidence: evidence,
            validity: days,
            legalBasis: basis
        ).map { [.evidence($0)] }
    }
}
