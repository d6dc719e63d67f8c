import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("Who may not be sent to an organization any more", .database)
struct BarredByMergerTests {
    private let cast = Cast()

    private func open() async throws -> [String] {
        try await cast.texts(
            "SELECT kind || coalesce(' asg-' || assignment_id, '') FROM desk_entry WHERE closed_at IS NULL ORDER BY id"
        )
    }

    @Test(
        "since a part was once theirs: their offers end with the reason, their lectures come up on the desk"
    )
    func former() async throws {
        let (part, whole) = (try await cast.host(1), try await cast.host(2))
        let (lecturer, other) = (try await cast.lecturer(1), try await cast.lecturer(2))
        try await cast.database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO organization_member (organization_id, user_id, valid)
                SELECT \(part.organization), user_id, '[2025-10-01,2026-03-01)'::daterange
                  FROM presenter WHERE id = \(lecturer.id)
                """
            )
        }
        let (_, assignment) = try await cast.assigned(lecturer, to: whole)
        let request = try await cast.approved(by: whole, at: [Cast.weekLater])
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        let mails = try await cast.mails().count
        try await cast.merge(part, into: whole, because: "4月の合併")
        #expect(
            try await cast.texts("SELECT state || ' ' || reason FROM offer WHERE id = \(offer)")
                == ["withdrawn 4月の合併"]
        )
        #expect(
            try await Array(cast.mails().dropFirst(mails)) == ["offer_withdrawn \(lecturer.email)"]
        )
        #expect(try await cast.state(of: request) == "approved")
        #expect(try await open() == ["host_barred \(assignment)"])
        #expect(try await CascadeOffers(office: cast.office)() == 1)
        #expect(try await cast.offer(to: other) != nil)
        // It lies there until somebody has decided.
        let page = try await ReadDesk(office: cast.office)(as: cast.coordinator)
        #expect(page.items.map(\.kind) == [.hostBarred])
        _ = try await FollowUp(office: cast.office)()
        #expect(try await open().contains("host_barred \(assignment)"))
        _ = try await ReplacePresenter(office: cast.office)(
            assignment,
            by: .host,
            because: "統合",
            as: cast.coordinator
        )
        _ = try await FollowUp(office: cast.office)()
        #expect(try await !open().contains("host_barred \(assignment)"))
    }

    @Test("since they act for it from now on: their offers are taken back", arguments: [true, false])
    func member(isAdded: Bool) async throws {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(by: host)
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        let person = NewUser(email: try EmailAddress(lecturer.email), name: "講師 第1")
        if isAdded {
            _ = try await AddMember(office: cast.office)(person, to: host.organization, as: cast.coordinator)
        } else {
            _ = try await HandOverMembership(office: cast.office)(
                of: try #require(host.credential.user),
                in: host.organization,
                to: person,
                as: host.credential
            )
        }
        #expect(try await cast.state(of: offer) == "withdrawn")
        #expect(try await cast.state(of: request) == "approved")
        #expect(try await cast.mails().last == "offer_withdrawn \(lecturer.email)")
    }

    @Test("is said by its own people, not by who joined a part after the merger")
    func speakers() async throws {
        let (part, whole) = (try await cast.host(1), try await cast.host(2))
        let lecturer = try await cast.lecturer()
        _ = try await cast.assigned(lecturer, to: part)
        try await cast.merge(part, into: whole)
        let late = try await AddMember(office: cast.office)(
            NewUser(email: try EmailAddress("late@org.example.jp"), name: "後任"),
            to: part.organization,
            as: cast.coordinator
        )
        let keepApart = KeepApart(office: cast.office)
        func exclude(_ credential: Credential) async throws {
            _ = try await keepApart(
                lecturer.id,
                part.organization,
                askedBy: .host,
                because: "希望",
                as: credential
            )
        }
        func lift(_ credential: Credential) async throws {
            try await keepApart.lift(
                lecturer.id,
                part.organization,
                askedBy: .host,
                because: "解消",
                as: credential
            )
        }
        let excluding: SQL = "SELECT organization_id::text FROM presenter_exclusion"
        await #expect(throws: Refusal.organizationMerged(part.organization)) {
            try await exclude(.user(late, as: .host))
        }
        try await exclude(part.credential)
        #expect(try await cast.texts(excluding) == ["\(whole.organization.rawValue)"])
        await #expect(throws: Refusal.organizationMerged(part.organization)) {
            try await lift(.user(late, as: .host))
        }
        try await lift(part.credential)
        #expect(try await cast.texts(excluding) == [])
    }
}
