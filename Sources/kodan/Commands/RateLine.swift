import KodanDomain

/// One rate as a line of text.
enum RateLine {
    static func text(_ rate: Rate) -> String {
        let key = rate.key?.description ?? ""
        let days = "\(rate.validity.first) to \(rate.validity.last?.description ?? "further notice")"
        return ([key, rate.subject, days] + figures(rate)).filter { !$0.isEmpty }.joined(separator: "  ")
    }

    private static func figures(_ rate: Rate) -> [String] {
        switch rate {
        case .fee(let rate): fee(rate)
        case .withholding(let rate, let note):
            [
                "above \(rate.bandFrom.grouped)" + (rate.bandTo.map { " to \($0.grouped)" } ?? "") + " yen",
                "\(percent(rate.rateBasisPoints)): income tax \(percent(rate.incomeTaxBasisPoints)), of it "
                    + "\(rate.reconstructionPermille)/1000 reconstruction, \(rate.defencePermille)/1000 defence",
                note,
            ]
        case .consumptionTax(let rate, let note): [percent(rate.basisPoints), note]
        case .deduction(let rate, let note): ["\(rate.percent) %", note]
        case .travel(let rate): ["\(rate.amount.grouped) yen", rate.legalBasis]
        case .evidence(let rule): ["above \(rule.above.grouped) yen", rule.legalBasis]
        }
    }

    private static func fee(_ rate: FeeRate) -> [String] {
        var parts: [String] = []
        switch rate.unit {
        case .perLecture: parts.append("\(rate.amount.grouped) yen a lecture")
        case .perHour:
            parts.append("\(rate.amount.grouped) yen an hour")
            parts.append("by \(rate.timeStepMinutes) minutes, \(rate.rounding.rawValue)")
            if rate.preparationMinutes > 0 { parts.append("preparation \(rate.preparationMinutes) minutes") }
        }
        if let cap = rate.cap { parts.append("at most \(cap.grouped) yen") }
        parts.append(rate.taxIncluded ? "tax included" : "tax added")
        return parts + [rate.legalBasis]
    }

    /// 1021 is `10.21 %`.
    private static func percent(_ basisPoints: Int64) -> String {
        let rest = String(basisPoints % 100)
        return "\(basisPoints / 100).\(rest.count < 2 ? "0" + rest : rest) %"
    }
}
