import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("An announcement to presenters", .database)
struct AnnouncementTests {
    private let cast = Cast()

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
        let id = try await cast.announce()
        #expect(try await cast.told(id) == [Cast.line(1, id)])
        #expect(try await cast.events(since: mark) == ["coordinator announcement.sent \(id)"])
        let found = try await cast.announcement(id)
        #expect(found.reach == reach && found.progress == AnnouncementProgress(waiting: 1))
        #expect((found.subject, found.text) == ("ご予定の登録のお願い", "ご予定を\nご登録ください。"))
        #expect(found.writer == cast.coordinator.user && found.writerName == "coordinator")
        #expect(found.sentAt == Cast.today && found.audience == AnnouncementAudience())
        // Once the address is right again the next one gets through.
        try await cast.database.owner.transaction { session in
            try session.execute("UPDATE mail_bounce SET cleared_at = recorded_at, clear_reason = 'x'")
        }
        let next = try await cast.announce()
        #expect(try await cast.told(next) == [Cast.line(1, next), Cast.line(2, next)])
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
            let id = try await cast.announce(audience)
            #expect(try await cast.told(id) == expected.map { Cast.line($0, id) })
            #expect(try await cast.announcement(id).audience == audience)
        }
        let before = try await cast.footprint()
        for audience in [
            AnnouncementAudience(expiringBefore: lastDay),
            AnnouncementAudience(prefectures: [tokyo], qualification: riss),
            AnnouncementAudience(topic: try TopicCode("nothing")),
        ] {
            await #expect(throws: Refusal.mail(.nobodyReached)) { try await cast.announce(audience) }
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
        let own = try await cast.announce(as: limited)
        #expect(try await cast.told(own) == [Cast.line(1, own)])
        #expect(try await cast.announcement(own).audience.prefectures == [tokyo, try PrefectureCode("27")])
        for audience in [
            AnnouncementAudience(prefectures: [kanagawa]),
            AnnouncementAudience(prefectures: [kanagawa, tokyo]),
        ] {
            await #expect(throws: Refusal.notPermitted(.coordinator)) {
                try await cast.announce(audience, as: limited)
            }
            await #expect(throws: Refusal.notPermitted(.coordinator)) {
                try await preview(audience, as: limited)
            }
        }
        let everywhere = try await cast.announce()
        let elsewhere = try await cast.announce(AnnouncementAudience(prefectures: [kanagawa]))
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
        let id = try await cast.announce()
        let staff = cast.database.staff
        for actor in [staff.clerk, staff.accountant, staff.approver, staff.auditor, staff.administrator] {
            await #expect(throws: Refusal.self) { try await cast.announce(as: actor) }
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
            _ = try await cast.announce()
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
        let many = try await cost()
        #expect(many == few)
        let newest = try #require(
            try await ReadAnnouncements(office: cast.office)(as: cast.coordinator).items.first
        )
        #expect(newest.reach.recipients == 100 && newest.progress.waiting == 100)
    }
}
