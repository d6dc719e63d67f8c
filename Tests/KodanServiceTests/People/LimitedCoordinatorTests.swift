import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Testing

@Suite("A coordinator who is limited to prefectures", .database)
struct LimitedCoordinatorTests {
    private let cast = Cast()

    @Test("sees presenters who live there, and those whom a lecture there brings")
    func presenters() async throws {
        let near = try await cast.lecturer(1, in: "13104")
        let far = try await cast.lecturer(2, in: "14104")
        let stranger = try await cast.lecturer(3, in: "14104")
        let tokyo = try await cast.limited(to: "13")
        let read = ReadPresenters(office: cast.office)
        #expect(try await read(as: tokyo).items.map(\.id) == [near.id])
        await #expect(throws: Refusal.notFound(far.id.description)) { try await read(far.id, as: tokyo) }
        let request = try await cast.approved(by: try await cast.host(1))
        _ = try await cast.ask([far], for: request)
        #expect(try await read(as: tokyo).items.map(\.id) == [near.id, far.id])
        #expect(try await read(far.id, as: tokyo).profile.phone.text == "090-0000-1002")
        let named = PresenterQuestion(name: "講師第")
        #expect(try await read(named, as: tokyo).items.map(\.id) == [near.id, far.id])
        #expect(try await read(named, as: cast.coordinator).items.count == 3)
        await #expect(throws: Refusal.notFound(stranger.id.description)) {
            try await read.blackouts(of: stranger.id, as: tokyo)
        }
    }

    @Test("changes nothing about others, those whom they meet among them")
    func changes() async throws {
        let far = try await cast.lecturer(1, in: "14104")
        let stranger = try await cast.lecturer(2, in: "14104")
        let host = try await cast.host(1)
        let request = try await cast.approved(by: host)
        _ = try await cast.ask([far], for: request)
        let tokyo = try await cast.limited(to: "13")
        let office = cast.office
        let day = DateRange(Cast.afternoon.date)
        let steps: [(Presenter.ID) async throws -> Void] = [
            { try await ChangePresenter(office: office)($0, PresenterChange(reachMinutes: 60), as: tokyo) },
            {
                try await ChangePresenterStatus(office: office)(
                    of: $0,
                    to: .suspended,
                    because: "休会",
                    as: tokyo
                )
            },
            { _ = try await SetBlackouts(office: office)(of: $0, to: [day], as: tokyo) },
            { _ = try await AddBlackout(office: office)(of: $0, on: day, as: tokyo) },
            { try await RemoveBlackout(office: office)(Blackout.ID(1), of: $0, as: tokyo) },
            {
                _ = try await KeepApart(office: office)(
                    $0,
                    host.organization,
                    askedBy: .presenter,
                    because: "希望",
                    as: tokyo
                )
            },
        ]
        let before = try await cast.footprint()
        for step in steps {
            await #expect(throws: Refusal.notPermitted(.coordinator)) { try await step(far.id) }
            await #expect(throws: Refusal.notFound(stranger.id.description)) { try await step(stranger.id) }
        }
        #expect(try await cast.footprint() == before)
        // What a host of theirs asks they keep.
        _ = try await KeepApart(office: office)(
            far.id,
            host.organization,
            askedBy: .host,
            because: "希望",
            as: tokyo
        )
    }

    @Test("keeps the organizations there, and reads others without their people")
    func organizations() async throws {
        let near = try await cast.host(1, in: "13101")
        let far = try await cast.host(2, in: "14104")
        let tokyo = try await cast.limited(to: "13")
        let office = cast.office
        let read = ReadOrganizations(office: office)
        #expect(try await read(as: tokyo).items.map(\.id) == [near.organization, far.organization])
        #expect(try await read(near.organization, as: tokyo).members.count == 1)
        #expect(try await read(far.organization, as: tokyo).members.isEmpty)
        let change = OrganizationChange(address: "二丁目")
        try await ChangeOrganization(office: office)(near.organization, change, as: tokyo)
        let user = NewUser(email: try EmailAddress("new@org.example.jp"), name: "新任")
        let member = try #require(far.credential.user)
        let steps: [() async throws -> Void] = [
            { try await ChangeOrganization(office: office)(far.organization, change, as: tokyo) },
            { _ = try await AddMember(office: office)(user, to: far.organization, as: tokyo) },
            {
                try await RemoveMember(office: office)(
                    member,
                    from: far.organization,
                    because: "退職",
                    as: tokyo
                )
            },
            {
                _ = try await HandOverMembership(office: office)(
                    of: member,
                    in: far.organization,
                    to: user,
                    as: tokyo
                )
            },
            {
                try await MergeOrganizations(office: office)(
                    near.organization,
                    into: far.organization,
                    because: "統合",
                    as: tokyo
                )
            },
            {
                let away = OrganizationChange(municipality: try MunicipalityCode("14104"))
                try await ChangeOrganization(office: office)(near.organization, away, as: tokyo)
            },
        ]
        for step in steps {
            await #expect(throws: Refusal.notPermitted(.coordinator)) { try await step() }
        }
    }

    @Test("is told the names of the body's people, and of those who have to do with their prefectures")
    func names() async throws {
        let (near, far) = (try await cast.host(1, in: "13101"), try await cast.host(2, in: "14104"))
        let lecturer = try await cast.lecturer(1, in: "14104")
        let tokyo = try await cast.limited(to: "13")
        let users = try [near.credential, far.credential, lecturer.credential, cast.coordinator, tokyo]
            .map { credential in try #require(credential.user) }
        func told() async throws -> [Bool] {
            let names = try await ReadNames(office: cast.office)(of: users.map(\.description), as: tokyo)
            return users.map { names[$0] != $0.description }
        }
        #expect(try await told() == [true, false, false, true, true])
        // Who is asked for a lecture there is known there.
        _ = try await cast.ask([lecturer], for: try await cast.approved(by: near))
        #expect(try await told() == [true, false, true, true, true])
        // An address that is somebody's elsewhere is theirs, as ever.
        let same = NewUser(email: try EmailAddress("host2@org.example.jp"), name: "担当 2")
        let member = try await AddMember(office: cast.office)(same, to: near.organization, as: tokyo)
        #expect(member == far.credential.user)
        #expect(try await told() == [true, true, true, true, true])
    }

    @Test("registers nobody elsewhere")
    func registration() async throws {
        let osaka = try await cast.limited(to: "27")
        await #expect(throws: Refusal.notPermitted(.coordinator)) {
            try await RegisterPresenters(office: cast.office)([Sample.presenter(1)], as: osaka)
        }
        await #expect(throws: Refusal.notPermitted(.coordinator)) {
            try await RegisterOrganizations(office: cast.office)([Sample.organization(1)], as: osaka)
        }
        let here = try Sample.presenter(2, municipality: "27100")
        #expect(try await RegisterPresenters(office: cast.office)([here], as: osaka).count == 1)
    }

    @Test("still matches presenters of other prefectures, by all that is known of them")
    func match() async throws {
        let host = try await cast.host(1)
        let far = try await cast.lecturer(1, in: "14104")
        _ = try await cast.approved(by: host)
        let tokyo = try await cast.limited(to: "13")
        func matched() async throws -> [Presenter.ID] {
            try await MatchRequests(office: cast.office)(save: false, as: tokyo).matches.map(\.presenter)
        }
        #expect(try await matched() == [far.id])
        _ = try await KeepApart(office: cast.office)(
            far.id,
            host.organization,
            askedBy: .presenter,
            because: "希望",
            as: far.credential
        )
        #expect(try await matched().isEmpty)
    }
}

extension Credential {
    /// Who acts by name.
    var user: User.ID? {
        if case .user(let user, as: _) = self { user } else { nil }
    }
}
