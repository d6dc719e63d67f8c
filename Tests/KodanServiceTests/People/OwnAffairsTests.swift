import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

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
        await #expect(throws: Refusal.ownOrganization(lecturer.id)) {
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
                == [colleague.id]
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
}
