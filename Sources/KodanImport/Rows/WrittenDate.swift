import KodanDomain

/// The day that people write as `2026/12/5`, `2026-12-05`, `2026.12.5`, `2026年12月5日`, `R8.12.5` or `令和8年12月5日`, with
/// its weekday in brackets behind it or without: `2026/12/5(土)`.
///
/// The text is normalized. Nil for anything else, for a day that does not exist, that lies outside its era or that is
/// another day of the week: whoever wrote both may have meant either.
func writtenDate(_ text: String) -> LocalDate? {
    guard text.hasSuffix(")"), let bracket = text.lastIndex(of: "(") else { return plainDate(text) }
    let weekday = text[bracket...].dropFirst().dropLast()
    guard let date = plainDate(String(text[..<bracket]).normalized),
        writtenWeekdays(String(weekday)) == [date.weekday]
    else { return nil }
    return date
}

/// `text` with the weekday of its first day in the first brackets; nil where no day stands before brackets.
func withRightWeekday(_ text: String) -> String? {
    guard let open = text.firstIndex(of: "("), let close = text[open...].firstIndex(of: ")"),
        let date = plainDate(String(text[..<open]).normalized)
    else { return nil }
    return text[...open] + writtenName(of: date.weekday) + text[close...]
}

private func plainDate(_ text: String) -> LocalDate? {
    var rest = text[...]
    let era = eras.first { era in
        era.names.contains { name in
            guard rest.uppercased().hasPrefix(name) else { return false }
            rest = rest.dropFirst(name.count)
            return true
        }
    }
    if rest.hasSuffix("日") { rest = rest.dropLast() }
    let parts = rest.split(omittingEmptySubsequences: false) { "年月/-. ".contains($0) }
    guard parts.count == 3 else { return nil }
    let numbers = parts.enumerated().compactMap { index, part -> Int? in
        if index == 0, era != nil, part == "元" { return 1 }
        let width = index == 0 && era == nil ? 4...4 : 1...2
        guard width.contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(part)
    }
    guard numbers.count == 3, era == nil || numbers[0] >= 1,
        let date = LocalDate(year: numbers[0] + (era?.yearZero ?? 0), month: numbers[1], day: numbers[2])
    else { return nil }
    guard let era else { return date }
    return date.description >= era.first && date.description <= era.last ? date : nil
}

/// Eras in which a certificate can have been issued or expire; days as ISO 8601.
private let eras: [(names: [String], yearZero: Int, first: String, last: String)] = [
    (["令和", "R"], 2018, "2019-05-01", "9999-12-31"),
    (["平成", "H"], 1988, "1989-01-08", "2019-04-30"),
    (["昭和", "S"], 1925, "1926-12-25", "1989-01-07"),
]
