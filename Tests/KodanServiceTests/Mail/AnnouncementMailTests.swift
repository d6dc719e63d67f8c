import KodanDomain
import KodanMail
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("The mails of an announcement", .database)
struct AnnouncementMailTests {
    private let cast = Cast()
    private let room = MailRoom()

    @Test("is handed over with name, text and office, behind what others wait for")
    func handedOver() async throws {
        let lecturer = try await cast.lecturer(1)
        _ = try await cast.lecturer(2)
        let id = try await cast.announce()
        cast.database.clock.advance(minutes: 5)
        let request = try await cast.approved(by: try await cast.host(1))
        _ = try await cast.ask([lecturer], for: request)
        _ = try await room.drain(batchSize: 1)()
        let subjects = room.mails.map(\.subject)
        let news = subjects.indices.filter { subjects[$0] == "【お知らせ】ご予定の登録のお願い" }
        // They were put in first, and go last.
        #expect(subjects.count >= 3 && news == Array(subjects.indices.suffix(2)))
        let mail = try #require(room.mails.last)
        #expect(mail.to.address.text == "presenter2@people.example.jp" && mail.body.hasPrefix("講師 第2 様\n\n"))
        for part in ["\n\nご予定を\nご登録ください。\n\n", "/home\n", "講壇事務局\n電話　03-0000-0000"] {
            #expect(mail.body.contains(part), "\(part)")
        }
        // The programme's own business: no mail of it can be left.
        #expect(mail.unsubscribe == nil)
        #expect(try await cast.announcement(id).progress == AnnouncementProgress(sent: 2))
    }

    @Test("that waits is nothing that wants care")
    func patient() async throws {
        _ = try await cast.lecturer(1)
        _ = try await cast.announce()
        cast.database.clock.advance(minutes: 300)
        let administrator = cast.database.staff.administrator
        let figures = try await ReadServiceFigures(office: cast.office)()
        #expect((figures.mailsQueued, figures.mailLagMicroseconds) == (1, 0))
        #expect(try await ReadOfficeCare(office: cast.office)(as: administrator).lateMails == 0)
        try await room.put(1)
        cast.database.clock.advance(minutes: 61)
        #expect(try await ReadServiceFigures(office: cast.office)().mailLagMicroseconds == 61 * 60_000_000)
        #expect(try await ReadOfficeCare(office: cast.office)(as: administrator).lateMails == 1)
    }

    @Test("follows a new address, goes to nobody who has left, and is sent again when it came back")
    func following() async throws {
        let (moved, left) = (try await cast.lecturer(1), try await cast.lecturer(2))
        _ = try await cast.lecturer(3)
        let id = try await cast.announce()
        try await ChangePresenter(office: cast.office)(
            moved.id,
            PresenterChange(email: try EmailAddress("new@people.example.jp")),
            as: cast.coordinator
        )
        try await ChangePresenterStatus(office: cast.office)(
            of: left.id,
            to: .retired,
            because: "退会",
            as: cast.coordinator
        )
        room.fail(
            at: ["presenter3@people.example.jp"],
            with: MailUndelivered.refused("550 5.1.1 no such user")
        )
        _ = try await room.drain()()
        let news = room.mails.filter { $0.subject.hasPrefix("【お知らせ】") }
        #expect(news.map(\.to.address.text) == ["new@people.example.jp"])
        #expect(
            try await cast.announcement(id).progress == AnnouncementProgress(sent: 1, failed: 1, overtaken: 1)
        )
        var filter = MailFilter()
        filter.announcement = id
        filter.states = [.dead]
        let dead = try await ReadMails(office: cast.office)(filter, as: cast.coordinator).items
        let mail = try #require(dead.first)
        room.fail(at: [])
        try await ResendMail(office: cast.office)(mail.id, because: "宛先を直した", as: cast.coordinator)
        _ = try await room.drain()()
        #expect(room.mails.last?.to.address.text == "presenter3@people.example.jp")
        #expect(try await cast.announcement(id).progress == AnnouncementProgress(sent: 2, overtaken: 1))
    }

    @Test("stands when its mails are forgotten with a name, or with their age")
    func forgotten() async throws {
        let left = try await cast.lecturer(1)
        _ = try await cast.lecturer(2)
        let id = try await cast.announce()
        _ = try await room.drain()()
        try await ChangePresenterStatus(office: cast.office)(
            of: left.id,
            to: .retired,
            because: "退会",
            as: cast.coordinator
        )
        try await AnonymizePerson(office: cast.office)(
            .presenter(left.id),
            because: "本人の請求",
            as: cast.database.staff.administrator
        )
        let found = try await cast.announcement(id)
        #expect(found.reach.recipients == 2 && found.progress == AnnouncementProgress(sent: 1))
        #expect(try await cast.told(id) == [Cast.line(2, id)])
        try await cast.database.owner.transaction { session in
            try session.execute("SELECT set_config('kodan.role', 'system', true)")
            try session.execute("SELECT forget_old_mails('2030-01-01', 100)")
        }
        #expect(try await cast.announcement(id).progress == AnnouncementProgress())
        #expect(try await cast.announcement(id).text == "ご予定を\nご登録ください。")
    }
}
