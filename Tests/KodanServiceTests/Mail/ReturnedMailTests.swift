import KodanDomain
import KodanMail
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("A mail that was given up or came back", .database)
struct ReturnedMailTests {
    private let cast = Cast()
    private let room = MailRoom()
    private var staff: Staff { cast.database.staff }
    private let first = OutboxMessage.ID(1)

    private func mail(_ id: OutboxMessage.ID) async throws -> MailEntry {
        try await ReadMails(office: cast.office)(id, as: staff.administrator)
    }

    private func hard(_ words: String = "550 no such user") throws -> BounceDraft {
        try BounceDraft(isHard: true, words: words)
    }

    @Test("is sent again by a person with a reason, under its Message-ID, to the address of that moment")
    func resent() async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        _ = try await cast.assigned(lecturer, to: host)
        room.fail(at: [lecturer.email], with: MailUndelivered.refused("550"))
        _ = try await room.drain()()
        var dead = MailFilter()
        dead.states = [.dead]
        let found = try await ReadMails(office: cast.office)(dead, as: cast.coordinator).items
        #expect(found.map(\.kind) == ["assignment_brief"])
        let id = try #require(found.first).id
        try await cast.database.owner.transaction { session in
            try session.execute(
                "UPDATE presenter SET email = 'right@people.example.jp' WHERE id = \(lecturer.id)"
            )
        }
        let resend = ResendMail(office: cast.office)
        await #expect(throws: Refusal.field(FieldRefused(.reason, expected: .present))) {
            try await resend(id, because: " ", as: cast.coordinator)
        }
        let mark = try await cast.mark()
        try await resend(id, because: "宛先を直した", as: cast.coordinator)
        #expect(try await cast.events(since: mark) == ["coordinator mail.resent \(id)"])
        #expect(try await room.drain()() == DrainOutcome(sent: 1))
        let sent = try await mail(id)
        #expect(sent.state == .sent && sent.recipient.text == "right@people.example.jp")
        #expect(room.mails.last?.messageID.text == sent.messageID && sent.attempts == 1)
        await #expect(throws: Refusal.mail(.state(id, .sent))) {
            try await resend(id, because: "もう一度", as: cast.coordinator)
        }
        await #expect(throws: Refusal.notFound("msg-999")) {
            try await resend(OutboxMessage.ID(999), because: "x", as: cast.coordinator)
        }
    }

    @Test("closes its address to all mails until somebody clears it, and shows whose it is")
    func closed() async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        _ = try await cast.assigned(lecturer, to: host)
        _ = try await room.drain()()
        var toLecturer = MailFilter()
        toLecturer.presenter = lecturer.id
        let mails = try await ReadMails(office: cast.office)(toLecturer, as: cast.coordinator).items
        let brief = try #require(mails.first { $0.kind == "assignment_brief" })
        let record = RecordBounce(office: cast.office)
        let id = try await record(brief.id, hard(), as: cast.coordinator)
        #expect(try await mail(brief.id).state == .dead)
        #expect(try await mail(brief.id).isBounced)
        await #expect(throws: Refusal.mail(.bouncedAlready(brief.id))) {
            _ = try await record(brief.id, hard(), as: cast.coordinator)
        }
        let open = try await ReadBounces(office: cast.office)(as: cast.coordinator).items
        #expect(open.map(\.id) == [id] && open[0].presenters == [lecturer.id] && open[0].isHard)
        let resend = ResendMail(office: cast.office)
        try await resend(brief.id, because: "届いたはず", as: cast.coordinator)
        #expect(try await room.drain()() == DrainOutcome(dead: 1))
        let clear = ClearBounce(office: cast.office)
        try await clear(id, because: "本人に確認", as: cast.coordinator)
        await #expect(throws: Refusal.mail(.bounceCleared(id))) {
            try await clear(id, because: "本人に確認", as: cast.coordinator)
        }
        try await resend(brief.id, because: "本人に確認", as: cast.coordinator)
        #expect(try await room.drain()() == DrainOutcome(sent: 1))
        #expect(try await ReadBounces(office: cast.office)(as: cast.coordinator).items.isEmpty)
        #expect(try await ReadBounces(office: cast.office)(all: true, as: staff.auditor).items.count == 1)
    }

    @Test("for now only closes nothing")
    func soft() async throws {
        try await room.put(1)
        let record = RecordBounce(office: cast.office)
        let full = try BounceDraft(isHard: false, words: "mailbox full")
        await #expect(throws: Refusal.mail(.state(first, .queued))) {
            _ = try await record(first, full, as: staff.administrator)
        }
        _ = try await room.drain()()
        let id = try await record(first, full, as: staff.administrator)
        #expect(try await mail(first).state == .sent)
        #expect(try await ReadBounces(office: cast.office)(as: staff.administrator).items.isEmpty)
        await #expect(throws: Refusal.mail(.bounceCleared(id))) {
            try await ClearBounce(office: cast.office)(id, because: "x", as: staff.administrator)
        }
    }

    /// A report about the first mail, as a mail server sends it.
    private func report(_ status: String, about messageID: String, to address: String = "ana1@example.jp")
        -> BounceReport?
    {
        let text = """
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.jp

            Final-Recipient: rfc822; \(address)
            Action: failed
            Status: \(status)

            --b
            Content-Type: text/rfc822-headers

            Message-ID: <\(messageID)>

            --b--
            """
        return BounceReport(Array(text.utf8))
    }

    @Test("is recorded by its report, if that is about a mail of the office and its recipient")
    func reported() async throws {
        try await room.put(2)
        _ = try await room.drain()()
        let messageID = try await mail(first).messageID
        let record = RecordBounce(office: cast.office)
        await #expect(throws: Refusal.mail(.noReport)) { _ = try await record(nil, as: .system) }
        for (id, address) in [("msg-77.req-1@kodan", "ana1@example.jp"), (messageID, "ana2@example.jp")] {
            let foreign = try #require(report("5.1.1", about: id, to: address))
            await #expect(throws: Refusal.mail(.foreignReport)) { _ = try await record(foreign, as: .system) }
        }
        let found = try await record(report("5.1.1", about: messageID, to: "Ana1@Example.jp"), as: .system)
        #expect(found.count == 1)
        #expect(try await mail(first).state == .dead)
        let bounce = try await ReadBounces(office: cast.office)(found[0], as: staff.auditor)
        #expect(bounce.status == "5.1.1" && bounce.mail == first && bounce.isHard)
        #expect(try await mail(OutboxMessage.ID(2)).state == .sent)
    }

    @Test("is the business of those who keep mails")
    func roles() async throws {
        try await room.put(1)
        _ = try await room.drain()()
        for role in [Role.clerk, .accountant, .approver] {
            let credential = try #require(staff[role])
            await #expect(throws: Refusal.notPermitted(role)) {
                _ = try await ReadMails(office: cast.office)(as: credential)
            }
            await #expect(throws: Refusal.notPermitted(role)) {
                _ = try await ReadBounces(office: cast.office)(as: credential)
            }
        }
        await #expect(throws: Refusal.notPermitted(.auditor)) {
            try await ResendMail(office: cast.office)(first, because: "x", as: staff.auditor)
        }
        await #expect(throws: Refusal.notPermitted(.auditor)) {
            _ = try await RecordBounce(office: cast.office)(first, hard(), as: staff.auditor)
        }
    }
}

