import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("What is said of an organization while it becomes part of another one", .database)
struct MergerRaceTests {
    private let cast = Cast()

    /// The organizations at which an exclusion stands, that of the part being history.
    private func excluding() async throws -> [String] {
        try await cast.texts("SELECT organization_id::text FROM presenter_exclusion ORDER BY organization_id")
    }

    @Test("keeps a presenter from the whole, who asks so of the part")
    func apart() async throws {
        let (part, whole) = (try await cast.host(1), try await cast.host(2))
        let lecturer = try await cast.lecturer()
        try await cast.database.holding(
            at: "organization.merged",
            { try await cast.merge(part, into: whole) },
            while: {
                _ = try await KeepApart(office: cast.office)(
                    lecturer.id,
                    part.organization,
                    askedBy: .presenter,
                    because: "利害関係",
                    as: lecturer.credential
                )
            }
        )
        #expect(try await excluding() == ["\(whole.organization.rawValue)"])
    }

    @Test("keeps a presenter from the whole, who declines an offer of the part so")
    func declined() async throws {
        let (part, whole) = (try await cast.host(1), try await cast.host(2))
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(by: part)
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        try await cast.database.holding(
            at: "organization.merged",
            { try await cast.merge(part, into: whole) },
            while: {
                try await DeclineOffer(office: cast.office)(
                    offer,
                    because: "以前のトラブル",
                    ground: .notThatHost,
                    as: lecturer.credential
                )
            }
        )
        #expect(try await cast.state(of: offer) == "declined")
        #expect(try await excluding() == ["\(whole.organization.rawValue)"])
    }

    @Test("lets a presenter meet the whole again, who takes back what they asked of the part")
    func lifted() async throws {
        let (part, whole) = (try await cast.host(1), try await cast.host(2))
        let lecturer = try await cast.lecturer()
        let keepApart = KeepApart(office: cast.office)
        _ = try await keepApart(
            lecturer.id,
            part.organization,
            askedBy: .presenter,
            because: "利害関係",
            as: lecturer.credential
        )
        try await cast.database.holding(
            at: "organization.merged",
            { try await cast.merge(part, into: whole) },
            while: {
                try await keepApart.lift(
                    lecturer.id,
                    part.organization,
                    askedBy: .presenter,
                    because: "解消",
                    as: lecturer.credential
                )
            }
        )
        #expect(try await excluding() == ["\(part.organization.rawValue)"])
        _ = try await cast.approved(by: whole)
        let match = try await MatchRequests(office: cast.office)(save: false, as: cast.coordinator)
        #expect(match.matches.map(\.presenter) == [lecturer.id])
    }
}
