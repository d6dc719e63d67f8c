import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("Organizations that became one", .database)
struct MergedExclusionTests {
    private let cast = Cast()

    private func matched() async throws -> [LectureRequest.ID] {
        try await MatchRequests(office: cast.office)(save: false, as: cast.coordinator).matches.map(\.request)
            .sorted()
    }

    /// The organizations at which an exclusion stands.
    private func excluding() async throws -> [String] {
        try await cast.texts("SELECT organization_id::text FROM presenter_exclusion ORDER BY organization_id")
    }

    @Test("in two steps are kept from a presenter as one, and meet them again as one")
    func family() async throws {
        let (first, second, third) = (try await cast.host(1), try await cast.host(2), try await cast.host(3))
        let lecturer = try await cast.lecturer()
        let early = try await cast.approved(by: first)
        let late = try await cast.approved(by: third, at: [Cast.weekLater])
        try await cast.merge(first, into: second)
        try await cast.merge(second, into: third)
        let list = try await ReadOrganizations(office: cast.office)(as: cast.coordinator).items
        #expect(list.map(\.mergedInto) == [third.organization, third.organization, nil])
        #expect(try await matched() == [early, late])
        let keepApart = KeepApart(office: cast.office)
        // Whoever phones names the one that they know.
        _ = try await keepApart(
            lecturer.id,
            first.organization,
            askedBy: .host,
            because: "希望",
            as: cast.coordinator
        )
        #expect(try await excluding() == ["\(third.organization.rawValue)"])
        #expect(try await matched().isEmpty)
        for one in [first, second, third] {
            let pairs = try await ReadExclusions(office: cast.office)(
                of: one.organization,
                as: cast.coordinator
            )
            #expect(pairs.items.map(\.presenter) == [lecturer.id])
        }
        await #expect(throws: Refusal.excludedAlready(lecturer.id, third.organization)) {
            try await keepApart(
                lecturer.id,
                second.organization,
                askedBy: .host,
                because: "希望",
                as: cast.coordinator
            )
        }
        try await keepApart.lift(
            lecturer.id,
            second.organization,
            askedBy: .host,
            because: "解消",
            as: cast.coordinator
        )
        #expect(try await excluding() == [])
        #expect(try await matched() == [early, late])
    }

    @Test(
        "keep for the old one's open requests what the new one had asked, and for both what the old one had"
    )
    func before() async throws {
        let (old, new) = (try await cast.host(1), try await cast.host(2))
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(by: old)
        #expect(try await matched() == [request])
        let keepApart = KeepApart(office: cast.office)
        _ = try await keepApart(
            lecturer.id,
            new.organization,
            askedBy: .presenter,
            because: "希望",
            as: lecturer.credential
        )
        #expect(try await matched() == [request])
        try await cast.merge(old, into: new)
        #expect(try await matched().isEmpty)
        try await keepApart.lift(
            lecturer.id,
            new.organization,
            askedBy: .presenter,
            because: "解消",
            as: lecturer.credential
        )
        #expect(try await matched() == [request])
    }

    @Test("meet nobody again who asked so by a refusal, whichever's request it was")
    func declined() async throws {
        let (old, new) = (try await cast.host(1), try await cast.host(2))
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(by: old)
        try await cast.merge(old, into: new)
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        try await DeclineOffer(office: cast.office)(
            offer,
            because: "以前のトラブル",
            ground: .notThatHost,
            as: lecturer.credential
        )
        #expect(try await excluding() == ["\(new.organization.rawValue)"])
        let shown = try await ReadPresenters(office: cast.office)(lecturer.id, as: cast.coordinator)
        #expect(shown.exclusions.map(\.organization) == [new.organization])
    }

    @Test("are kept apart by a coordinator who keeps the old one alone")
    func limited() async throws {
        let (old, new) = (try await cast.host(1, in: "27100"), try await cast.host(2))
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(by: old, place: .venue(try cast.venue(in: "27100")))
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        try await cast.merge(old, into: new)
        let osaka = try await cast.limited(to: "27")
        let keepApart = KeepApart(office: cast.office)
        let ends = try await keepApart(
            lecturer.id,
            old.organization,
            askedBy: .host,
            because: "希望",
            as: osaka
        )
        #expect(ends.withdrawn == [offer])
        #expect(try await excluding() == ["\(new.organization.rawValue)"])
        // The new one's own name is another coordinator's to speak.
        await #expect(throws: Refusal.notPermitted(.coordinator)) {
            try await keepApart.lift(
                lecturer.id,
                new.organization,
                askedBy: .host,
                because: "解消",
                as: osaka
            )
        }
        try await keepApart.lift(
            lecturer.id,
            old.organization,
            askedBy: .host,
            because: "解消",
            as: osaka
        )
        #expect(try await excluding() == [])
    }

    @Test("are kept for a year from who acted for either")
    func former() async throws {
        let (old, new) = (try await cast.host(1), try await cast.host(2))
        let lecturer = try await cast.lecturer()
        try await cast.database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO organization_member (organization_id, user_id, valid)
                SELECT \(old.organization), user_id, '[2025-10-01,2026-03-01)'::daterange
                  FROM presenter WHERE id = \(lecturer.id)
                """
            )
        }
        let request = try await cast.approved(by: new)
        #expect(try await matched() == [request])
        try await cast.merge(old, into: new)
        #expect(try await matched().isEmpty)
    }

    @Test("count as one where a presenter was there before")
    func again() async throws {
        let (old, new, other) = (try await cast.host(1), try await cast.host(2), try await cast.host(3))
        _ = try await cast.assigned(try await cast.lecturer(), to: old)
        try await cast.merge(old, into: new)
        _ = try await cast.approved(by: new, at: [Cast.weekLater])
        _ = try await cast.approved(
            by: other,
            at: [Cast.span("2026-07-22T14:00:00+09:00", minutes: 90)]
        )
        _ = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        #expect(
            try await cast.texts(
                """
                SELECT (proposal.same_host_cost > 0)::text
                  FROM match_proposal AS proposal
                  JOIN lecture_request AS request ON request.id = proposal.request_id
                 ORDER BY request.id
                """
            ) == ["true", "false"]
        )
    }
}
