import KodanDomain
import KodanMail
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("An announcement to presenters", .database)
struct AnnouncementTests {
    private let cast = Cast()
    private let room = MailRoom()

    private func draft(_ audience: AnnouncementAudience = AnnouncementAudience()) throws -> AnnouncementDraft
    {
        try AnnouncementDraft(subject: "ご予定の登録のお願い", text: "ご予定を\nご登録ください。", audience: audience)
    }

    private func send(
        _ audience: AnnouncementAudience = AnnouncementAudience(),
        as credential: Credential? = nil
    ) async throws -> Announcement.ID {
        try await SendAnnouncement(office: cast.office)(draft(audience), as: credential ?? cast.coordinator)
    }

    private func read(_ id: Announcement.ID) async throws -> AnnouncementEntry {
        try await ReadAnnouncements(office: cast.office)(id, as: cast.coordinator)
    }

    /// Whom the mails of an announcement are for, in order.
    private func told(_ id: Announcement.ID) async throws -> [String] {
        try await cast.texts(
            """
            SELECT recipient || ' ' || recipient_name || ' ' || subject
              FROM outbox_message WHERE announcement_id = \(id) ORDER BY id
            """
        )
    }

    private func line(_ number: Int, _ id: Announcement.ID) -> String {
        "presenter\(number)@people.example.jp 講師 第\(number) \(id)"
    }

