import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("The organizations of a presenter", .database)
struct BelongingTests {
    private let cast = Cast()

    private func belong(
        _ lecturer: Lecturer,
        to organizations: [Organization.ID],
        as credential: Credential? = nil
    ) async throws {
        try await ChangePresenter(office: cast.office)(
            lecturer.id,
            try PresenterChange(organizations: organizations),
            as: credential ?? cast.coordinator
        )
    }

    private func listed(_ lecturer: Lecturer) async throws -> [Organization.ID] {
        try await ReadPresenters(office: cast.office)(lecturer.id, as: cast.coordinator).organizations
    }

    private func matched() async throws -> [Presenter.ID] {
        try await MatchRequests(office: cast.office)(save: false, as: cast.coordinator).matches
            .map(\.presenter)
    }

    @Test("follow them to another employer: the old one may have them, the new one may not")
    func moves() async throws {
        let old = try await cast.host(1)
        let new = try await cast.host(2)
        let lecturer = try await cast.lecturer(1, organization: "団体1")
        cast.database.clock.advance(days: 1)
        _ = try await cast.approved(by: old)
        #expect(try await matched().isEmpty)
        let begin = try await cast.mark()
        try await belong(lecturer, to: [new.organization])
        #expect(try await cast.events(since: begin) == ["coordinator presenter.changed \(lecturer.id)"])
        let fields = try await cast.texts(
            "SELECT detail ->> 'fields' FROM audit_event WHERE id > \(begin) AND detail ? 'fields'"
        )
        #expect(fields == ["organization"])
        #expect(try await listed(lecturer) == [new.organization])
        #expect(try await matched() == [lecturer.id])
        let request = try await cast.approved(by: new, at: [Cast.weekLater])
        await #expect(throws: Refusal.chain(.hardRules(lecturer.id, ["belongs_to_host", "excluded"]))) {
            _ = try await AskPresenter(office: cast.office)(
                ChosenPresenter(lecturer.id, because: "希望", isOverriding: true),
                for: request,
                as: cast.coordinator
            )
        }
    }

    @Test("take back what they were asked for there, and leave what was agreed")
    func offers() async throws {
        let host = try await cast.host(1)
        let lecturer = try await cast.lecturer(1)
        let (agreed, _) = try await cast.assigned(lecturer, to: host)
        let request = try await cast.approved(by: host, at: [Cast.weekLater])
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        try await belong(lecturer, to: [host.organization])
        #expect(try await cast.state(of: offer) == "withdrawn")
        #expect(try await cast.state(of: request) == "approved")
        #expect(try await cast.mails().last == "offer_withdrawn \(lecturer.email)")
        #expect(try await cast.state(of: agreed) == "assigned")
    }

    @Test("that were said today by mistake go with the day, unless they are said again")
    func mistake() async throws {
        let host = try await cast.host(1)
        let other = try await cast.host(2)
        let lecturer = try await cast.lecturer(1)
        try await belong(lecturer, to: [host.organization, other.organization])
        try await belong(lecturer, to: [])
        // Nobody who says again what is listed says the mistake again.
        #expect(try await listed(lecturer).isEmpty)
        try await belong(lecturer, to: [other.organization])
        cast.database.clock.advance(days: 1)
        #expect(try await listed(lecturer) == [other.organization])
        try await belong(lecturer, to: [])
        #expect(try await listed(lecturer).isEmpty)
    }

    @Test("are the body's to say, each once, and none that is not there or is part of another")
    func refused() async throws {
        let host = try await cast.host(1)
        let merged = try await cast.host(2)
        let lecturer = try await cast.lecturer(1)
        try await cast.merge(merged, into: host)
        let before = try await cast.footprint()
        await #expect(throws: Refusal.notPermitted(.presenter)) {
            try await belong(lecturer, to: [host.organization], as: lecturer.credential)
        }
        await #expect(throws: Refusal.unknownCode(.organization, "org-999")) {
            try await belong(lecturer, to: [Organization.ID(999)])
        }
        await #expect(throws: Refusal.organizationMerged(merged.organization)) {
            try await belong(lecturer, to: [merged.organization])
        }
        #expect(try await cast.footprint() == before)
        #expect(try await listed(lecturer).isEmpty)
        #expect(throws: FieldRefused(.organization, at: 1, expected: .once)) {
            try PresenterChange(organizations: [host.organization, host.organization])
        }
    }
}
