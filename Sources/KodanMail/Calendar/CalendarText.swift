public import KodanDomain

/// Lectures in the form of RFC 5545, with Japan's time zone, which has known no summer time since 1951.
public struct CalendarText: Sendable {
    /// The longest line in bytes, without its line break.
    static let width = 75

    private let method: CalendarMethod
    private let events: [CalendarEvent]
    private let organizer: Mailbox?
    private let attendee: Mailbox?
    private let now: Instant
    private let name: String?

    /// A calendar with these lectures, made at `now`; `name` is what a feed is called.
    public init(
        method: CalendarMethod,
        events: [CalendarEvent],
        organizer: Mailbox? = nil,
        attendee: Mailbox? = nil,
        name: String? = nil,
        at now: Instant
    ) {
        self.method = method
        self.events = events
        self.organizer = organizer
        self.attendee = attendee
        self.name = name
        self.now = now
    }

    /// The bytes, lines ending in CRLF.
    public var bytes: [UInt8] { Array((lines.joined(separator: "\r\n") + "\r\n").utf8) }

    /// The folded lines.
    var lines: [String] {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kodan//Kodan//JA", "CALSCALE:GREGORIAN",
            "METHOD:\(method.rawValue)",
        ]
        if let name { lines.append("X-WR-CALNAME:\(CalendarText.escaped(name))") }
        lines += [
            "BEGIN:VTIMEZONE", "TZID:Asia/Tokyo", "BEGIN:STANDARD", "DTSTART:19510909T010000",
            "TZOFFSETFROM:+0900", "TZOFFSETTO:+0900", "TZNAME:JST", "END:STANDARD", "END:VTIMEZONE",
        ]
        for event in events { lines += self.lines(of: event) }
        lines.append("END:VCALENDAR")
        return lines.flatMap { CalendarText.folded($0) }
    }

    private func lines(of event: CalendarEvent) -> [String] {
        let isCancelled = event.isCancelled || method == .cancel
        var lines = [
            "BEGIN:VEVENT", "UID:\(event.id)@kodan", "SEQUENCE:\(event.sequence)", "DTSTAMP:\(now.universal)",
            "DTSTART;TZID=Asia/Tokyo:\(event.during.start.local)",
            "DTEND;TZID=Asia/Tokyo:\(event.during.end.local)",
            "SUMMARY:\(CalendarText.escaped(event.title))",
            "STATUS:\(isCancelled ? "CANCELLED" : "CONFIRMED")",
        ]
        if !event.place.isEmpty { lines.append("LOCATION:\(CalendarText.escaped(event.place))") }
        if !event.note.isEmpty { lines.append("DESCRIPTION:\(CalendarText.escaped(event.note))") }
        if let organizer { lines.append("ORGANIZER\(CalendarText.named(organizer))") }
        if let attendee {
            // Answers go by Kodan's own ways: nothing is asked of the mail program.
            lines.append("ATTENDEE;RSVP=FALSE;PARTSTAT=ACCEPTED\(CalendarText.named(attendee))")
        }
        return lines + ["END:VEVENT"]
    }

    /// `;CN="…":mailto:…`; a parameter holds neither quotes nor controls.
    private static func named(_ mailbox: Mailbox) -> String {
        let name = mailbox.name.replacing("\"", with: "'")
        return (name.isEmpty ? "" : ";CN=\"\(name)\"") + ":mailto:\(mailbox.address)"
    }

    /// A text as a value; line breaks are told by `\n`, other controls are left out.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
            switch scalar {
            case "\\", ";", ",": escaped += "\\" + String(scalar)
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": escaped += "\\n"
            case _ where scalar.properties.generalCategory == .control: break
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// The line cut after 75 bytes, never within a character; what follows begins with a blank.
    static func folded(_ line: String) -> [String] {
        var lines: [String] = []
        var current = ""
        var length = 0
        for scalar in line.unicodeScalars {
            let size = String(scalar).utf8.count
            if length + size > width {
                lines.append(current)
                current = " "
                length = 1
            }
            current.unicodeScalars.append(scalar)
            length += size
        }
        return lines + [current]
    }
}

extension Instant {
    /// `20261205T140000`, in Japan.
    fileprivate var local: String {
        let text = String(description.prefix(19))
        return text.replacing("-", with: "").replacing(":", with: "")
    }

    /// `20261205T050000Z`.
    fileprivate var universal: String { adding(minutes: -540).local + "Z" }
}
