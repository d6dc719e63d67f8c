import KodanDomain

/// Whole numbers as people type them: `３０名`, `10,000円`, `¥10,000`, `令和9年度`.
public enum TypedNumber {
    /// The number that `text` says in the field `name`, a path such as `travel/0/amount`; nil where it says none, or
    /// not for certain.
    ///
    /// Digits may be full-width and have the unit of the field, which no other unit replaces: minutes in hours are not
    /// guessed. Commas part thousands or nothing, so that an amount that lost a digit is not taken for a tenth.
    public static func read(_ text: String, of name: String) -> Int? {
        let kind = kinds[String(name.split(separator: "/").last ?? "")]
        var rest = text.normalized[...]
        if kind == .yen, let sign = rest.first, "¥\\".contains(sign) { rest = rest.dropFirst() }
        if let unit = kind?.units.first(where: { rest.lowercased().hasSuffix($0) }) {
            rest = rest.dropLast(unit.count)
        }
        rest = rest.trimmed
        if kind == .year, let year = reiwa(rest) { return year }
        return whole(rest)
    }

    /// What a field counts.
    private enum Kind {
        case people, yen, minutes, kilometres, nights, copies, lectures, days, year, percent

        /// What may stand behind the number, longer ones first.
        var units: [String] {
            switch self {
            case .people: ["名", "人"]
            case .yen: ["円"]
            case .minutes: ["分間", "分"]
            case .kilometres: ["キロメートル", "キロ", "km"]
            case .nights: ["泊"]
            case .copies: ["部", "冊", "枚"]
            case .lectures: ["回"]
            case .days: ["日間", "日前", "日"]
            case .year: ["年度", "年"]
            case .percent: ["パーセント", "%"]
            }
        }
    }

    /// By the last step of a field's path; fields of hundredths of a percent are none of them.
    private static let kinds: [String: Kind] = [
        "attendance": .people, "expected_attendance": .people, "minimum_attendance": .people,
        "capacity": .people,
        "amount": .yen, "amount_min": .yen, "amount_max": .yen, "cap": .yen, "above": .yen, "from": .yen,
        "travel_to_presenter": .yen, "travel_directly": .yen, "consumption_tax": .yen,
        "minutes": .minutes, "step_minutes": .minutes, "preparation_minutes": .minutes,
        "reach_minutes": .minutes,
        "kilometres": .kilometres, "nights": .nights, "quantity": .copies, "printed_copies": .copies,
        "monthly_cap": .lectures, "yearly_cap": .lectures, "days": .days, "lead_days": .days,
        "year": .year, "fiscal_year": .year, "percent": .percent,
    ]

    private static func reiwa(_ text: Substring) -> Int? {
        guard let era = ["令和", "R", "r"].first(where: { text.hasPrefix($0) }) else { return nil }
        let number = text.dropFirst(era.count).trimmed
        if number == "元" { return 2019 }
        return whole(number).flatMap { (1...99).contains($0) ? 2018 + $0 : nil }
    }

    private static func whole(_ text: Substring) -> Int? {
        let sign = text.hasPrefix("-") ? "-" : ""
        let groups = text.dropFirst(sign.count).split(separator: ",", omittingEmptySubsequences: false)
        let isGrouped = groups.count == 1 || (1...3).contains(groups[0].count)
        guard isGrouped, groups.dropFirst().allSatisfy({ $0.count == 3 }),
            groups.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        return Int(sign + groups.joined())
    }
}

extension Substring {
    /// Without the blanks at both ends.
    fileprivate var trimmed: Substring {
        var rest = self
        while rest.first == " " { rest = rest.dropFirst() }
        while rest.last == " " { rest = rest.dropLast() }
        return rest
    }
}
