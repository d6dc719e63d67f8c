import KodanDomain
import KodanMatching
import KodanService
import KodanStore
import KodanTestSupport
import KodanText
import Postgres
import Testing

@Suite("The weights of an office", .database)
struct OfficeWeightsTests {
    private let cast = Cast()

    /// The office of the cast, where each step from the first wish weighs so much.
    private func office(slotStep: Int) throws -> Office {
        var rules = OfficeRules()
        rules.weights = try #require(CostWeights(slotStep: slotStep))
        return Office(
            pool: cast.office.pool,
            clock: cast.office.clock,
            vault: cast.office.vault,
            rules: rules
        )
    }

    /// A near presenter who is away on the first wished day, and a far one who is not.
    private func scene() async throws -> (near: Lecturer, far: Lecturer, request: LectureRequest.ID) {
        let near = try await cast.lecturer(1, in: "13101")
        let far = try await cast.lecturer(2, in: "14104")
        _ = try await SetBlackouts(office: cast.office)(
            of: near.id,
            to: [DateRange(Cast.afternoon.date)],
            as: near.credential
        )
        let host = try await cast.host()
        return (near, far, try await cast.approved(by: host, at: [Cast.afternoon, Cast.weekLater]))
    }

    /// Whom a match, what people look at before one, and the explanation choose.
    private func chosen(for request: LectureRequest.ID, in office: Office) async throws -> [Presenter.ID?] {
        let match = MatchRequests(office: office)
        let planned = try await match(save: false, as: cast.coordinator).matches.first?.presenter
        let seen = try await match.preview(.everything, in: .japanese, as: cast.coordinator).rows.first?
            .presenter
        let told = try await ExplainRequest(office: office)(request, in: .japanese, as: cast.coordinator)
            .chosen
        return [planned, seen, told]
    }

    @Test("decide alike wherever a match is made, looked at or explained")
    func alike() async throws {
        let (near, far, request) = try await scene()
        #expect(try await chosen(for: request, in: office(slotStep: 20)) == [near.id, near.id, near.id])
        #expect(try await chosen(for: request, in: office(slotStep: 200)) == [far.id, far.id, far.id])
    }

    @Test("decide at night too")
    func atNight() async throws {
        let (_, far, _) = try await scene()
        #expect(try await NightlyMatch(office: office(slotStep: 200))() == 1)
        #expect(
            try await cast.texts("SELECT presenter_id::text FROM match_proposal")
                == ["\(far.id.rawValue)"]
        )
    }

    @Test("decide who is asked next")
    func next() async throws {
        let (_, far, request) = try await scene()
        let first = try await cast.lecturer(3)
        let offer = try #require(try await cast.ask([first], for: request).first)
        try await DeclineOffer(office: cast.office)(offer, because: "不可", as: first.credential)
        #expect(try await CascadeOffers(office: office(slotStep: 200))() == 1)
        #expect(
            try await cast.texts("SELECT presenter_id::text FROM offer WHERE state = 'sent'")
                == ["\(far.id.rawValue)"]
        )
    }
}
