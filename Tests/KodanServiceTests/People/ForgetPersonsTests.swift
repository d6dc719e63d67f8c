import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("Names that were kept for long enough", .database)
struct ForgetPersonsTests {
    private let cast = Cast()
    private var administrator: Credential { cast.database.staff.administrator }

    private func office(years: Int? = 5) -> Office {
        var rules = OfficeRules()
        rules.retention = years.flatMap { Retention(years: $0) }
        return Office(
            pool: cast.office.pool,
            clock: cast.office.clock,
            vault: cast.office.vault,
            rules: rules
        )
    }

    private func at(_ time: String) { cast.database.clock.set(moment(time)) }

    /// A presenter who left and a request that was called off with the host who asked for it, all in the fiscal year
    /// 2026.
    private func past() async throws -> (lecturer: Lecturer, request: LectureRequest.ID, host: User.ID) {
        let lecturer = try await cast.lecturer()
        let host = try await cast.host()
        let request = try await cast.approved(by: host)
        _ = try await cast.ask([lecturer], for: request)
        try await CancelRequest(office: cast.office)(
            request,
            by: .host,
            because: "都合",
            as: cast.coordinator
        )
        at("2027-03-31T23:00:00+09:00")
        try await ChangePresenterStatus(office: cast.office)(
            of: lecturer.id,
            to: .retired,
            because: "退任",
            as: cast.coordinator
        )
        return (lecturer, request, try #require(host.credential.user))
    }

    @Test("go five fiscal years after the one in which something last concerned them, once a day")
    func due() async throws {
        let (lecturer, request, host) = try await past()
        let user = try #require(lecturer.credential.user)
        let forget = ForgetPersons(office: office())
        let read = ReadDuePersons(office: office())
        at("2032-03-31T23:59:59+09:00")
        #expect(try await forget() == 0)
        #expect(try await read(as: administrator).items.isEmpty)
        let tomorrow = try await read(on: day("2032-04-01"), as: administrator)
        #expect(tomorrow.items == [.contact(request), .presenter(lecturer.id), .user(host)])
        at("2032-04-01T00:00:00+09:00")
        let mails = try await cast.mails().count
        #expect(mails > 0)
        // The contact, the presenter with their user, and the host; and all mails: those that were never sent with whom
        // they were about.
        #expect(try await forget() == 4)
        #expect(try await cast.mails().isEmpty)
        #expect(try await forget() == 0)
        #expect(
            try await cast.texts("SELECT display_name FROM app_user WHERE id = \(user)") == ["匿名の利用者"]
        )
        #expect(
            try await cast.texts(
                "SELECT concat_ws(' ', action, subject, role, coalesce(user_id::text, 'nobody')) FROM audit_event "
                    + "WHERE at >= '2032-04-01+09' ORDER BY id"
            ) == [
                "request.contact_anonymized \(request) system nobody",
                "presenter.anonymized \(lecturer.id) system nobody", "user.anonymized \(user) system nobody",
                "user.anonymized \(host) system nobody",
            ]
        )
        #expect(try await read(as: administrator).items.isEmpty)
    }

    @Test("stay as long as somebody comes back, acts for somebody, or is needed; others wait for no one")
    func kept() async throws {
        let (lecturer, request, member) = try await past()
        let second = try await cast.lecturer(2)
        let host = try await cast.host(2)
        at("2031-05-01T10:00:00+09:00")
        // A step of the record about the one, and a visit of the other's user.
        _ = try await KeepApart(office: cast.office)(
            second.id,
            host.organization,
            askedBy: .host,
            because: "希望",
            as: cast.coordinator
        )
        let session = try #require(lecturer.credential.user)
        try await cast.database.owner.transaction { opened in
            try opened.execute(
                """
                INSERT INTO user_session (user_id, role, proof, digest, created_at, last_seen_at, idle_minutes, expires_at)
                VALUES (\(session), 'presenter', 'link', sha256('x'), \(cast.office.clock.now()),
                        \(cast.office.clock.now()), 30, '2031-05-02T00:00:00Z')
                """
            )
        }
        let read = ReadDuePersons(office: office())
        // A visit: the session itself is forgotten soon, what it did is not.
        #expect(
            try await read(on: day("2036-04-01"), as: administrator).items == [
                .contact(request), .user(member), .user(try #require(host.credential.user)),
            ]
        )
        #expect(
            try await read(on: day("2037-04-01"), as: administrator).items.prefix(2)
                == [.contact(request), .presenter(lecturer.id)]
        )
    }

    @Test(
        "of hosts go when their organization has asked for nothing for long enough, or they left it; of staff never"
    )
    func users() async throws {
        let host = try await cast.host()
        let user = try #require(host.credential.user)
        let colleague = NewUser(email: try EmailAddress("second@org.example.jp"), name: "二")
        let other = try await AddMember(office: cast.office)(
            colleague,
            to: host.organization,
            as: cast.coordinator
        )
        let read = ReadDuePersons(office: office(years: 1))
        // Somebody asks in the name of the organization, for whom both act.
        at("2028-05-01T10:00:00+09:00")
        let slot = Cast.span("2028-07-05T10:00:00+09:00", minutes: 60)
        let request = try await cast.approved(by: host, at: [slot])
        #expect(try await read(on: day("2029-04-01"), as: administrator).items.isEmpty)
        try await CancelRequest(office: cast.office)(request, by: .host, because: "都合", as: cast.coordinator)
        // The one has left; the other goes with the last request of the organization.
        try await RemoveMember(office: cast.office)(
            other,
            from: host.organization,
            because: "退職",
            as: cast.coordinator
        )
        #expect(try await read(on: day("2030-03-31"), as: administrator).items.isEmpty)
        #expect(
            try await read(on: day("2030-04-01"), as: administrator).items == [
                .contact(request), .user(user), .user(other),
            ]
        )
        at("2030-04-01T02:00:00+09:00")
        #expect(try await ForgetPersons(office: office(years: 1))() >= 3)
        #expect(
            try await cast.texts("SELECT DISTINCT upper(valid)::text FROM organization_member ORDER BY 1")
                == [
                    "2028-05-01", "2030-04-01",
                ]
        )
    }

    @Test("stay of whoever came back lately, before they have done anything")
    func back() async throws {
        let (_, _, user) = try await past()
        let read = ReadDuePersons(office: office())
        func isDue(on day: LocalDate) async throws -> Bool {
            try await read(on: day, as: administrator).items.contains(.user(user))
        }
        #expect(try await isDue(on: day("2033-04-01")))
        at("2032-05-01T10:00:00+09:00")
        try await DisableUser(office: cast.office)(user, because: "長期不在", as: administrator)
        #expect(try await !isDue(on: day("2033-04-01")))
        #expect(try await isDue(on: day("2038-04-01")))
        at("2032-06-01T10:00:00+09:00")
        try await EnableUser(office: cast.office)(user, as: administrator)
        let other = try await cast.host(3)
        let member = NewUser(email: try EmailAddress("host1@org.example.jp"), name: "担当 1")
        _ = try await AddMember(office: cast.office)(member, to: other.organization, as: cast.coordinator)
        #expect(try await !isDue(on: day("2037-04-01")))
    }

    @Test("come page by page, each once")
    func pages() async throws {
        let host = try await cast.host()
        for number in 1...3 {
            let lecturer = try await cast.lecturer(number)
            let start = "2026-07-0\(number)T10:00:00+09:00"
            let slot = Cast.span(start, minutes: 60)
            let request = try await cast.approved(by: host, at: [slot])
            try await CancelRequest(office: cast.office)(
                request,
                by: .host,
                because: "都合",
                as: cast.coordinator
            )
            try await ChangePresenterStatus(office: cast.office)(
                of: lecturer.id,
                to: .retired,
                because: "退任",
                as: cast.coordinator
            )
        }
        let read = ReadDuePersons(office: office())
        let on = day("2032-04-01")
        let all = try await read(on: on, as: administrator).items
        #expect(all.count == 7 && Set(all).count == 7)
        for size in 1...7 {
            var (paged, after): ([Person], Person?) = ([], nil)
            repeat {
                let limit = try #require(PageLimit(size))
                let part = try await read(on: on, after: after, limit: limit, as: administrator)
                #expect(part.items.count <= size)
                paged += part.items
                after = part.next
            } while after != nil
            #expect(paged == all, "\(size) a page")
        }
    }

    @Test(
        "stay where the office keeps them until an administrator takes them away, and are nobody else's to see"
    )
    func byHand() async throws {
        _ = try await past()
        at("2040-04-01T00:00:00+09:00")
        #expect(try await ForgetPersons(office: office(years: nil))() == 0)
        #expect(try await ReadDuePersons(office: office(years: nil))(as: administrator).items.isEmpty)
        #expect(try await ReadDuePersons(office: office())(as: cast.database.staff.auditor).items.count == 3)
        await #expect(throws: Refusal.notPermitted(.coordinator)) {
            _ = try await ReadDuePersons(office: office())(as: cast.coordinator)
        }
    }

    @Test("go while mails that wait, and the wishes of those who have an address, stay")
    func mails() async throws {
        let host = try await cast.host()
        _ = try await cast.approved(by: host)
        try await cast.database.owner.transaction { session in
            try session.script(
                """
                UPDATE outbox_message SET state = 'sent', sent_at = queued_at;
                INSERT INTO mail_unsubscription (address, message_id, unsubscribed_at)
                SELECT address, min(id), '2026-06-02T00:00:00Z'
                  FROM outbox_message, unnest(ARRAY['contact@org.example.jp', 'gone@org.example.jp']) AS address
                 GROUP BY address;
                """
            )
        }
        _ = try await cast.approved(by: host, at: [Cast.weekLater])
        let queued = "SELECT count(*)::text FROM outbox_message WHERE state = 'queued'"
        let waiting = try await cast.texts("\(unsafeSQL: queued)")
        at("2032-04-01T00:00:00+09:00")
        _ = try await ForgetPersons(office: office())()
        #expect(try await cast.texts("\(unsafeSQL: queued)") == waiting && waiting != ["0"])
        #expect(try await cast.texts("SELECT id::text FROM outbox_message WHERE state <> 'queued'") == [])
        #expect(
            try await cast.texts("SELECT concat_ws(' ', address, message_id) FROM mail_unsubscription")
                == ["contact@org.example.jp"]
        )
    }
}
