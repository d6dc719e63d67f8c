/// A moment, in whole microseconds since 1970-01-01T00:00:00Z, as PostgreSQL's `timestamptz` keeps it.
///
/// Japan keeps one zone without summer time, so clock times are always +09:00.
public struct Instant: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public let microseconds: Int64

    /// The moment that lies this many microseconds after 1970-01-01T00:00:00Z.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// `time` o'clock in Japan on `date`.
    public init(_ date: LocalDate, _ time: TimeOfDay) {
        let minutes = Int64(date.dayNumber) * 1440 + Int64(time.minutes) - 540
        microseconds = minutes * 60_000_000
    }

    /// The day in Japan.
    public var date: LocalDate {
        LocalDate(dayNumber: Int((microseconds + 540 * 60_000_000).flooredQuotient(86_400_000_000)))
    }

    /// The time of day in Japan, seconds dropped.
    public var time: TimeOfDay {
        let local = microseconds + 540 * 60_000_000
        let ofDay = local - local.flooredQuotient(86_400_000_000) * 86_400_000_000
        return TimeOfDay(minutes: Int(ofDay / 60_000_000)) ?? .midnight
    }

    /// The moment that lies `minutes` later, or earlier if negative.
    public func adding(minutes: Int) -> Instant {
        Instant(microseconds: microseconds + Int64(minutes) * 60_000_000)
    }

    /// The moment that lies `days` times 24 hours later, or earlier if negative.
    public func adding(days: Int) -> Instant { adding(minutes: days * 1440) }

    /// Whole minutes from this moment to `other`, rounded down.
    public func minutes(until other: Instant) -> Int {
        Int((other.microseconds - microseconds).flooredQuotient(60_000_000))
    }

    /// RFC 3339 with Japan's offset: `2026-12-05T14:00:00+09:00`; a fraction only where there is one.
    public var description: String {
        let local = microseconds + 540 * 60_000_000
        let second = local.flooredQuotient(1_000_000)
        let fraction = Int(local - second * 1_000_000)
        let ofDay = Int(second - second.flooredQuotient(86_400) * 86_400)
        func digit(_ number: Int) -> UInt8 { UInt8(0x30 + number % 10) }
        let clock: [UInt8] = [
            UInt8(ascii: "T"), digit(ofDay / 36_000), digit(ofDay / 3600), UInt8(ascii: ":"),
            digit(ofDay / 600 % 6), digit(ofDay / 60), UInt8(ascii: ":"),
            digit(ofDay / 10 % 6), digit(ofDay),
        ]
        return "\(date)\(String(decoding: clock, as: UTF8.self))"
            + "\(fraction == 0 ? "" : "." + padded(fraction, 6))+09:00"
    }

    /// Orders by time.
    public static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }
}

extension Instant {
    /// Reads RFC 3339 (`2026-12-05T14:00:00+09:00`, `2026-12-05T05:00Z`); nil for any other text.
    ///
    /// The zone is required; seconds may be left out; a fraction has at most six digits, and noughts behind them as far
    /// as nine, as some programs write them.
    public init?(_ text: String) { self.init(text[...]) }

    /// Reads a part of a text as it reads a whole one.
    public init?(_ text: Substring) {
        var rest = DigitReader(text)
        guard let year = rest.digits(4), rest.skip("-"), let month = rest.digits(2), rest.skip("-"),
            let day = rest.digits(2), let date = LocalDate(year: year, month: month, day: day),
            rest.skip("T") || rest.skip(" "),
            let hour = rest.digits(2), hour < 24, rest.skip(":"), let minute = rest.digits(2), minute < 60
        else { return nil }
        var second = 0
        var fraction = 0
        if rest.skip(":") {
            guard let value = rest.digits(2), value < 60 else { return nil }
            second = value
            if rest.skip(".") {
                guard let value = rest.fraction(ofAtMost: 6) else { return nil }
                fraction = value
                var noughts = 0
                while noughts < 3, rest.skip("0") { noughts += 1 }
            }
        }
        guard let offset = rest.offset(), rest.isAtEnd else { return nil }
        let seconds = Int64(date.dayNumber) * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset * 60)
        self.init(microseconds: seconds * 1_000_000 + Int64(fraction))
    }
}

/// Reads numbers of fixed width from a text, byte by byte: a page of a list holds hundreds of moments.
private struct DigitReader {
    private var rest: Substring.UTF8View.Iterator
    private var next: UInt8?

    init(_ text: Substring) {
        rest = text.utf8.makeIterator()
        next = rest.next()
    }

    var isAtEnd: Bool { next == nil }

    /// The number that the next `count` digits make; nil if there are fewer.
    mutating func digits(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// What one to `most` digits behind a point stand for, in units of the last of them; nil if there are none.
    mutating func fraction(ofAtMost most: Int) -> Int? {
        var value = 0
        var count = 0
        while count < most, let digit = digit() {
            value = value * 10 + digit
            count += 1
        }
        guard count > 0 else { return nil }
        return (count..<most).reduce(value) { value, _ in value * 10 }
    }

    /// The offset of a zone in minutes: `Z`, `+09`, `+0900` or `+09:00`; nil for anything else.
    mutating func offset() -> Int? {
        if skip("Z") { return 0 }
        let isWest = skip("-")
        guard isWest || skip("+"), let hours = digits(2), hours < 24 else { return nil }
        var minutes = 0
        let wantsMinutes = skip(":")
        if wantsMinutes || !isAtEnd {
            guard let value = digits(2), value < 60 else { return nil }
            minutes = value
        }
        return (hours * 60 + minutes) * (isWest ? -1 : 1)
    }

    /// Goes on behind `sign` if it comes next.
    mutating func skip(_ sign: Unicode.Scalar) -> Bool {
        guard let next, next == UInt8(ascii: sign) else { return false }
        self.next = rest.next()
        return true
    }

    private mutating func digit() -> Int? {
        guard let next, (0x30...0x39).contains(next) else { return nil }
        self.next = rest.next()
        return Int(next - 0x30)
    }
}

/// A time of day in Japan, to the minute: `14:00`.
public struct TimeOfDay: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Minutes since midnight, 0 to 1439.
    public let minutes: Int

    /// The time that lies this many minutes after midnight; nil outside one day.
    public init?(minutes: Int) {
        guard (0..<1440).contains(minutes) else { return nil }
        self.minutes = minutes
    }

    /// The time with these parts; nil if there is none.
    public init?(hour: Int, minute: Int) {
        guard (0..<24).contains(hour), (0..<60).contains(minute) else { return nil }
        minutes = hour * 60 + minute
    }

    /// Reads `9:00` or `14:00`, and nothing else.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            text.utf8.allSatisfy({ $0 == 0x3A || (0x30...0x39).contains($0) }),
            let hour = Int(parts[0]), let minute = Int(parts[1])
        else { return nil }
        self.init(hour: hour, minute: minute)
    }

    /// `00:00`.
    public static let midnight = TimeOfDay(trusted: 0)

    private init(trusted minutes: Int) { self.minutes = minutes }

    /// `14:00`.
    public var description: String { "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))" }

    /// Orders by time.
    public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minutes < right.minutes }
}

extension Int64 {
    /// Division rounding toward negative infinity, for moments before 1970.
    func flooredQuotient(_ divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
