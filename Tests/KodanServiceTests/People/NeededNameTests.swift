import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("Taking away a name when others still need something", .database)
struct NeededNameTests {
    private let cast = Cast()

    @Test("waits for a presenter who goes on as somebody else, whose own affairs stay theirs")
    func goesOn() async throws {
        let host = try await cast.host()
        let lecturers = [try await cast.lecturer(1), try await cast.lecturer(2)]
        let member = NewUser(email: try EmailAddress(lecturers[0].email), name: "講師")
        let user = try await AddMember(office: cast.office)(
            member,
            to: host.organization,
            as: cast.coordinator
        )
        let second = try #require(lecturers[1].credential.user)
        try await GrantRole(office: cast.office)(
            .accountant,
            to: second,
            as: cast.database.staff.administrator
        )
        for (lecturer, need) in [(lecturers[0], NameNeed.member), (lecturers[1], .staff)] {
            try await cast.retire(lecturer)
            let person = Person.presenter(lecturer.id)
            await #expect(throws: Refusal.person(.stillNeeded(person, need))) {
                try await cast.anonymize(person)
            }
        }
        cast.database.clock.advance(days: 1)
        try await RemoveMember(office: cast.office)(
            user,
            from: host.organization,
            because: "退職",
            as: cast.coordinator
        )
        cast.database.clock.advance(days: 1)
        let gone = Person.presenter(lecturers[0].id)
        #expect(try await cast.anonymize(gone) == [gone, .user(user)])
    }

    @Test("leaves what others have yet to be told, and what stands at an address that others have")
    func others() async throws {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let (request, _) = try await cast.assigned(lecturer, to: host)
        // The presenter is reached where the contact of a request is, which goes on without them.
        try await cast.database.owner.transaction { session in
            try session.script(
                """
                UPDATE presenter SET email = 'contact@org.example.jp';
                INSERT INTO mail_bounce (address, is_hard, words, recorded_at)
                VALUES ('contact@org.example.jp', true, '550', '2026-06-01T00:00:00Z');
                """
            )
        }
        try await cast.retire(lecturer)
        #expect(try await cast.state(of: request) == "approved")
        _ = try await cast.anonymize(.presenter(lecturer.id))
        #expect(
            try await cast.texts(
                "SELECT kind FROM outbox_message WHERE request_id = \(request) AND state = 'queued' ORDER BY id"
            ) == ["request_received", "request_approved", "presenter_found", "presenter_withdrew"]
        )
        #expect(try await cast.texts("SELECT address FROM mail_bounce") == ["contact@org.example.jp"])
        #expect(try await cast.traces(of: [lecturer.email]) == [])
    }

    @Test("of a contact leaves what the presenter has yet to be told")
    func yetToBeTold() async throws {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let (request, _) = try await cast.assigned(lecturer, to: host)
        try await CancelRequest(office: cast.office)(
            request,
            by: .host,
            because: "都合",
            as: cast.coordinator
        )
        _ = try await cast.anonymize(.contact(request))
        #expect(
            try await cast.texts("SELECT kind FROM outbox_message WHERE request_id = \(request) ORDER BY id")
                .contains("lecture_cancelled")
        )
        #expect(try await cast.traces(of: ["contact@org", "窓口"]) == [])
    }
}
