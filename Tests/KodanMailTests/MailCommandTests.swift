import Foundation
import KodanDomain
import Testing

@testable import KodanMail

/// A mail to this address.
private func mail(to address: String, body: String = "謝\n.\nFrom here\n") throws -> Mail {
    try Mail(
        from: Mailbox(name: "講壇事務局", address: EmailAddress("office@example.jp")),
        to: Mailbox(name: "Ana", address: EmailAddress(address)),
        subject: "お知らせ",
        messageID: MessageID("msg-1.req-1@kodan"),
        date: #require(Instant("2026-12-05T14:03:09+09:00")),
        body: body
    )
}

private func command(_ text: String, seconds: Int = 20) throws -> MailCommand {
    try #require(
        MailCommand(text, envelopeSender: EmailAddress("bounces@example.jp"), limit: .seconds(seconds))
    )
}

/// What delivering throws.
private func failure(_ text: String, to address: String = "ana@example.jp", seconds: Int = 20) async throws
    -> MailUndelivered?
{
    do {
        try await command(text, seconds: seconds).deliver(mail(to: address))
        return nil
    } catch let failure as MailUndelivered {
        return failure
    }
}

@Suite("A mail through msmtp to a real server", .enabled(if: Peers.areThere))
struct RealServerTests {
    @Test("is delivered to the recipient and the envelope, byte for byte")
    func delivered() async throws {
        let sink = try await SMTPSink()
        let mail = try mail(to: "ana@example.jp")
        try await command(sink.command).deliver(mail)
        let taken = try sink.end()
        #expect(taken.count == 1)
        #expect(taken[0].from == "bounces@example.jp" && taken[0].to == ["ana@example.jp"])
        #expect(taken[0].text == String(decoding: mail.bytes, as: UTF8.self))
    }

    @Test("is refused for good for an unknown recipient and for its text, and put off for a full mailbox")
    func refused() async throws {
        let sink = try await SMTPSink()
        let unknown = try await failure(sink.command, to: "refused@example.jp")
        guard case .refused(let words)? = unknown else { throw Unexpected(unknown) }
        #expect(words.contains("550 5.1.1 no such user") && words.contains("refused@example.jp"))
        let spam = try await failure(sink.command, to: "spam@example.jp")
        guard case .refused? = spam else { throw Unexpected(spam) }
        let full = try await failure(sink.command, to: "full@example.jp")
        guard case .putOff(let reason)? = full else { throw Unexpected(full) }
        #expect(reason.contains("452 4.2.2 mailbox full"))
        #expect(try sink.end().isEmpty)
    }

    @Test("is put off by a server that greets strangers late, and then taken")
    func greylisted() async throws {
        let sink = try await SMTPSink()
        let first = try await failure(sink.command, to: "grey@example.jp")
        guard case .putOff? = first else { throw Unexpected(first) }
        #expect(try await failure(sink.command, to: "grey@example.jp") == nil)
        #expect(try sink.end().map(\.to) == [["grey@example.jp"]])
    }

    @Test("is put off with all others when the server hangs, and when there is none")
    func down() async throws {
        let sink = try await SMTPSink()
        let hanging = try await failure(sink.command, to: "hang@example.jp", seconds: 1)
        #expect(hanging == .down("no end in time"))
        let gone = try await failure("\(Peers.msmtp) --host=127.0.0.1 --port=1 --auth=off --tls=off")
        guard case .down(let words)? = gone else { throw Unexpected(gone) }
        #expect(words.contains("Connection refused"))
        #expect(try sink.end().isEmpty)
    }
}

/// Another ending than a test expects.
private struct Unexpected: Error {
    let failure: MailUndelivered?
    init(_ failure: MailUndelivered?) { self.failure = failure }
}

