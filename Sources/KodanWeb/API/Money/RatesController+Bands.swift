import KodanDomain
import KodanText

/// The two tables whose rows have many parts.
extension RatesController {
    @Sendable static func feeRate(_ form: Form) -> [Rate]? {
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
                form.refuse("step_minutes", "even", .body(.minutesOdd))
            case .preparation:
                form.refuse(
                    "preparation_minutes",
                    "per_hour",
                    .body(.preparationByHourOnly)
                )
            case .code, .amount: form.refuse("amount", "wrong_value", .body(.noSuchPrice))
            }
            return nil
        }
    }

    @Sendable static func withholdingRates(_ form: Form) -> [Rate]? {
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
            form.refuse("bands", Expected.count(1...10).code, .body(.bandMissing))
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
                    .body(.bandsUneven)
                )
                return nil
            }
            rates.append(.withholding(rate, note: note))
        }
        return rates
    }
}

extension Form {
    /// Words beside a tax, at most 200 characters; none if they are absent.
    func note() -> String {
        made("note", .optional) { text throws(FieldRefused) in
            try text.isEmpty ? "" : text.plainText(.comment, atMost: 200)
        } ?? ""
    }
}
