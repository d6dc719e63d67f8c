import Foundation
import KodanDomain

/// The time that a slot names: `2026-12-05T14:00:00+09:00/PT2H`, or in Japan time `2026/12/5 14:00-16:00`.
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
    guard let blank = text.firstIndex(of: " "), let date = writtenDate(String(text[..<blank])) else {
        return nil
    }
    let plain = text[blank...].map { "~〜–−".contains($0) ? "-" : $0 }
    guard let (from, to) = writtenTimes(String(plain)) else { return nil }
    return TimeRange(start: Instant(date, from), end: Instant(date, to))
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
