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
        let byHostCase = ExcludePresenter(office: cast.office)
        let byPresenter = ExcludeOrganization(office: cast.office)
        if byHost {
            _ = try await byHostCase(
                lecturer.id,
                from: host.organization,
                because: "前回の講演",
                as: cast.coordinator
            )
        } else {
            _ = try await byPresenter(
                host.organization,
                for: lecturer.id,
                because: "利害関係",
                as: lecturer.credential
            )
        }
        #expect(try await matched().isEmpty)
        if byHost {
            await #expect(throws: Refusal.notExcluded(lecturer.id, host.organization)) {
                try await byPresenter.lift(
                    host.organization,
                    for: lecturer.id,
                    because: "解消",
                    as: lecturer.credential
                )
            }
            try await byHostCase.lift(
                lecturer.id,
                from: host.organization,
                because: "解消",
                as: cast.coordinator
            )
        } else {
            try await byPresenter.lift(
                host.organization,
                for: lecturer.id,
                because: "解消",
                as: lecturer.credential
            )
        }
        #expect(try await matched() == [lecturer.id])
    }

    @Test("keeps one side's reason from the other")
    func secret() async throws {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        _ = try await cast.assigned(lecturer, to: host)
        _ = try await ExcludePresenter(office: cast.office)(
            lecturer.id,
            from: host.organization,
            because: "内密",
            as: host.credential
        )
        _ = try await ExcludeOrganization(office: cast.office)(
            host.organization,
            for: lecturer.id,
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
        let exclude = ExcludePresenter(office: cast.office)
        func add(_ credential: Credential) async throws -> ExclusionTies {
            try await exclude(lecturer.id, from: host.organization, because: "希望", as: credential)
        }
        await #expect(throws: Refusal.notFound(host.organization.description)) {
            try await add(other.credential)
        }
        // A host knows only whom it met.
        await #expect(throws: Refusal.notFound(stranger.id.description)) {
            try await exclude(stranger.id, from: host.organization, because: "希望", as: host.credential)
        }
        await #expect(throws: Refusal.notPermitted(.presenter)) { try await add(lecturer.credential) }
        #expect(try await add(cast.coordinator).assignments == [assignment])
        await #expect(throws: Refusal.excludedAlready(lecturer.id, host.organization)) {
            try await add(host.credential)
        }
        await #expect(throws: Refusal.notFound(lecturer.id.description)) {
            try await ExcludeOrganization(office: cast.office)(
                host.organization,
                for: lecturer.id,
                because: "希望",
                as: stranger.credential
            )
        }
    }
}
