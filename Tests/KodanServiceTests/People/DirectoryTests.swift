import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("The lists of presenters, organizations and users", .database)
struct DirectoryTests {
    private let cast = Cast()

    @Test("find presenters by prefecture, by a part of the name or kana, and by status")
    func presenters() async throws {
        let tokyo = try await cast.lecturer(1, in: "13104")
        let yokohama = try await cast.lecturer(2, in: "14104")
        let read = ReadPresenters(office: cast.office)
        let staff = cast.database.staff
        func ids(
            in prefecture: String? = nil,
            named name: String? = nil,
            status: PresenterStatus? = nil
        ) async throws -> [Presenter.ID] {
            let prefecture = try prefecture.map { code throws(FieldRefused) in try PrefectureCode(code) }
            let question = PresenterQuestion(status: status, prefecture: prefecture, name: name)
            return try await read(question, as: staff.clerk).items.map(\.id)
        }
        #expect(try await ids() == [tokyo.id, yokohama.id])
        #expect(try await ids(in: "14") == [yokohama.id])
        #expect(try await ids(named: "講師 第2") == [yokohama.id])
        #expect(try await ids(named: "コウシイ") == [tokyo.id])
        #expect(try await ids(named: "ｺｳｼ") == [tokyo.id, yokohama.id])
        try await ChangePresenterStatus(office: cast.office)(
            of: tokyo.id,
            to: .suspended,
            because: "休会",
            as: cast.coordinator
        )
        #expect(try await ids(status: .suspended) == [tokyo.id])
        #expect(try await read(as: tokyo.credential).items.map(\.id) == [tokyo.id])
    }

    @Test("name who acts for an organization today, however many did before")
    func manyMembers() async throws {
        let host = try await cast.host()
        let user = try #require(host.credential.user)
        let former = try #require(cast.database.staff.clerk.user)
        try await cast.database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO organization_member (organization_id, user_id, valid)
                SELECT \(host.organization), \(former), daterange('2020-01-01'::date + n, '2020-01-01'::date + n + 1)
                  FROM generate_series(1, 500) AS n
                """
            )
        }
        let members = try await ReadOrganizations(office: cast.office)
            .members(of: host.organization, as: cast.coordinator)
        #expect(members.count == 500)
        #expect(members.first?.user == user)
        #expect(members.map(\.valid.first).min() == LocalDate("2020-01-03"))
    }

    @Test("show a presenter whole to staff and to themselves, and to nobody else")
    func presenter() async throws {
        let lecturer = try await cast.lecturer(1, topics: ["five_rules", "phishing"])
        let other = try await cast.lecturer(2)
        let host = try await cast.host()
        let read = ReadPresenters(office: cast.office)
        for credential in [cast.coordinator, lecturer.credential] {
            let shown = try await read(lecturer.id, as: credential)
            #expect(shown.summary.place == "東京都新宿区" && shown.profile.phone.text == "090-0000-1001")
            #expect(shown.topics.map { "\($0.topic):\($0.level)" } == ["five_rules:2", "phishing:2"])
            #expect(shown.weeklyHours == WeeklyHours.workingDays)
        }
        await #expect(throws: Refusal.notFound(lecturer.id.description)) {
            try await read(lecturer.id, as: other.credential)
        }
        await #expect(throws: Refusal.notFound(lecturer.id.description)) {
            try await read.sight(of: lecturer.id, as: host.credential)
        }
        _ = try await cast.assigned(lecturer, to: host)
        #expect(
            try await read.sight(of: lecturer.id, as: host.credential)
                == .name(PresenterCard(id: lecturer.id, name: "講師 第1", kana: "コウシ イ"))
        )
        await #expect(throws: Refusal.notPermitted(.host)) {
            try await read(lecturer.id, as: host.credential)
        }
    }

    @Test("find organizations, and show a host its own with its members")
    func organizations() async throws {
        let first = try await cast.host(1)
        let police = try await cast.host(2, kind: .police, in: "14104")
        let lecturer = try await cast.lecturer(1)
        let read = ReadOrganizations(office: cast.office)
        let staff = cast.database.staff
        let kanagawa = try PrefectureCode("14")
        #expect(
            try await read(as: staff.auditor).items.map(\.id) == [first.organization, police.organization]
        )
        #expect(
            try await read(OrganizationQuestion(prefecture: kanagawa), as: staff.auditor).items.map(\.id) == [
                police.organization
            ]
        )
        #expect(
            try await read(OrganizationQuestion(name: "団体1"), as: staff.auditor).items.map(\.id) == [
                first.organization
            ]
        )
        #expect(
            try await read(OrganizationQuestion(kind: .police), as: staff.auditor).items.map(\.id) == [
                police.organization
            ]
        )
        #expect(try await read(as: first.credential).items.map(\.id) == [first.organization])
        for credential in [first.credential, staff.administrator] {
            let members = try await read(first.organization, as: credential).members
            #expect(members.map(\.email.text) == ["host1@org.example.jp"])
        }
        #expect(try await read(first.organization, as: lecturer.credential).members.isEmpty)
        await #expect(throws: Refusal.notFound(police.organization.description)) {
            try await read(police.organization, as: first.credential)
        }
    }

    @Test("name the roles of users to administrators and auditors only")
    func users() async throws {
        let staff = cast.database.staff
        let clerk = try #require(staff.clerk.user)
        let prefecture = try PrefectureCode("13")
        try await GrantRole(office: cast.office)(
            .coordinator,
            to: clerk,
            in: prefecture,
            as: staff.administrator
        )
        let read = ReadUsers(office: cast.office)
        let found = try await read(named: "clerk@", as: staff.auditor).items
        #expect(found.map(\.id) == [clerk] && found.first?.roles == ["clerk", "coordinator:13"])
        let approvers = try await read(holding: .approver, as: staff.administrator).items
        #expect(approvers.map(\.id) == [staff.approver.user])
        await #expect(throws: Refusal.notPermitted(.coordinator)) { try await read(as: staff.coordinator) }
        #expect(try await HeldRoles(office: cast.office)(clerk) == [.clerk, .coordinator])
    }
}