    @Test("goes to each that is active and reached, and says how many are not")
    func everybody() async throws {
        for number in 1...2 { _ = try await cast.lecturer(number) }
        let suspended = try await cast.lecturer(3)
        _ = try await cast.lecturer(4, onlyApplied: true)
        try await ChangePresenterStatus(office: cast.office)(
            of: suspended.id,
            to: .suspended,
            because: "休会",
            as: cast.coordinator
        )
        try await cast.database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO mail_bounce (address, is_hard, words, recorded_at)
                VALUES ('Presenter2@people.example.jp', true, 'no such user', \(Cast.today)),
                       ('presenter1@people.example.jp', false, 'full', \(Cast.today))
                """
            )
        }
        let mark = try await cast.mark()
        let reach = AnnouncementReach(recipients: 1, notActive: 2, unreachable: 1)
        let preview = PreviewAnnouncement(office: cast.office)
        #expect(try await preview(AnnouncementAudience(), as: cast.coordinator) == reach)
        #expect(try await cast.events(since: mark) == [])
        let id = try await send()
        #expect(try await told(id) == [line(1, id)])
        #expect(try await cast.events(since: mark) == ["coordinator announcement.sent \(id)"])
        let found = try await read(id)
        #expect(found.reach == reach && found.progress == AnnouncementProgress(waiting: 1))
        #expect((found.subject, found.text) == ("ご予定の登録のお願い", "ご予定を\nご登録ください。"))
        #expect(found.writer == cast.coordinator.user && found.writerName == "coordinator")
        #expect(found.sentAt == Cast.today && found.audience == AnnouncementAudience())
        // Once the address is right again the next one gets through.
        try await cast.database.owner.transaction { session in
            try session.execute("UPDATE mail_bounce SET cleared_at = recorded_at, clear_reason = 'x'")
        }
        let next = try await send()
        #expect(try await told(next) == [line(1, next), line(2, next)])
    }

    @Test("is narrowed as the list of presenters is, and to several prefectures")
    func filters() async throws {
        let riss = try QualificationCode("riss")
        let lastDay = day("2027-03-31")
        _ = try await cast.lecturer(1, in: "13104")
        _ = try await cast.lecturer(2, in: "14104", topics: ["phishing"])
        _ = try await cast.lecturer(
            3,
            in: "27100",
            topics: ["five_rules", "phishing"],
            qualifications: [try Qualification(riss, number: "1", expires: lastDay)]
        )
        let (tokyo, osaka) = (try PrefectureCode("13"), try PrefectureCode("27"))
        for (audience, expected) in [
            (AnnouncementAudience(prefectures: [tokyo]), [1]),
            (AnnouncementAudience(prefectures: [osaka, tokyo]), [1, 3]),
            (AnnouncementAudience(topic: try TopicCode("phishing")), [2, 3]),
            (AnnouncementAudience(prefectures: [tokyo, osaka], topic: try TopicCode("phishing")), [3]),
            (AnnouncementAudience(qualification: riss), [3]),
            (AnnouncementAudience(expiringBefore: lastDay.adding(days: 1)), [3]),
        ] {
            let id = try await send(audience)
            #expect(try await told(id) == expected.map { line($0, id) })
            #expect(try await read(id).audience == audience)
        }
        let before = try await cast.footprint()
        for audience in [
            AnnouncementAudience(expiringBefore: lastDay),
            AnnouncementAudience(prefectures: [tokyo], qualification: riss),
            AnnouncementAudience(topic: try TopicCode("nothing")),
        ] {
            await #expect(throws: Refusal.mail(.nobodyReached)) { try await send(audience) }
        }
        #expect(try await cast.footprint() == before)
    }

    @Test("of a coordinator with limits reaches those of their prefectures, not whom they only meet")
    func limits() async throws {
        let near = try await cast.lecturer(1, in: "13104")
        let far = try await cast.lecturer(2, in: "14104")
        let request = try await cast.approved(by: try await cast.host(1))
        _ = try await cast.ask([far], for: request)
        let limited = try await cast.limited(to: "13", "27")
        let preview = PreviewAnnouncement(office: cast.office)
        // They see both in the list.
        #expect(try await ReadPresenters(office: cast.office)(as: limited).items.count == 2)
        #expect(try await preview(AnnouncementAudience(), as: limited).recipients == 1)
        let (tokyo, kanagawa) = (try PrefectureCode("13"), try PrefectureCode("14"))
        let own = try await send(as: limited)
        #expect(try await told(own) == [line(1, own)])
        #expect(try await read(own).audience.prefectures == [tokyo, try PrefectureCode("27")])
        for audience in [
            AnnouncementAudience(prefectures: [kanagawa]),
            AnnouncementAudience(prefectures: [kanagawa, tokyo]),
        ] {
            await #expect(throws: Refusal.notPermitted(.coordinator)) {
                try await send(audience, as: limited)
            }
            await #expect(throws: Refusal.notPermitted(.coordinator)) {
                try await preview(audience, as: limited)
            }
        }
        let everywhere = try await send()
        let elsewhere = try await send(AnnouncementAudience(prefectures: [kanagawa]))
        let reading = ReadAnnouncements(office: cast.office)
        let seen = try await reading(as: limited).items
        #expect(seen.map(\.id) == [everywhere, own])
        // How far the whole is, though not all of its mails are theirs to read.
        #expect(seen.map(\.progress.waiting) == [2, 1])
        var filter = MailFilter()
        filter.announcement = everywhere
        let mails = try await ReadMails(office: cast.office)(filter, as: limited).items
        #expect(mails.map(\.presenter) == [near.id])
        filter.announcement = elsewhere
        await #expect(throws: Refusal.notFound(elsewhere.description)) {
            try await ReadMails(office: cast.office)(filter, as: limited)
        }
        await #expect(throws: Refusal.notFound(elsewhere.description)) {
            try await reading(elsewhere, as: limited)
        }
    }

    @Test("is a coordinator's to send, and staff's who read mails to follow")
    func roles() async throws {
        _ = try await cast.lecturer(1)
        let id = try await send()
        let staff = cast.database.staff
        for actor in [staff.clerk, staff.accountant, staff.approver, staff.auditor, staff.administrator] {
            await #expect(throws: Refusal.self) { try await send(as: actor) }
            await #expect(throws: Refusal.self) {
                try await PreviewAnnouncement(office: cast.office)(AnnouncementAudience(), as: actor)
            }
        }
        let reading = ReadAnnouncements(office: cast.office)
        for actor in [staff.auditor, staff.administrator] {
            #expect(try await reading(as: actor).items.map(\.id) == [id])
        }
        await #expect(throws: Refusal.notPermitted(.clerk)) { try await reading(as: staff.clerk) }
    }

    @Test("takes as many statements for a hundred presenters as for one")
    func setBased() async throws {
        _ = try await cast.lecturer(1)
        func cost() async throws -> Int {
            _ = try await cast.database.statements()
            _ = try await send()
            return try await cast.database.statements()
        }
        _ = try await cost()
        let few = try await cost()
        try await cast.database.owner.transaction { session in
            try session.script(
                """
                INSERT INTO presenter (family_name, given_name, family_kana, given_kana, email, phone, postal_code,
                                       municipality_code, address, latitude_e6, longitude_e6, rank_code,
                                       reach_minutes, accepts_online, accepts_overnight, monthly_cap, yearly_cap,
                                       state, registered_on)
                SELECT family_name, given_name, family_kana, given_kana, 'copy' || number || '@example.jp', phone,
                       postal_code, municipality_code, address, latitude_e6, longitude_e6, rank_code,
                       reach_minutes, accepts_online, accepts_overnight, monthly_cap, yearly_cap, state,
                       registered_on
                  FROM presenter, generate_series(1, 99) AS number
                """
            )
        }
        #expect(try await cost() == few)
        let newest = try #require(
            try await ReadAnnouncements(office: cast.office)(as: cast.coordinator).items.first
        )
        #expect(newest.reach.recipients == 100 && newest.progress.waiting == 100)
    }

    @Test("is handed over with name, text and office, behind what others wait for")
    func handedOver() async throws {
        let lecturer = try await cast.lecturer(1)
        _ = try await cast.lecturer(2)
        let id = try await send()
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
        #expect(try await read(id).progress == AnnouncementProgress(sent: 2))
    }

    @Test("that waits is nothing that wants care")
    func patient() async throws {
        _ = try await cast.lecturer(1)
        _ = try await send()
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
        let id = try await send()
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
        #expect(try await read(id).progress == AnnouncementProgress(sent: 1, failed: 1, overtaken: 1))
        var filter = MailFilter()
        filter.announcement = id
        filter.states = [.dead]
        let dead = try await ReadMails(office: cast.office)(filter, as: cast.coordinator).items
        let mail = try #require(dead.first)
        room.fail(at: [])
        try await ResendMail(office: cast.office)(mail.id, because: "宛先を直した", as: cast.coordinator)
        _ = try await room.drain()()
        #expect(room.mails.last?.to.address.text == "presenter3@people.example.jp")
        #expect(try await read(id).progress == AnnouncementProgress(sent: 2, overtaken: 1))
    }

    @Test("stands when its mails are forgotten with a name, or with their age")
    func forgotten() async throws {
        let left = try await cast.lecturer(1)
        _ = try await cast.lecturer(2)
        let id = try await send()
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
        let found = try await read(id)
        #expect(found.reach.recipients == 2 && found.progress == AnnouncementProgress(sent: 1))
        #expect(try await told(id) == [line(2, id)])
        try await cast.database.owner.transaction { session in
            try session.execute("SELECT set_config('kodan.role', 'system', true)")
            try session.execute("SELECT forget_old_mails('2030-01-01', 100)")
        }
        #expect(try await read(id).progress == AnnouncementProgress())
        #expect(try await read(id).text == "ご予定を\nご登録ください。")
    }
}
