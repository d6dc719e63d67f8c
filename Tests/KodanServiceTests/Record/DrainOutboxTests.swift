import Foundation
import KodanDomain
import KodanMail
import KodanService
import KodanStore
import KodanTestSupport
import Testing

@Suite("Draining the outbox", .database)
struct DrainOutboxTests {
    private let room = MailRoom()
    private let clock = TestDatabase.current.clock

    @Test("hands over each mail once, written from its template")
    func once() async throws {
        try await room.put(3)
        #expect(try await room.drain(batchSize: 2)() == DrainOutcome(sent: 3))
        #expect(room.mails.map(\.to.address.text) == (1...3).map { "ana\($0)@example.jp" })
        let first = try #require(room.mails.first)
        #expect(first.subject == "振込口座の変更を受け付けました（acc-1）")
        #expect(first.body.contains("567") && first.body.hasSuffix("講壇事務局\n"))
        #expect(first.date == clock.now)
        #expect(try await room.drain()() == DrainOutcome())
        #expect(Set(try await room.stored()) == [MailRoom.Stored(state: "sent", attempts: 1, error: nil)])
    }

    @Test("twice at once hands over each mail once")
    func together() async throws {
        try await room.put(40)
        let slow = try room.drain(batchSize: 3) { usleep(2000) }
        async let one = slow()
        async let other = slow()
        let (first, second) = try await (one, other)
        #expect(first.sent + second.sent == 40)
        #expect(room.mails.count == 40)
        #expect(Set(room.mails.map(\.messageID)).count == 40)
    }

    @Test("puts off what fails, keeps no other back, and gives up after ten tries")
    func failures() async throws {
        try await room.put(3)
        room.fail(at: ["ana2@example.jp"])
        let drain = try room.drain()
        #expect(try await drain() == DrainOutcome(sent: 2, putOff: 1))
        for minutes in [1, 2, 4, 8, 16, 32, 64, 128, 256] {
            clock.advance(minutes: minutes - 1)
            #expect(try await drain() == DrainOutcome(), "\(minutes)")
            clock.advance(minutes: 1)
            let expected = minutes == 256 ? DrainOutcome(dead: 1) : DrainOutcome(putOff: 1)
            #expect(try await drain() == expected, "\(minutes)")
        }
        clock.advance(days: 30)
        #expect(try await drain() == DrainOutcome())
        #expect(room.mails.map(\.to.address.text) == ["ana1@example.jp", "ana3@example.jp"])
        #expect(try await room.stored()[1] == MailRoom.Stored(state: "dead", attempts: 10, error: "Down()"))
    }

    @Test("sends what failed once it can, the same mail")
    func recovery() async throws {
        try await room.put(1)
        room.fail(at: ["ana1@example.jp"])
        _ = try await room.drain()()
        let queued = clock.now
        room.fail(at: [])
        clock.advance(minutes: 1)
        #expect(try await room.drain()() == DrainOutcome(sent: 1))
        #expect(room.mails.map(\.date) == [queued])
        #expect(room.mails[0].messageID.text.hasSuffix(".acc-1@kodan"))
        #expect(try await room.stored() == [MailRoom.Stored(state: "sent", attempts: 2, error: nil)])
    }

    @Test("puts off what no template can word")
    func unknownKind() async throws {
        try await room.put(1, kind: "greeting")
        try await room.put(1)
        #expect(try await room.drain()() == DrainOutcome(sent: 1, putOff: 1))
        #expect(try await room.stored()[0].error?.contains("greeting") == true)
    }

    @Test("finds nothing of a change that was lost")
    func rollback() async throws {
        await #expect(throws: Refusal.matchRunning) {
            try await TestDatabase.current.office.transaction(as: .system) { desk in
                try desk.mail(try MailRoom.entry(1))
                throw Refusal.matchRunning
            }
        }
        #expect(try await room.drain()() == DrainOutcome())
        try await room.put(1)
        #expect(try await room.drain()() == DrainOutcome(sent: 1))
    }
}

@Suite("The kinds of mail")
struct MailKindTests {
    @Test("are those that the use cases write")
    func kinds() throws {
        let sources = URL(filePath: Checkout.root + "/Sources/KodanService")
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        var text = ""
        while let file = files?.nextObject() as? URL {
            if file.pathExtension == "swift" { text += try String(contentsOf: file, encoding: .utf8) }
        }
        let calls = [
            #/tellHost\(\s*"([a-z_]+)"/#, #/tellPresenter\(\s*[a-z.]+,\s*"([a-z_]+)"/#,
            #/OutboxEntry\(\s*"([a-z_]+)"/#, #/mail: "([a-z_]+)"/#,
        ]
        let written = calls.flatMap { call in text.matches(of: call).map { String($0.output.1) } }
        #expect(Set(written) == Set(MailKind.allCases.map(\.rawValue)))
    }
}