@Suite("The log of mails", .database)
struct MailLogTests {
    private let cast = Cast()

    @Test("shows a coordinator what belongs to requests of their prefectures, by request and by presenter")
    func sight() async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        let (request, _) = try await cast.assigned(lecturer, to: host)
        let read = ReadMails(office: cast.office)
        var ofRequest = MailFilter()
        ofRequest.request = request
        let all = try await read(ofRequest, as: cast.coordinator).items
        #expect(
            all.map(\.kind) == [
                "request_received", "request_approved", "offer_sent", "presenter_found", "assignment_brief",
            ]
        )
        var ofPresenter = MailFilter()
        ofPresenter.presenter = lecturer.id
        #expect(
            try await read(ofPresenter, as: cast.coordinator).items.map(\.kind) == [
                "offer_sent", "assignment_brief",
            ]
        )
        var toContact = MailFilter()
        toContact.recipient = try EmailAddress("Contact@org.example.jp")
        #expect(try await read(toContact, as: cast.coordinator).items.count == 3)
        let same = try await cast.limited(to: "13", number: 1)
        #expect(try await read(ofRequest, as: same).items.count == 5)
        let other = try await cast.limited(to: "14", number: 2)
        await #expect(throws: Refusal.notFound("\(request)")) { _ = try await read(ofRequest, as: other) }
        await #expect(throws: Refusal.notFound("\(lecturer.id)")) {
            _ = try await read(ofPresenter, as: other)
        }
        await #expect(throws: Refusal.notFound("\(all[0].id)")) { _ = try await read(all[0].id, as: other) }
        await #expect(throws: Refusal.notPermitted(.host)) { _ = try await read(as: host.credential) }
        ofPresenter.presenter = Presenter.ID(999)
        await #expect(throws: Refusal.notFound("pre-999")) {
            _ = try await read(ofPresenter, as: cast.coordinator)
        }
    }
}

@Suite("Who wants no courtesy mails", .database)
struct UnsubscribeTests {
    private let cast = Cast()
    private let room = MailRoom()

    @Test("gets none, but every mail that is the body's duty, until they ask for them again")
    func leaving() async throws {
        let host = try await cast.host()
        let draft = try cast.draft(of: .organization(host.organization))
        func submit() async throws -> LectureRequest.ID {
            try await SubmitRequest(office: cast.office)(draft, as: host.credential)
        }
        let request = try await submit()
        _ = try await room.drain()()
        let link = try #require(room.mails.last?.unsubscribe)
        let token = try #require(link.split(separator: "/").last.map { String($0) })
        #expect(link == "http://127.0.0.1:8080/v1/unsubscriptions/\(token)")
        let leave = Unsubscribe(office: cast.office)
        for forged in ["", "1-", token + "0", token.replacing("1-", with: "2-"), String(token.dropLast())] {
            await #expect(throws: Refusal.addressUnknown) { try await leave(forged) }
        }
        try await leave(token)
        try await leave(token)
        _ = try await submit()
        try await ScreenRequest(office: cast.office)(request, .approve, as: cast.coordinator)
        #expect(try await room.drain()() == DrainOutcome(sent: 1, overtaken: 1))
        #expect(room.mails.last?.subject.hasPrefix("お申し込みが承認されました") == true)
        #expect(room.mails.last?.unsubscribe == nil)
        let address = try EmailAddress("contact@org.example.jp")
        #expect(try await leave.end(address, as: cast.coordinator))
        #expect(try await !leave.end(address, as: cast.coordinator))
        _ = try await submit()
        #expect(try await room.drain()() == DrainOutcome(sent: 1))
        await #expect(throws: Refusal.notPermitted(.host)) {
            _ = try await leave.end(address, as: host.credential)
        }
    }
}
