import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Testing

@Suite("Keeping a presenter and an organization apart", .database)
struct ExclusionTests {
    private let cast = Cast()

    private func matched() async throws -> [Presenter.ID] {
        try await MatchRequests(office: cast.office)(save: false, as: cast.coordinator).matches.map(
            \.presenter
        )
    }

    @Test(
        "holds for the match whichever side asked, until that side takes it back",
        arguments: [true, false]
    )
    func match(byHost: Bool) async throws {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        _ = try await cast.approved(by: host)
        #expect(try await matched() == [lecturer.id])
        let keepApart = KeepApart(office: cast.office)
        let side = byHost ? Side.host : .presenter
        let credential = byHost ? cast.coordinator : lecturer.credential
        _ = try await keepApart(
            lecturer.id,
            host.organization,
            askedBy: side,
            because: "希望",
            as: credential
        )
        #expect(try await matched().isEmpty)
        await #expect(throws: Refusal.notExcluded(lecturer.id, host.organization)) {
            try await keepApart.lift(
                lecturer.id,
                host.organization,
                askedBy: byHost ? .presenter : .host,
                because: "解消",
                as: cast.coordinator
            )
        }
        try await keepApart.lift(
            lecturer.id,
            host.organization,
            askedBy: side,
            because: "解消",
            as: credential
        )
        #expect(try await matched() == [lecturer.id])
    }

    @Test("keeps one side's reason from the other")
    func secret() async throws {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        _ = try await cast.assigned(lecturer, to: host)
        _ = try await KeepApart(office: cast.office)(
            lecturer.id,
            host.organization,
            askedBy: .host,
            because: "内密",
            as: host.credential
        )
        _ = try await KeepApart(office: cast.office)(
            lecturer.id,
            host.organization,
            askedBy: .presenter,
            because: "私用",
            as: lecturer.credential
        )
        func reasons(_ credential: Credential) async throws -> [String] {
            try await cast.office.transaction(as: credential) { desk in
                try ExclusionStore(desk.session).exclusions(of: lecturer.id).map(\.reason)
            }
        }
        #expect(try await reasons(host.credential) == ["内密"])
        #expect(try await reasons(lecturer.credential) == ["私用"])
        #expect(try await reasons(cast.coordinator) == ["内密", "私用"])
    }

    @Test("is for the two and for coordinators, who are told what still ties them")
    func permitted() async throws {
        let host = try await cast.host(1)
        let other = try await cast.host(2)
        let lecturer = try await cast.lecturer(1)
        let stranger = try await cast.lecturer(2)
        let (_, assignment) = try await cast.assigned(lecturer, to: host)
        let keepApart = KeepApart(office: cast.office)
        func add(
            _ credential: Credential,
            askedBy side: Side = .host,
            about presenter: Presenter.ID? = nil
        ) async throws -> LooseEnds {
            try await keepApart(
                presenter ?? lecturer.id,
                host.organization,
                askedBy: side,
                because: "希望",
                as: credential
            )
        }
        await #expect(throws: Refusal.notFound(host.organization.description)) {
            try await add(other.credential)
        }
        // A host knows only whom it met.
        await #expect(throws: Refusal.notFound(stranger.id.description)) {
            try await add(host.credential, about: stranger.id)
        }
        await #expect(throws: Refusal.notPermitted(.presenter)) { try await add(lecturer.credential) }
        await #expect(throws: Refusal.notPermitted(.host)) {
            try await add(host.credential, askedBy: .presenter)
        }
        let sides = Expected.oneOf(["host", "presenter"])
        await #expect(throws: Refusal.field(FieldRefused(.asker, expected: sides))) {
            try await add(cast.coordinator, askedBy: .body)
        }
        #expect(try await add(cast.coordinator).assignments == [assignment])
        await #expect(throws: Refusal.excludedAlready(lecturer.id, host.organization)) {
            try await add(host.credential)
        }
        await #expect(throws: Refusal.notFound(lecturer.id.description)) {
            try await add(stranger.credential, askedBy: .presenter)
        }
    }
}
