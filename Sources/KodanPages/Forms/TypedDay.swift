public import KodanDomain

/// Days as people type or copy them into a text of several lines.
public enum TypedDay {
    /// The day of `2027-01-01`, `2027/1/1`, `2027年1月1日` or `令和9年1月1日`; nil for anything else and for a day that
    /// does not exist.
    public static func read(_ text: String) -> LocalDate? {
        var rest = text.normalized[...]
        let isReiwa = rest.hasPrefix("令和")
        if isReiwa { rest = rest.dropFirst(2) }
        if rest.hasSuffix("日") { rest = rest.dropLast() }
        var parts = rest.split(omittingEmptySubsequences: false) { "年月/-.".contains($0) }.map(String.init)
        guard parts.count == 3 else { return nil }
        if isReiwa, parts[0] == "元" { parts[0] = "1" }
        let widths = [isReiwa ? 1...2 : 4...4, 1...2, 1...2]
        let numbers = zip(parts, widths).compactMap { part, width -> Int? in
            guard width.contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39).contains($0) })
            else { return nil }
            return Int(part)
        }
        guard numbers.count == 3, numbers[0] > 0 else { return nil }
        return LocalDate(year: numbers[0] + (isReiwa ? 2018 : 0), month: numbers[1], day: numbers[2])
    }
}
