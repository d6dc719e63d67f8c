import KodanDomain
import KodanMail
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

/// What users of The Carpentries' AMY reported of its mails (issues 1823, 2092, 2719, 2792): stale, duplicated, lost
/// and misaddressed ones.
@Suite("A mail that waits follows what it tells of", .database)
struct FollowingMailTests {
    private let cast = Cast()
    private let room = MailRoom()

    /// What was sent, `presenter_found contact@org.example.jp` and so on, without what came before.
    private func sent() async throws -> [String] {
        try await cast.texts(
            "SELECT kind || ' ' || recipient FROM outbox_message WHERE state = 'sent' ORDER BY sent_at, id"
        )
    }

    /// What was not sent and why.
    private func overtaken() async throws -> [String] {
        try await cast.texts(
            "SELECT kind || ' ' || overtaken_because FROM outbox_message WHERE state = 'overtaken' ORDER BY id"
        )
    }

    private func sendAll() async throws { _ = try await room.drain()() }

    @Test("stale: a lecture that moved while its mail waited is told with the new time and place")
    func stale() async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        let (request, assignment) = try await cast.assigned(lecturer, to: host)
        try await cast.database.owner.transaction { session in
            try session.execute(
                "UPDATE assignment SET during = \(Cast.weekLater) WHERE id = \(assignment)"
            )
            try session.execute(
                "UPDATE lecture_request SET venue_name = '新会館', title = '新しい講習' WHERE id = \(request)"
            )
        }
        try await sendAll()
        let told = room.mails.filter { $0.body.contains("req-") && !$0.body.contains("期限までに") }
        let final = told.filter { $0.subject.hasPrefix("講演が決まりました") || $0.subject.hasPrefix("講師が決まりました") }
        #expect(final.count == 2)
        for mail in final {
            #expect(mail.body.contains("7月15日") && !mail.body.contains("7月8日"))
            #expect(mail.body.contains("新会館") && mail.body.contains("新しい講習"))
            #expect(mail.calendar?.text.contains("DTSTART;TZID=Asia/Tokyo:20260715T140000") == true)
        }
        // The request is past its approval, and nobody needs to answer any more.
        #expect(
            try await overtaken() == [
                "request_received request_moved_on", "request_approved request_moved_on",
                "offer_sent offer_ended",
            ]
        )
    }

    @Test("misdirected: a presenter who lectures online is not sent to the venue of those who listen there")
    func misdirected() async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        let both = LecturePlace.both(try cast.venue())
        let request = try await cast.approved(by: host, place: both)
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        let assignment = try await AcceptOffer(office: cast.office)(offer, as: lecturer.credential)
        try await cast.database.owner.transaction { session in
            try session.execute("UPDATE assignment SET online = true WHERE id = \(assignment)")
        }
        try await sendAll()
        let final = room.mails.filter { $0.calendar != nil }
        #expect(final.count == 2)
        for mail in final {
            #expect(mail.body.contains("会場　オンライン\n") && !mail.body.contains("会館"), "\(mail.body)")
            #expect(mail.calendar?.text.contains("LOCATION") == false)
        }
    }

    @Test(
        "duplicated: of two mails that tell the same only the newer is sent, and what was sent is not sent again"
    )
    func duplicated() async throws {
        let host = try await cast.host()
        let draft = try cast.draft(of: .organization(host.organization))
        let request = try await SubmitRequest(office: cast.office)(draft, as: host.credential)
        let screen = ScreenRequest(office: cast.office)
        for corrections in ["会場名", "定員"] {
            try await screen(request, .sendBack(corrections: corrections), as: cast.coordinator)
            if corrections == "会場名" {
                try await CorrectRequest(office: cast.office)(request, draft, as: host.credential)
            }
        }
        try await sendAll()
        try await sendAll()
        #expect(try await sent() == ["request_returned contact@org.example.jp"])
        #expect(room.mails.count == 1 && room.mails[0].body.contains("定員"))
        #expect(
            try await overtaken() == [
                "request_received newer_mail", "request_returned newer_mail",
                "request_received request_moved_on",
            ]
        )
    }

    @Test("lost: what the transport does not take waits, and still tells the truth when it goes")
    func lost() async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        let (request, assignment) = try await cast.assigned(lecturer, to: host)
        room.fail(always: true)
        let drain = try room.drain()
        for _ in 0..<10 {
            _ = try await drain()
            cast.database.clock.advance(minutes: 60)
        }
        #expect(room.mails.isEmpty)
        try await CancelRequest(office: cast.office)(request, by: .host, because: "台風", as: host.credential)
        room.fail(always: false)
        cast.database.clock.advance(days: 1)
        _ = try await drain()
        #expect(
            try await sent() == [
                "lecture_cancelled \(lecturer.email)", "request_cancelled contact@org.example.jp",
            ]
        )
        // What was bought for the journey is claimed on the lecture's page.
        let called = try #require(room.mails.first { $0.to.address.text == lecturer.email }?.body)
        #expect(called.contains("ご請求ください。\n\n") && called.contains("/lectures/\(assignment)\n"), "\(called)")
        #expect(room.mails.allSatisfy { $0.calendar?.text.contains("METHOD:CANCEL") == true })
        #expect(room.mails.allSatisfy { $0.calendar?.text.contains("STATUS:CANCELLED") == true })
        #expect(
            try await overtaken() == [
                "request_received request_moved_on", "request_approved request_moved_on",
                "offer_sent offer_ended",
                "presenter_found assignment_ended", "assignment_brief assignment_ended",
            ]
        )
    }

    @Test(
        "misaddressed: after a replacement the old presenter's brief is not sent, the new one's is, to their own address"
    )
    func misaddressed() async throws {
        let host = try await cast.host()
        let (first, second) = (try await cast.lecturer(1), try await cast.lecturer(2))
        let (request, assignment) = try await cast.assigned(first, to: host)
        try await WithdrawFromAssignment(office: cast.office)(assignment, because: "病気", as: first.credential)
        let offer = try #require(try await cast.ask([second], for: request).first)
        _ = try await AcceptOffer(office: cast.office)(offer, as: second.credential)
        try await cast.database.owner.transaction { session in
            try session.execute(
                "UPDATE presenter SET email = 'moved@people.example.jp' WHERE id = \(second.id)"
            )
            try session.execute(
                "UPDATE lecture_request SET contact_email = 'successor@org.example.jp' WHERE id = \(request)"
            )
        }
        try await sendAll()
        #expect(
            try await sent() == [
                "presenter_found successor@org.example.jp", "assignment_brief moved@people.example.jp",
            ]
        )
        #expect(room.mails.map(\.to.address.text) == ["successor@org.example.jp", "moved@people.example.jp"])
        try #require(room.mails.count == 2)
        #expect(room.mails[0].body.contains("第2") && !room.mails[0].body.contains("第1"))
    }

    @Test("an offer is asked with its present deadline, and not at all once it has passed or was answered")
    func offers() async throws {
        let host = try await cast.host()
        let lecturers = [
            try await cast.lecturer(1), try await cast.lecturer(2), try await cast.lecturer(3),
        ]
        let request = try await cast.approved(by: host)
        let offers = try await cast.ask(lecturers, for: request)
        try await DeclineOffer(office: cast.office)(offers[0], because: "出張", as: lecturers[0].credential)
        let extended = cast.database.clock.now.adding(days: 9)
        try await cast.database.owner.transaction { session in
            try session.execute("UPDATE offer SET deadline = \(extended) WHERE id = \(offers[1])")
        }
        // The third runs out before the transport comes back.
        cast.database.clock.advance(days: 8)
        #expect(try await ExpireOffers(office: cast.office)() == 1)
        try await sendAll()
        #expect(
            try await sent() == [
                "request_approved contact@org.example.jp", "offer_sent \(lecturers[1].email)",
            ]
        )
        let asked = try #require(room.mails.last?.body)
        // Who asks, and where it is: nobody says yes without.
        for told in ["6月10日", "主催　団体1\n", "会場　会館（東京都千代田区千代田一丁目）\n"] {
            #expect(asked.contains(told), "\(told)")
        }
        // Whoever was never asked is not told that the asking has ended.
        #expect(
            try await overtaken() == [
                "request_received request_moved_on", "offer_sent offer_ended", "offer_sent offer_ended",
                "offer_expired never_asked",
            ]
        )
    }

    @Test("whoever was asked is told that another was faster")
    func superseded() async throws {
        let host = try await cast.host()
        let lecturers = [try await cast.lecturer(1), try await cast.lecturer(2)]
        let request = try await cast.approved(by: host)
        let offers = try await cast.ask(lecturers, for: request)
        try await sendAll()
        _ = try await AcceptOffer(office: cast.office)(offers[0], as: lecturers[0].credential)
        cast.database.clock.advance(minutes: 1)
        try await sendAll()
        #expect(try await sent().contains("offer_superseded \(lecturers[1].email)"))
    }

    @Test("a link that has run out is not sent")
    func links() async throws {
        let host = try await cast.host()
        _ = host
        try await RequestSignInLink(office: cast.office)(
            try EmailAddress("host1@org.example.jp"),
            from: ClientAddress("192.0.2.1")
        )
        cast.database.clock.advance(minutes: 60)
        try await sendAll()
        #expect(try await overtaken() == ["sign_in_link deadline_passed"])
    }
}
