public import KodanDomain
import KodanExport

/// The tax on one payment in words, step by step.
public enum TaxQuoteText {
    /// What documents call the tax; nil where none is withheld.
    public static func taxName(of quote: TaxQuote) -> String? { quote.withholding.wording?.documentText }

    /// Lines to be read from top to bottom: what was asked, the base, each band with its rate, tax and net.
    public static func lines(_ quote: TaxQuote, in language: Language) -> [String] {
        let day = DateText.day(quote.question.date, in: language)
        var lines = [
            language("支払日：\(day)", "Payment date: \(day)"),
            language("支払先：\(payee(quote, language))", "Payee: \(payee(quote, language))"),
        ]
        if case .net(let net) = quote.question.amount {
            lines.append(
                language(
                    "手取額\(yen(net, language))の約束 → 支払額\(yen(quote.gross, language))",
                    "A net promise of \(yen(net, language)) is a gross amount of \(yen(quote.gross, language))"
                )
            )
        } else {
            lines.append(language("支払額：", "Gross: ") + yen(quote.gross, language))
        }
        if let tax = quote.question.separateConsumptionTax {
            lines.append(
                language(
                    "うち消費税額（支払先の書類で区分）：\(yen(tax, language))（源泉徴収の対象外）",
                    "Consumption tax shown apart by the payee: \(yen(tax, language)), not in the base"
                )
            )
        }
        lines.append(language("源泉徴収の対象額：", "Base: ") + yen(quote.base, language))
        if quote.withholding.wording != nil { lines += quote.bands.map { band($0, language) } }
        lines.append(tax(quote, language))
        lines.append(language("差引支払額：", "Net: ") + yen(quote.net, language))
        if quote.isWithoutTreatyRelief {
            lines.append(
                language(
                    "租税条約による軽減・免除は考慮していません。適用には、支払日の前日までに届出書の提出が必要です。",
                    "Without treaty relief: that needs the notification to be filed by the day before the payment."
                )
            )
        }
        return lines
    }

    /// Why there is no answer, and what to do.
    public static func sentence(
        _ refusal: TaxQuoteRefusal,
        days: DateRange?,
        in language: Language
    ) -> String {
        let most = WithholdingTable.largestBase.grouped
        switch refusal {
        case .withholding(.outsideTable(_, let day)):
            let span = days.map { days in
                language(
                    "（税率表の期間：\(days.first)\(days.last.map { "から\($0)まで" } ?? "以降")）",
                    " (the table goes from \(days.first)\(days.last.map { " to \($0)" } ?? " on"))"
                )
            }
            return language(
                "\(day)の税率がありません\(span ?? "")。支払日を確認してください。",
                "There is no rate for \(day)\(span ?? ""); please check the payment date."
            )
        case .withholding(.negative(let yen)), .withholding(.tooLarge(let yen)):
            return language(
                "金額\(yen.grouped)円は計算できません。0円から\(most)円までの整数で入力してください。",
                "\(yen.grouped) yen cannot be quoted; please give whole yen from 0 to \(most)."
            )
        case .consumptionTax(let tax):
            return language(
                "消費税額\(tax.grouped)円は、0円以上、支払額以下にしてください。",
                "The consumption tax of \(tax.grouped) yen must lie between zero and the gross amount."
            )
        case .netWithConsumptionTax:
            return language(
                "手取額の約束と区分された消費税額は同時に指定できません。消費税が手取額に含まれるか、支払先に確認してください。",
                "A net promise with consumption tax beside it is ambiguous: ask the payee whether it includes the tax."
            )
        case .foreignCorporation:
            return language(
                "外国法人への支払は自動で計算できません。経理担当者にご相談ください。",
                "Payments to foreign corporations are not calculated; please ask accounting."
            )
        }
    }

    private static func payee(_ quote: TaxQuote, _ language: Language) -> String {
        switch (quote.question.legalStatus, quote.question.residency) {
        case (.individual, .resident): language("個人（居住者）", "individual, resident")
        case (.individual, .nonresident): language("個人（非居住者）", "individual, non-resident")
        case (.corporation, .resident): language("法人（内国法人）", "domestic corporation")
        case (.corporation, .nonresident): language("法人（外国法人）", "foreign corporation")
        }
    }

    private static func band(_ band: TaxQuoteBand, _ language: Language) -> String {
        let rate = band.rate
        let percent = percent(rate.rateBasisPoints, decimals: 2)
        var parts = [
            language("所得税", "income tax ") + self.percent(rate.incomeTaxBasisPoints, decimals: 2)
        ]
        if rate.reconstructionPermille > 0 {
            let surtax = self.percent(rate.reconstructionPermille, decimals: 1)
            parts.append(language("復興特別所得税はその\(surtax)", "reconstruction surtax \(surtax) of it"))
        }
        if rate.defencePermille > 0 {
            let surtax = self.percent(rate.defencePermille, decimals: 1)
            parts.append(language("防衛特別所得税はその\(surtax)", "defence surtax \(surtax) of it"))
        }
        let validity = language(
            "\(rate.validity.first)から\(rate.validity.last.map { "\($0)まで" } ?? "")",
            "from \(rate.validity.first)\(rate.validity.last.map { " to \($0)" } ?? "")"
        )
        let exact = tenThousandths(band.exactTenThousandths)
        let step = "\(yen(band.part, language)) × \(percent) = \(exact)\(language("円", " yen"))"
        return "  \(step)\(language("（", " ("))\(language.list(parts))\(language("、", "; "))\(validity)"
            + language("）", ")")
    }

    private static func tax(_ quote: TaxQuote, _ language: Language) -> String {
        guard let wording = quote.withholding.wording else {
            return language(
                "源泉徴収税額：0円（内国法人への支払のため）",
                "Tax withheld: 0 yen, since it is a domestic corporation"
            )
        }
        let name = wording.documentText
        return language(
            "源泉徴収税額（\(name)）：\(yen(quote.tax, language))（1円未満切捨て）",
            "Tax withheld (\(name)): \(yen(quote.tax, language)), fractions dropped once"
        )
    }

    private static func yen(_ yen: Yen, _ language: Language) -> String {
        language("\(yen.grouped)円", "\(yen.grouped) yen")
    }

    /// 1021 with 2 decimals is `10.21%`, 1000 is `10%`, 21 with 1 decimal is `2.1%`.
    private static func percent(_ value: Int64, decimals: Int) -> String {
        let scale: Int64 = decimals == 1 ? 10 : 100
        return decimal(value, scale: scale, decimals) + "%"
    }

    /// 1/10,000 yen as decimals.
    private static func tenThousandths(_ value: Int64) -> String {
        let (whole, rest) = value.quotientAndRemainder(dividingBy: 10_000)
        return Yen(whole).grouped + fraction(rest, 4)
    }

    private static func decimal(_ value: Int64, scale: Int64, _ decimals: Int) -> String {
        let (whole, rest) = value.quotientAndRemainder(dividingBy: scale)
        return "\(whole)" + fraction(rest, decimals)
    }

    /// `.21` of 21 with two decimals; nothing of zero, no zeros behind.
    private static func fraction(_ rest: Int64, _ decimals: Int) -> String {
        guard rest > 0 else { return "" }
        let digits = String(rest)
        var text = String(repeating: "0", count: decimals - digits.utf8.count) + digits
        while text.hasSuffix("0") { text.removeLast() }
        return "." + text
    }
}
