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
        let clock = "\(padded(ofDay / 3600, 2)):\(padded(ofDay / 60 % 60, 2)):\(padded(ofDay % 60, 2))"
        return "\(date)T\(clock)\(fraction == 0 ? "" : "." + padded(fraction, 6))+09:00"
    }

    /// Orders by time.
    public static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }
}

extension Instant {
    /// Reads RFC 3339 (`2026-12-05T14:00:00+09:00`, `2026-12-05T05:00Z`); nil for any other text.
    ///
    /// The zone is required; seconds may be left out; a fraction has at most six digits.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 17, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
            let date = LocalDate(String(text.prefix(10)))
        else { return nil }
        var rest = bytes[11...]
        func digits(_ count: Int) -> Int? {
            guard rest.count >= count else { return nil }
            var value = 0
            for byte in rest.prefix(count) {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            rest = rest.dropFirst(count)
            return value
        }
        func skip(_ byte: Character) -> Bool {
            guard let value = byte.asciiValue, rest.first == value else { return false }
            rest = rest.dropFirst()
            return true
        }
        guard let hour = digits(2), hour < 24, skip(":"), let minute = digits(2), minute < 60
        else { return nil }
        var second = 0
        var fraction = 0
        if skip(":") {
            guard let value = digits(2), value < 60 else { return nil }
            second = value
            if skip(".") {
                let tail = rest.prefix { (0x30...0x39).contains($0) }
                guard (1...6).contains(tail.count), let value = digits(tail.count) else { return nil }
                fraction = (tail.count..<6).reduce(value) { value, _ in value * 10 }
            }
        }
        guard let sign = rest.first else { return nil }
        rest = rest.dropFirst()
        var offset = 0
        if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            guard let hours = digits(2), hours < 24 else { return nil }
            _ = skip(":")
            var minutes = 0
            if !rest.isEmpty {
                guard let value = digits(2), value < 60 else { return nil }
                minutes = value
            }
            offset = (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1)
        } else if sign != UInt8(ascii: "Z") {
            return nil
        }
        guard rest.isEmpty else { return nil }
        let seconds = Int64(date.dayNumber) * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset * 60)
        self.init(microseconds: seconds * 1_000_000 + Int64(fraction))
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
