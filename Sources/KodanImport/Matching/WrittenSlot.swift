import Foundation
import KodanDomain

/// The time that a slot names: `2026-12-05T14:00:00+09:00/PT2H`, or in Japan time `2026/12/5 14:00-16:00` or
/// `令和8年12月5日(土)14時〜16時`.
///
/// Days and times of the second form are those of ``writtenDate(_:)`` and ``writtenTimes(_:)``. The text is
/// normalized. Nil for anything else, and where the end is not later than the start.
func writtenSlot(_ text: String) -> TimeRange? {
    if let parting = text.range(of: "/P") {
        guard let start = Instant(String(text[..<parting.lowerBound])),
            let minutes = writtenDuration(text[parting.lowerBound...].dropFirst())
        else { return nil }
        return TimeRange(start: start, minutes: minutes)
    }
    guard let end = endOfDay(in: text), let date = writtenDate(String(text[..<end])),
        let (from, to) = writtenTimes(hyphenated(text[end...]))
    else { return nil }
    return TimeRange(start: Instant(date, from), end: Instant(date, to))
}

/// Where the day ends and its times begin: behind a weekday in brackets or behind 日, else at the first blank.
private func endOfDay(in text: String) -> String.Index? {
    if let last = text.firstIndex(of: ")") ?? text.firstIndex(of: "日") { return text.index(after: last) }
    return text.firstIndex(of: " ")
}

/// The minutes of an ISO 8601 duration of hours and minutes, `PT2H`, `PT90M` or `PT1H30M`; nil for any other.
private func writtenDuration(_ text: Substring) -> Int? {
    guard text.hasPrefix("PT"), text.count > 2 else { return nil }
    var rest = text.dropFirst(2)
    var minutes = 0
    for (letter, length) in [("H", 60), ("M", 1)] {
        guard let end = rest.firstIndex(of: Character(letter)) else { continue }
        let digits = rest[..<end]
        guard (1...4).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(digits)
        else { return nil }
        minutes += number * length
        rest = rest[end...].dropFirst()
    }
    return rest.isEmpty ? minutes : nil
}
