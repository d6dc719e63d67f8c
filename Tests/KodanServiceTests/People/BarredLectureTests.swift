import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

/// How the presenter of a lecture that was agreed comes to be one who is not sent to its host.
enum Barring: CaseIterable, Sendable {
    case host
    case presenter
    case decline
    case member
    case belonging
}

@Suite("A lecture ahead whose presenter may not be sent to its host any more", .database)
struct BarredLectureTests {
    private let cast = Cast()

    private func open() async throws -> [String] {
        try await cast.texts(
            "SELECT kind || coalesce(' asg-' || assignment_id, '') FROM desk_entry WHERE closed_at IS NULL ORDER BY id"
        )
    }

    private func keepApart(_ lecturer: Lecturer, from host: Host, askedBy side: Side) async throws {
        _ = try await KeepApart(office: cast.office)(
            lecturer.id,
            host.organization,
            askedBy: side,
            because: "希望",
            as: side == .host ? host.credential : lecturer.credential
        )
    }

    private func bar(_ lecturer: Lecturer, from host: Host, by barring: Barring) async throws {
        switch barring {
        case .host: try await keepApart(lecturer, from: host, askedBy: .host)
        case .presenter: try await keepApart(lecturer, from: host, askedBy: .presenter)
        case .decline:
            let request = try await cast.approved(by: host, at: [Cast.weekLater])
            let offer = try #require(try await cast.ask([lecturer], for: request).first)
            try await DeclineOffer(office: cast.office)(
                offer,
                because: "利害関係",
                ground: .notThatHost,
                as: lecturer.credential
            )
        case .member:
            _ = try await AddMember(office: cast.office)(
                NewUser(email: try EmailAddress(lecturer.email), name: "講師 第1"),
                to: host.organization,
                as: cast.coordinator
            )
        case .belonging:
            try await ChangePresenter(office: cast.office)(
                lecturer.id,
                try PresenterChange(organizations: [host.organization]),
                as: cast.coordinator
            )
        }
    }

    @Test(
        "comes up on the desk, however it came about; that of another presenter does not",
        arguments: Barring.allCases
    )
    func brought(up barring: Barring) async throws {
        let host = try await cast.host(1)
        let (lecturer, other) = (try await cast.lecturer(1), try await cast.lecturer(2))
        let (_, assignment) = try await cast.assigned(lecturer, to: host)
        _ = try await cast.assigned(other, to: host)
        #expect(try await open() == [])
        try await bar(lecturer, from: host, by: barring)
        #expect(try await open() == ["host_barred \(assignment)"])
        _ = try await FollowUp(office: cast.office)()
        #expect(try await open().contains("host_barred \(assignment)"))
    }

    @Test("goes from the desk once nothing keeps them apart any more")
    func lifted() async throws {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let (_, assignment) = try await cast.assigned(lecturer, to: host)
        try await keepApart(lecturer, from: host, askedBy: .host)
        #expect(try await open() == ["host_barred \(assignment)"])
        try await KeepApart(office: cast.office).lift(
            lecturer.id,
            host.organization,
            askedBy: .host,
            because: "解消",
            as: host.credential
        )
        _ = try await FollowUp(office: cast.office)()
        #expect(try await !open().contains("host_barred \(assignment)"))
    }
}
