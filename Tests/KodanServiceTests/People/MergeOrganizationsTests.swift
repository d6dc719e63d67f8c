import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Testing

@Suite("Merging organizations", .database)
struct MergeOrganizationsTests {
    private let cast = Cast()

    @Test("leaves lectures with the old one, whose members finish them and ask anew for the other")
    func members() async throws {
        let old = try await cast.host(1)
        let new = try await cast.host(2)
        let lecturer = try await cast.lecturer()
        let (request, assignment) = try await cast.assigned(lecturer, to: old)
        try await cast.merge(old, into: new)
        let shown = try await ReadRequests(office: cast.office)(request, as: old.credential)
        #expect(shown.summary.organization == old.organization)
        let draft = try cast.draft(of: .organization(old.organization))
        await #expect(throws: Refusal.organizationMerged(old.organization)) {
            try await SubmitRequest(office: cast.office)(draft, as: old.credential)
        }
        let anew = try cast.draft(of: .organization(new.organization))
        _ = try await SubmitRequest(office: cast.office)(anew, as: old.credential)
        cast.pass()
        _ = try await ConfirmLecture(office: cast.office)(
            assignment,
            try hostConfirmation(),
            as: old.credential
        )
        let list = try await ReadOrganizations(office: cast.office)(as: cast.coordinator).items
        #expect(list.map(\.mergedInto) == [new.organization, nil])
    }

    @Test("keeps presenters from the other whom the old one does not get")
    func presenters() async throws {
        let old = try await cast.host(1)
        let new = try await cast.host(2)
        let own = try await cast.lecturer(1, organization: "団体1")
        let unwanted = try await cast.lecturer(2)
        _ = try await KeepApart(office: cast.office)(
            unwanted.id,
            old.organization,
            askedBy: .host,
            because: "希望",
            as: cast.coordinator
        )
        let request = try await cast.approved(by: new)
        func matched() async throws -> [LectureRequest.ID] {
            try await MatchRequests(office: cast.office)(save: false, as: cast.coordinator).matches.map(
                \.request
            )
        }
        #expect(try await matched() == [request])
        try await cast.merge(old, into: new)
        #expect(try await matched().isEmpty)
        let shown = try await ReadPresenters(office: cast.office)(own.id, as: cast.coordinator)
        #expect(shown.organizations == [old.organization, new.organization])
    }

    @Test("is refused for one that is merged, for itself, and to all but coordinators")
    func refused() async throws {
        let first = try await cast.host(1)
        let second = try await cast.host(2)
        let third = try await cast.host(3)
        await #expect(throws: Refusal.field(FieldRefused(.organization, expected: .other))) {
            try await cast.merge(first, into: first)
        }
        try await cast.merge(first, into: second)
        await #expect(throws: Refusal.organizationMerged(first.organization)) {
            try await cast.merge(first, into: third)
        }
        await #expect(throws: Refusal.organizationMerged(first.organization)) {
            try await cast.merge(third, into: first)
        }
        for role in [Role.clerk, .administrator] {
            let credential = try #require(cast.database.staff[role])
            await #expect(throws: Refusal.notPermitted(role)) {
                try await MergeOrganizations(office: cast.office)(
                    second.organization,
                    into: third.organization,
                    because: "合併",
                    as: credential
                )
            }
        }
    }
}