@Suite("A program that takes mails")
struct MailCommandTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "kodan-program-\(UUID())")

    /// A program that is this script.
    private func program(_ script: String) throws -> String {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "program").path()
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        // Not run by itself: another test's child may still hold it open for writing.
        return "/bin/sh \(path)"
    }

    private func end() { try? FileManager.default.removeItem(at: folder) }

    @Test("is given the mail and its addresses, no shell, and no secret")
    func arguments() async throws {
        defer { end() }
        setenv("KODAN_ACCOUNT_KEYS", "secret", 1)
        let log = folder.path() + "/log"
        let path = try program(#"{ printf '%s\n' "$@"; env; cat; } >"\#(log)"; cat >/dev/null"#)
        try await command("\(path)   --one $(touch /tmp/never) 'a").deliver(
            mail(to: "-oQ/tmp;`touch`$(touch)|x&'@example.jp".filter { $0 != "(" && $0 != ")" && $0 != ";" })
        )
        let text = try String(contentsOfFile: log, encoding: .utf8)
        #expect(
            text.hasPrefix(
                "--one\n$(touch\n/tmp/never)\n'a\n-i\n-f\nbounces@example.jp\n--\n-oQ/tmp`touch`$touch|x&'@example.jp\n"
            )
        )
        #expect(text.contains("\nPATH=") && !text.contains("KODAN_") && !text.contains("DATABASE_URL"))
        #expect(text.contains("Message-ID: <msg-1.req-1@kodan>"))
    }

    @Test("that hangs is killed with its children, in time")
    func hangs() async throws {
        defer { end() }
        let mark = folder.path() + "/child"
        let path = try program("sleep 300 & echo $! >\(mark); echo waiting >&2; wait")
        let begin = ContinuousClock.now
        #expect(try await failure(path, seconds: 1) == .down("no end in time: waiting"))
        // Long before the child would have ended by itself, however busy the machine is.
        #expect(ContinuousClock.now - begin < .seconds(250))
        let text = try String(contentsOfFile: mark, encoding: .utf8)
        let child = try #require(pid_t(text.trimmingCharacters(in: .newlines)))
        var lives = true
        for _ in 0..<200 where lives {
            // A killed child that nobody has waited for yet is a zombie.
            let state = (try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)) ?? ""
            lives = !state.isEmpty && !state.contains(") Z")
            if lives { try await Task.sleep(for: .milliseconds(20)) }
        }
        #expect(!lives)
    }

    @Test("may fill its complaints, close its ends, or leave a mail unread")
    func bounded() async throws {
        defer { end() }
        let loud = try program("yes complaint | head -c 3000000 >&2; exit 75")
        guard case .down(let words)? = try await failure(loud) else { throw Unexpected(nil) }
        #expect(
            words.count <= 420 && words.hasPrefix("status 75: complaint; complaint"),
            "\(words.prefix(80))"
        )
        let deaf = try program("exec <&-; exit 65")
        let long = try mail(to: "ana@example.jp", body: String(repeating: "謝", count: 90_000))
        await #expect(throws: MailUndelivered.refused("status 65")) { try await command(deaf).deliver(long) }
        let shut = try program("exec 2>&-; sleep 1; exit 0")
        #expect(try await failure(shut) == nil)
    }

    @Test(
        "says by its status and the server's words what becomes of the mail",
        arguments: [
            (65, "", "refused"), (67, "", "refused"), (68, "", "refused"), (69, "", "down"), (75, "", "down"),
            (78, "", "down"), (64, "", "down"), (1, "", "down"), (127, "", "down"),
            (69, "msmtp: server message: 550 5.1.1 no", "refused"),
            (69, "msmtp: server message: 452 4.2.2 full", "put off"),
            (75, "msmtp: server message: 451-4.7.1 later", "put off"),
            (65, "said: 450 4.1.1 later", "put off"),
            (77, "server message: 535 5.7.8 wrong password", "down"),
            (75, "cannot connect to mx, port 465: refused", "down"), (0, "server message: 550 no", "taken"),
        ]
    )
    func statuses(status: Int32, complaint: String, expected: String) {
        let found =
            switch MailCommand.failure(.ended(status: status, complaint: complaint)) {
            case nil: "taken"
            case .refused: "refused"
            case .putOff: "put off"
            case .down: "down"
            }
        #expect(found == expected)
    }

    @Test("that is not there, or not absolute, takes nothing")
    func absent() async throws {
        guard case .down(let words)? = try await failure("/nowhere/sendmail") else { throw Unexpected(nil) }
        #expect(words.contains("does not start"))
        for text in ["", "  ", "sendmail", "./sendmail -t"] {
            #expect(MailCommand(text, envelopeSender: try EmailAddress("a@example.jp")) == nil)
        }
    }
}
