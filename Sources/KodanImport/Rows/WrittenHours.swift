import KodanDomain

/// The hours that people write as `月-金 9:00-18:00; 土 10:00-12:00` or `mon-fri 9:00-18:00`.
///
/// Days may be lists (`月・水・金`, `mon,wed`), spans that may pass Sunday, or 平日, 土日 and 毎日. Semicolons part the
/// entries. The text is normalized. Throws ``FieldRefused``.
func writtenHours(_ text: String) throws(FieldRefused) -> [WeeklyHours] {
    var hours: [WeeklyHours] = []
    for entry in text.split(separator: ";") {
        let plain = hyphenated(entry)
        guard let start = plain.firstIndex(where: { ("0"..."9").contains($0) }),
            let days = writtenWeekdays(String(plain[..<start])),
            let (from, to) = writtenTimes(String(plain[start...]))
        else { throw FieldRefused(.weeklyHours, expected: .hours) }
        for day in days { hours.append(try WeeklyHours(day, from: from, to: to)) }
    }
    return try PresenterDraft.disjoint(hours)
}

/// The two times that people write as `9:00-18:00` or `9時-18時`; nil for anything else.
func writtenTimes(_ text: String) -> (TimeOfDay, TimeOfDay)? {
    let parts = text.filter { $0 != " " }.split(separator: "-")
    guard parts.count == 2, let from = time(parts[0]), let to = time(parts[1]) else { return nil }
    return (from, to)
}

private func time(_ text: Substring) -> TimeOfDay? {
    if text.hasSuffix("時") { return TimeOfDay(text.dropLast() + ":00") }
    if text.hasSuffix("分") {
        return TimeOfDay(String(text.dropLast().map { $0 == "時" ? ":" : $0 }))
    }
    return TimeOfDay(String(text))
}

/// The text with a hyphen for each sign that people write between the ends of a span, the long vowel mark among them.
func hyphenated(_ text: some StringProtocol) -> String {
    String(text.map { "~〜–−—―‐ー".contains($0) ? "-" : $0 })
}

/// The days of a list, a span or a group of weekdays: `月・水`, `mon-fri`, `月〜金`, `平日`; nil for anything else.
func writtenWeekdays(_ text: String) -> [Weekday]? {
    let plain = hyphenated(text.lowercased().filter { $0 != " " })
    if let group = dayGroups[plain] { return group }
    var days: [Weekday] = []
    for item in plain.split(whereSeparator: { "・,、/".contains($0) }) {
        let ends = item.split(separator: "-", omittingEmptySubsequences: false)
        if ends.count == 2, let first = weekday(ends[0]), let last = weekday(ends[1]) {
            let count = (last.rawValue - first.rawValue + 7) % 7 + 1
            days += (0..<count).map { Weekday.allCases[(first.rawValue - 1 + $0) % 7] }
        } else if ends.count == 1, let day = weekday(item) {
            days.append(day)
        } else {
            return nil
        }
    }
    return days.isEmpty ? nil : days
}

private func weekday(_ text: Substring) -> Weekday? {
    var text = text
    if text.hasSuffix("曜日") { text = text.dropLast(2) } else if text.hasSuffix("曜") { text = text.dropLast() }
    return Weekday.allCases.first { day in
        let names = dayNames[day.rawValue - 1]
        return text == names.0 || text == names.1 || text == names.1.prefix(3)
    }
}

/// The one character by which a weekday goes in brackets: `土`.
func writtenName(of day: Weekday) -> String { dayNames[day.rawValue - 1].0 }

private let dayGroups: [String: [Weekday]] = [
    "平日": Weekday.allCases.filter { !$0.isWeekend },
    "土日": Weekday.allCases.filter(\.isWeekend),
    "毎日": Weekday.allCases,
]

private let dayNames = [
    ("月", "monday"), ("火", "tuesday"), ("水", "wednesday"), ("木", "thursday"), ("金", "friday"),
    ("土", "saturday"), ("日", "sunday"),
]
