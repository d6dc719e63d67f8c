import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("Handing a membership over", .database)
struct HandOverMembershipTests {
    private let cast = Cast()

    private func successor(_ number: Int = 1) throws -> NewUser {
        NewUser(email: try EmailAddress("next\(number)@org.example.jp"), name: "後任 \(number)")
    }

    private func sees(_ credential: Credential) async throws -> Bool {
        try await !ReadOrganizations(office: cast.office)(as: credential).items.isEmpty
    }

    @Test("lets the old one act until the end of the day, and the new one from now on")
    func handOver() async throws {
        let host = try await cast.host()
        let old = try #require(host.credential.user)
        let begin = try await cast.mark()
        let successor = try successor()
        #expect(
            try await HandOverMembership(office: cast.office)(
                of: old,
                in: host.organization,
                to: successor,
                as: host.credential
            ) == nil
        )
        #expect(
            try await cast.events(since: begin) == [
                "host organization.membership_handed_over \(host.organization)"
            ]
        )
        let made = try await cast.texts(
            "SELECT id::text FROM app_user WHERE email_key = \(successor.email.key)"
        )
        let next = User.ID(try #require(made.first.flatMap(Int64.init)))
        let new = Credential.user(next, as: .host)
        #expect(try await sees(host.credential))
        #expect(try await sees(new))
        cast.database.clock.advance(days: 1)
        #expect(try await !sees(host.credential))
        #expect(try await sees(new))
    }

    @Test("is done to a disabled user's address as to any other, and enables nobody")
    func disabled() async throws {
        let (host, other) = (try await cast.host(1), try await cast.host(2))
        let old = try #require(host.credential.user)
        let gone = try #require(other.credential.user)
        let administrator = cast.database.staff.administrator
        try await DisableUser(office: cast.office)(gone, because: "退職", as: administrator)
        let address = NewUser(email: try EmailAddress("host2@org.example.jp"), name: "担当 2")
        let told = try await HandOverMembership(office: cast.office)(
            of: old,
            in: host.organization,
            to: address,
            as: host.credential
        )
        #expect(told == nil)
        #expect(try await cast.texts("SELECT state FROM app_user WHERE id = \(gone)") == ["disabled"])
        let memberships: SQL = "SELECT count(*)::text FROM organization_member WHERE user_id = \(gone)"
        #expect(try await cast.texts(memberships) == ["2"])
        let roles: SQL = "SELECT role FROM user_role WHERE user_id = \(gone) AND revoked_at IS NULL"
        #expect(try await cast.texts(roles) == ["host"])
    }

    @Test("takes along the requests that go on and were answered by the old one's own address")
    func requests() async throws {
        let host = try await cast.host(1)
        let contact = try Contact(
            name: "担当 1",
            email: try EmailAddress("HOST1@org.example.jp"),
            phone: try PhoneNumber("03-2222-3333")
        )
        func asked(_ begin: String) async throws -> LectureRequest.ID {
            let id = try await cast.approved(by: host, at: [Cast.span(begin, minutes: 60)])
            try await HandOverRequest(office: cast.office)(id, to: contact, as: cast.coordinator)
            return id
        }
        let own = try await asked("2026-07-08T10:00:00+09:00")
        let ended = try await asked("2026-07-09T10:00:00+09:00")
        try await CancelRequest(office: cast.office)(ended, by: .host, because: "中止", as: host.credential)
        let shared = try await cast.approved(by: host, at: [Cast.weekLater])
        let (begin, before) = (try await cast.mark(), try await cast.mails().count)
        _ = try await HandOverMembership(office: cast.office)(
            of: try #require(host.credential.user),
            in: host.organization,
            to: try successor(),
            as: cast.coordinator
        )
        #expect(
            try await cast.events(since: begin) == [
                "coordinator organization.membership_handed_over \(host.organization)",
                "coordinator request.handed_over \(own)",
            ]
        )
        #expect(
            try await cast.mails().dropFirst(before) == ["request_handed_over next1@org.example.jp"]
        )
        func reached(_ id: LectureRequest.ID) async throws -> Contact? {
            try await ReadRequests(office: cast.office)(id, as: cast.coordinator).contact
        }
        let after = try #require(try await reached(own))
        #expect(after.name == "後任 1" && after.email.text == "next1@org.example.jp")
        #expect(after.phone == contact.phone)
        #expect(try await reached(ended)?.email == contact.email)
        #expect(try await reached(shared)?.email.text == "contact@org.example.jp")
    }

    @Test("takes along drafts, of which nobody is told, and lectures that were missed and get a new date")
    func unfinished() async throws {
        let host = try await cast.host(1)
        let draft = try await DraftRequest(office: cast.office)(
            try cast.draft(of: .organization(host.organization)),
            as: host.credential
        )
        let (missed, assignment) = try await cast.assigned(try await cast.lecturer(), to: host)
        cast.pass()
        try await RecordNoShow(office: cast.office)(
            assignment,
            absent: .presenter,
            because: "不参加",
            as: cast.coordinator
        )
        // A single request is handed over too while it waits for its new date.
        let before = try await cast.mails().count
        let old = try Contact(
            name: "担当 1",
            email: try EmailAddress("host1@org.example.jp"),
            phone: try PhoneNumber("03-2222-3333")
        )
        try await HandOverRequest(office: cast.office)(missed, to: old, as: cast.coordinator)
        try await cast.database.owner.transaction { session in
            try session.execute(
                "UPDATE lecture_request SET contact_email = 'host1@org.example.jp' WHERE id = \(draft)"
            )
        }
        _ = try await HandOverMembership(office: cast.office)(
            of: try #require(host.credential.user),
            in: host.organization,
            to: try successor(),
            as: cast.coordinator
        )
        #expect(
            try await cast.texts("SELECT state || ' ' || contact_email FROM lecture_request ORDER BY id") == [
                "draft next1@org.example.jp", "not_held next1@org.example.jp",
            ]
        )
        #expect(
            try await cast.mails().dropFirst(before) == [
                "request_handed_over host1@org.example.jp", "request_handed_over next1@org.example.jp",
            ]
        )
    }

    @Test("does not tell who hands over whether the address was known, nor under which name")
    func known() async throws {
        let known = try await cast.lecturer()
        let addresses = [known.email, "nobody@org.example.jp"]
        var seen: [[String]] = []
        for (number, address) in addresses.enumerated() {
            let host = try await cast.host(number + 1)
            let colleague = NewUser(
                email: try EmailAddress("second\(number)@org.example.jp"),
                name: "同僚"
            )
            _ = try await AddMember(office: cast.office)(
                colleague,
                to: host.organization,
                as: cast.coordinator
            )
            cast.database.clock.advance(days: 1)
            let next = try await HandOverMembership(office: cast.office)(
                of: try #require(host.credential.user),
                in: host.organization,
                to: NewUser(email: try EmailAddress(address), name: "後任"),
                as: host.credential
            )
            #expect(next == nil)
            let read = ReadOrganizations(office: cast.office)
            let listed = try await read.members(of: host.organization, as: host.credential)
            #expect(try await read(host.organization, as: host.credential).members == listed)
            seen.append(listed.map(\.name))
            // The body's people see whom they got.
            let all = try await read.members(of: host.organization, as: cast.coordinator)
            #expect(all.map(\.email.text).last == address)
        }
        #expect(seen == [["担当 1", "同僚"], ["担当 2", "同僚"]])
    }

    @Test("is for the member, a coordinator or an administrator; once, and not to oneself")
    func refused() async throws {
        let host = try await cast.host(1)
        let rival = try await cast.host(2)
        let old = try #require(host.credential.user)
        let handOver = HandOverMembership(office: cast.office)
        func run(_ credential: Credential, to user: NewUser) async throws -> User.ID? {
            try await handOver(of: old, in: host.organization, to: user, as: credential)
        }
        await #expect(throws: Refusal.notFound(host.organization.description)) {
            try await run(rival.credential, to: try successor())
        }
        await #expect(throws: Refusal.notPermitted(.clerk)) {
            try await run(cast.database.staff.clerk, to: try successor())
        }
        let same = NewUser(email: try EmailAddress("host1@org.example.jp"), name: "担当")
        await #expect(throws: Refusal.memberAlready(old, host.organization)) {
            try await run(cast.coordinator, to: same)
        }
        let second = try await AddMember(office: cast.office)(
            try successor(2),
            to: host.organization,
            as: cast.coordinator
        )
        await #expect(throws: Refusal.notPermitted(.host)) {
            try await handOver(
                of: second,
                in: host.organization,
                to: try successor(),
                as: host.credential
            )
        }
        #expect(try await run(cast.database.staff.administrator, to: try successor()) != nil)
        await #expect(throws: Refusal.notMember(old, host.organization)) {
            try await run(cast.coordinator, to: try successor(3))
        }
    }
}
