import Foundation
import KodanDomain
import Testing

@testable import KodanMail

private func lecture(
    _ number: Int64 = 17,
    title: String = "講習",
    place: String = "会館",
    note: String = "",
    sequence: Int = 0
) throws -> CalendarEvent {
    let during = try #require(
        Instant("2026-12-05T23:30:00+09:00").flatMap { TimeRange(start: $0, minutes: 90) }
    )
    return CalendarEvent(
        id: Assignment.ID(number),
        sequence: sequence,
        during: during,
        title: title,
        place: place,
        note: note
    )
}

private let now = Instant("2026-11-20T00:00:00+09:00") ?? Instant(microseconds: 0)

/// What another implementation reads.
private struct Read: Decodable, Equatable {
    struct Event: Decodable, Equatable {
        let uid: String
        let sequence: Int
        let start: String
        let end: String
        let summary: String
        let location: String
        let description: String
        let status: String
        let organizer: String
        let attendee: String
        let name: String
        let tzid: String
    }
    let method: String
    let zones: [String]
    let events: [Event]
}

@Suite("A calendar read by another implementation", .enabled(if: Peers.areThere))
struct ForeignCalendarTests {
    private func read(_ bytes: [UInt8]) throws -> Read {
        try JSONDecoder().decode(Read.self, from: Data(Peers.run("read_calendar.py", input: bytes).utf8))
    }

    @Test(
        "holds every text as it was",
        arguments: [
            "情報セキュリティ講習", "a; b, c \\ d: \"e\"", String(repeating: "講", count: 200), "一行\n二行\n",
            "BEGIN:VEVENT\nUID:evil", String(repeating: "𠮷", count: 40), "\\n", "a\\,b",
        ]
    )
    func texts(text: String) throws {
        let event = try lecture(title: text, place: text, note: text, sequence: 3)
        let organizer = try Mailbox(name: "講壇;事務局", address: EmailAddress("office@example.jp"))
        let attendee = try Mailbox(name: "Ana, \"B\": C", address: EmailAddress("ana@example.jp"))
        let calendar = CalendarText(
            method: .request,
            events: [event],
            organizer: organizer,
            attendee: attendee,
            at: now
        )
        let found = try read(calendar.bytes)
        let expected = Read.Event(
            uid: "asg-17@kodan",
            sequence: 3,
            start: "2026-12-05T23:30:00+09:00",
            end: "2026-12-06T01:00:00+09:00",
            summary: text,
            location: text,
            description: text,
            status: "CONFIRMED",
            organizer: "mailto:office@example.jp",
            attendee: "mailto:ana@example.jp",
            name: "Ana, 'B': C",
            tzid: "Asia/Tokyo"
        )
        #expect(found == Read(method: "REQUEST", zones: ["Asia/Tokyo"], events: [expected]))
    }

    @Test("calls off what was entered")
    func cancelled() throws {
        let to = try Mailbox(name: "", address: EmailAddress("ana@example.jp"))
        let part = MailCalendar(.cancel, try lecture(sequence: 4), to: to, from: to, at: now)
        let found = try read(Array(part.text.utf8))
        #expect(found.method == "CANCEL")
        #expect(found.events.map(\.status) == ["CANCELLED"] && found.events[0].sequence == 4)
        #expect(found.events[0].uid == "asg-17@kodan")
    }

    @Test("has many lectures in a feed, or none")
    func feed() throws {
        let events = try (1...300).map { try lecture($0) }
        let found = try read(CalendarText(method: .publish, events: events, name: "pre-1", at: now).bytes)
        #expect(found.events.map(\.uid) == (1...300).map { "asg-\($0)@kodan" })
        #expect(try read(CalendarText(method: .publish, events: [], at: now).bytes).events.isEmpty)
    }
}

@Suite("A calendar's lines")
struct CalendarLineTests {
    @Test("are of 75 bytes at most and end in CRLF, whatever the text", arguments: 0..<200)
    func folding(seed: Int) throws {
        let letters = ["a", "講", "𠮷", "é", ";", ",", "\\", "\n", "\r", "\u{0}", " ", "👩‍👩‍👧"]
        let text = (0..<(seed * 3)).map { letters[($0 * 7 + seed * $0 * $0) % letters.count] }.joined()
        let calendar = CalendarText(
            method: .publish,
            events: [try lecture(title: text, place: text)],
            at: now
        )
        let whole = String(decoding: calendar.bytes, as: UTF8.self)
        let lines = whole.components(separatedBy: "\r\n")
        #expect(lines.last == "" && lines.dropLast().allSatisfy { !$0.isEmpty && $0.utf8.count <= 75 })
        #expect(!lines.contains { $0.utf8.contains { $0 < 0x20 } })
        // No line of a text passes for a property.
        let properties = lines.filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" && $0 != ";" } }
        #expect(properties.count { $0 == "BEGIN" } == 4 && properties.count { $0 == "UID" } == 1)
    }
}
