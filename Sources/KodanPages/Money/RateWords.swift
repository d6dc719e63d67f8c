import KodanDomain
import KodanText

/// Rows of the dated tables, as an honorarium's page tells them.
enum RateWords {
    /// What a row sets.
    static func name(_ rate: Rate) -> String {
        switch rate {
        case .fee: "謝金の単価"
        case .withholding: "源泉徴収税率"
        case .consumptionTax: "消費税率"
        case .deduction: "経過措置の控除割合"
        case .travel(let rate): NameText.name(of: rate.kind, in: .japanese)
        case .evidence: "証憑の要否"
        }
    }

    /// What it says.
    static func value(_ rate: Rate) -> String {
        switch rate {
        case .fee(let rate): fee(rate)
        case .withholding(let rate, _): percent(rate.rateBasisPoints)
        case .consumptionTax(let rate, _): percent(rate.basisPoints)
        case .deduction(let rate, _): "\(rate.percent)％"
        case .travel(let rate): PageWords.yen(rate.amount)
        case .evidence(let rule): "\(PageWords.yen(rule.above))を超えるとき必要"
        }
    }

    /// By what rule of the body it stands; the national tables carry a note instead.
    static func basis(_ rate: Rate) -> String {
        switch rate {
        case .fee(let rate): rate.legalBasis
        case .withholding(_, let note), .consumptionTax(_, let note), .deduction(_, let note): note
        case .travel(let rate): rate.legalBasis
        case .evidence(let rule): rule.legalBasis
        }
    }

    private static func fee(_ rate: FeeRate) -> String {
        var words: String
        switch rate.unit {
        case .perLecture: words = "1回 \(PageWords.yen(rate.amount))"
        case .perHour:
            words = "1時間 \(PageWords.yen(rate.amount))（\(rate.timeStepMinutes)分単位で\(rounding(rate.rounding))"
            words += rate.preparationMinutes > 0 ? "、準備\(rate.preparationMinutes)分を加える）" : "）"
        }
        if let cap = rate.cap { words += "、上限\(PageWords.yen(cap))" }
        return words + (rate.taxIncluded ? "、税込み" : "、税別")
    }

    private static func rounding(_ rounding: TimeRounding) -> String {
        switch rounding {
        case .up: "切上げ"
        case .down: "切捨て"
        case .halfUp: "四捨五入"
        case .halfOrWhole: "半単位または1単位に切上げ"
        }
    }

    /// `10.21％` of 1021 basis points.
    static func percent(_ basisPoints: Int64) -> String {
        let (whole, rest) = basisPoints.quotientAndRemainder(dividingBy: 100)
        if rest == 0 { return "\(whole)％" }
        return "\(whole).\(rest < 10 ? "0" : "")\(rest)％"
    }
}
