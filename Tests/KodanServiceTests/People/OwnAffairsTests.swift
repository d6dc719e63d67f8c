import KodanDomain
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

@Suite("What is somebody's own", .database)
struct OwnAffairsTests {
    private let cast = Cast()

    private func user(_ lecturer: Lecturer) throws -> User.ID { try #require(lecturer.credential.user) }

    /// `lecturer` as one who acts for the organization of `host`.
    private func join(_ lecturer: Lecturer, _ host: Host) async throws -> Credential {
        let member = NewUser(email: try EmailAddress(lecturer.email), name: "講師")
        let id = try await AddMember(office: cast.office)(member, to: host.organization, as: cast.coordinator)
        #expect(try id == user(lecturer))
        return .user(id, as: .host)
    }

    /// `lecturer` as one of the body's people.
    private func employ(_ lecturer: Lecturer, as role: Role) async throws -> Credential {
        let id = try user(lecturer)
        try await GrantRole(office: cast.office)(role, to: id, as: cast.database.staff.administrator)
        return .user(id, as: role)
    }

    @Test("organization is that for which they act: nobody is sent there, by plan or by hand")
    func organization() async throws {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(by: host)
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        let other = try await cast.approved(by: host, at: [Cast.weekLater])
        _ = try await join(lecturer, host)
        await #expect(throws: Refusal.offerState(offer, .withdrawn)) {
            try await AcceptOffer(office: cast.office)(offer, as: lecturer.credential)
        }
        let outcome = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        #expect(outcome.matches.isEmpty)
        #expect(outcome.left.contains("\(other) nobody belongsToHost=1"), "\(outcome.left)")
        let colleague = try await cast.lecturer(2)
        #expect(
            try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator).matches.map(
                \.presenter
            )
                == [colleague.id, colleague.id]
        )
    }

    @Test("lecture is confirmed by somebody else, in whatever role they come")
    func confirmation() async throws {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let (request, assignment) = try await cast.assigned(lecturer, to: host)
        let asHost = try await join(lecturer, host)
        let asCoordinator = try await employ(lecturer, as: .coordinator)
        cast.pass()
        let confirm = ConfirmLecture(office: cast.office)
        _ = try await ReportLecture(office: cast.office)(
            assignment,
            try lectureReport(),
            as: lecturer.credential
        )
        for credential in [asHost, asCoordinator] {
            await #expect(throws: Refusal.ownAffair("\(assignment)")) {
                try await confirm(assignment, try hostConfirmation(), as: credential)
            }
        }
        let own = try user(lecturer)
        await #expect(throws: PostgresError.self) {
            try await cast.database.owner.transaction { session in
                try session.execute(
                    """
                    INSERT INTO host_confirmation (assignment_id, organization_id, attendance, minutes, comment,
                                                   confirmed_by, on_behalf, confirmed_at)
                    VALUES (\(assignment), \(host.organization), 30, 90, '', \(own), false, \(Cast.afternoon.end))
                    """
                )
            }
        }
        #expect(try await cast.state(of: request) == "held")
        _ = try await confirm(assignment, try hostConfirmation(), as: host.credential)
        #expect(try await cast.state(of: request) == "attested")
    }

    @Test("fee and request are decided by another of the body's people")
    func decisions() async throws {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let (_, assignment) = try await cast.assigned(lecturer, to: host)
        let asCoordinator = try await employ(lecturer, as: .coordinator)
        await #expect(throws: Refusal.ownAffair("\(assignment)")) {
            try await AgreeFee(office: cast.office)(
                .net(Yen(1_000_000)),
                for: assignment,
                because: "希望",
                as: asCoordinator
            )
        }
        let draft = try cast.draft(of: .presenter(lecturer.id, coHost: nil), at: [Cast.weekLater])
        let request = try await SubmitRequest(office: cast.office)(draft, as: lecturer.credential)
        await #expect(throws: Refusal.ownAffair("\(request)")) {
            try await ScreenRequest(office: cast.office)(request, .approve, as: asCoordinator)
        }
        try await ScreenRequest(office: cast.office)(request, .approve, as: cast.coordinator)
    }

    @Test("organization stays so for a year after they left it, and when it takes up another")
    func formerOrganization() async throws {
        let host = try await cast.host(1)
        let successor = try await cast.host(2)
        let lecturer = try await cast.lecturer()
        _ = try await join(lecturer, successor)
        let request = try await cast.approved(by: host)
        try await cast.merge(host, into: successor, because: "統合")
        func left() async throws -> [String] {
            try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator).left
        }
        #expect(try await left() == ["\(request) nobody belongsToHost=1"])
        try await RemoveMember(office: cast.office)(
            user(lecturer),
            from: successor.organization,
            because: "退職",
            as: cast.coordinator
        )
        cast.database.clock.advance(days: 1)
        #expect(try await left() == ["\(request) nobody belongsToHost=1"])
        try await cast.database.owner.transaction { session in
            try session.execute(
                """
                UPDATE organization_member SET valid = '[2024-01-01,2025-05-01)'
                 WHERE user_id = (SELECT user_id FROM presenter WHERE id = \(lecturer.id))
                """
            )
        }
        let rest = try await left()
        #expect(rest == [], "\(rest)")
    }

    @Test("mailbox confirms nothing of their own: a link that went there is theirs")
    func mailbox() async throws {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let (request, assignment) = try await cast.assigned(lecturer, to: host)
        func hand(to email: String) async throws -> Credential {
            let contact = try Contact(
                name: "後任",
                email: try EmailAddress(email),
                phone: try PhoneNumber("03-0000-0002")
            )
            try await HandOverRequest(office: cast.office)(request, to: contact, as: host.credential)
            return .statusLink(try await StatusLinks(office: cast.office).link(of: request))
        }
        let own = try await hand(to: lecturer.email.uppercased())
        cast.pass()
        let confirm = ConfirmLecture(office: cast.office)
        await #expect(throws: Refusal.ownAffair("\(assignment)")) {
            try await confirm(assignment, try hostConfirmation(), as: own)
        }
        let other = try await hand(to: "someone@org.example.jp")
        _ = try await confirm(assignment, try hostConfirmation(), as: other)
    }

    @Test("standing and pay are not theirs to set, whatever else they are to the body")
    func standing() async throws {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let (_, assignment) = try await cast.assigned(lecturer, to: host)
        let own = try await employ(lecturer, as: .coordinator)
        let accountant = try await employ(lecturer, as: .accountant)
        let (id, affair) = (lecturer.id, Refusal.ownAffair("\(lecturer.id)"))
        let office = cast.office
        await #expect(throws: affair) {
            try await ChangePresenter(office: office)(
                id,
                PresenterChange(rank: try RankCode("expert")),
                as: own
            )
        }
        let other = try await cast.approved(by: host, at: [Cast.weekLater])
        await #expect(throws: affair) {
            try await AssignPresenter(office: office)(ChosenPresenter(id, because: "x"), for: other, as: own)
        }
        cast.pass()
        await #expect(throws: Refusal.ownAffair("\(assignment)")) {
            try await RecordNoShow(office: office)(assignment, absent: .host, because: "x", as: own)
        }
        await #expect(throws: Refusal.ownAffair("\(assignment)")) {
            try await SettleTravel(office: office)(assignment, as: accountant)
        }
    }
}
