import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService

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
            notes:
                "Each band ends where the next begins. Income tax with its surtaxes comes to whole basis points.",
            refusals: ["tax_band_gap"],
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

    private static let amounts: ClosedRange<Int64> = 1...1_000_000
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
            .required("bands", .list(band, atMost: 10)),
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

    @Sendable private static func feeRate(_ form: Form) -> [Rate]? {
        let rank = form.made("rank") { text throws(FieldRefused) in try RankCode(text) }
        let programme = form.made("programme", .optional) { text throws(FieldRefused) in
            try ProgrammeCode(text)
        }
        let unit = form.choice("unit", of: FeeUnit.self)
        let amount = form.yen("amount", within: amounts)
        let step = form.integer("step_minutes", .optional, within: FeeRate.timeSteps) ?? 30
        let rounding = form.choice("rounding", .optional, of: TimeRounding.self) ?? .up
        let preparation = form.integer("preparation_minutes", .optional, within: FeeRate.preparations) ?? 0
        let cap = form.yen("cap", .optional, within: 1...Yen.largestTransfer.amount)
        let isTaxIncluded = form.flag("tax_included")
        let basis = form.words("basis", .reason, atMost: 200)
        let days = form.validity()
        guard let rank, let unit, let amount, let isTaxIncluded, let basis, let days else { return nil }
        do throws(FeeRateRefusal) {
            let rate = try FeeRate(
                rankCode: rank.text,
                programmeCode: programme?.text,
                unit: unit,
                amount: amount,
                timeStepMinutes: step,
                rounding: rounding,
                preparationMinutes: preparation,
                cap: cap,
                taxIncluded: isTaxIncluded,
                validity: days,
                legalBasis: basis
            )
            return [.fee(rate)]
        } catch {
            switch error {
            case .timeStep:
                form.refuse("step_minutes", "even", "Minutes that are halved are an even number.")
            case .preparation:
                form.refuse(
                    "preparation_minutes",
                    "per_hour",
                    "Preparation is paid by a price per hour only."
                )
            case .code, .amount: form.refuse("amount", "wrong_value", "There is no such price.")
            }
            return nil
        }
    }

    @Sendable private static func withholdingRates(_ form: Form) -> [Rate]? {
        let payees = form.choice("payees", of: WithholdingClass.self)
        let read = form.parts("bands", atMost: 10)?.map { part in
            (
                part: part, from: part.yen("from", within: 0...Yen.largestTransfer.amount),
                tax: part.integer("income_tax_bp", within: 0...9999)
            )
        }
        let reconstruction = form.integer("reconstruction_permille", .optional, within: 0...1000) ?? 0
        let defence = form.integer("defence_permille", .optional, within: 0...1000) ?? 0
        let note = form.note()
        let days = form.validity()
        guard let payees, let read, let days, form.faults.entries.isEmpty else { return nil }
        guard !read.isEmpty else {
            form.refuse("bands", Expected.integer(1...10).code, "At least one band is expected.")
            return nil
        }
        let bands = read.compactMap { band in
            band.from.flatMap { from in band.tax.map { (part: band.part, from: from, tax: Int64($0)) } }
        }.sorted { $0.from < $1.from }
        let surtaxed = Int64(1000 + reconstruction + defence)
        var rates: [Rate] = []
        for (index, band) in bands.enumerated() {
            let rate = try? WithholdingRate(
                validity: days,
                payeeClass: payees,
                bandFrom: band.from,
                bandTo: index + 1 < bands.count ? bands[index + 1].from : nil,
                rateBasisPoints: band.tax * surtaxed / 1000,
                incomeTaxBasisPoints: band.tax,
                reconstructionPermille: Int64(reconstruction),
                defencePermille: Int64(defence)
            )
            guard let rate else {
                band.part.refuse(
                    "income_tax_bp",
                    "whole_basis_points",
                    "Bands begin at different yen; tax with surtaxes comes to whole basis points below 100 %."
                )
                return nil
            }
            rates.append(.withholding(rate, note: note))
        }
        return rates
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
            form.refuse("prefecture", Expected.absent.code, "A prefecture is for limits of lodging only.")
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

extension Form {
    /// Words beside a tax, at most 200 characters; none if they are absent.
    fileprivate func note() -> String {
        made("note", .optional) { text throws(FieldRefused) in
            try text.isEmpty ? "" : text.plainText(.comment, atMost: 200)
        } ?? ""
    }

    fileprivate func refuse(_ name: String, _ code: String, _ detail: String) {
        faults.add(pointer(to: name), code, detail)
    }
}
