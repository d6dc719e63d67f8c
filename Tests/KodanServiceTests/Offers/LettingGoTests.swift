import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("Letting a presenter go", .database)
struct LettingGoTests {
    @Test("follows retirement: offers are taken back, lectures ahead look for another, hosts are told")
    func retirement() async throws {
        let cast = Cast()
        let lecturer = try await cast.lecturer(1)
        let bound = try await cast.approved(by: try await cast.host(1))
        let asked = try await cast.approved(by: try await cast.host(2), at: [Cast.weekLater])
        let first = try #require(try await cast.ask([lecturer], for: bound).first)
        _ = try await AcceptOffer(office: cast.office)(first, as: lecturer.credential)
        let second = try #require(try await cast.ask([lecturer], for: asked).first)
        try await ChangePresenterStatus(office: cast.office)(
            of: lecturer.id,
            to: .retired,
            because: "転居",
            as: cast.coordinator
        )
        #expect(try await cast.state(of: bound) == "approved")
        #expect(try await cast.state(of: asked) == "approved")
        #expect(try await cast.state(of: second) == "withdrawn")
        #expect(
            try await cast.texts("SELECT state || ' ' || end_reason FROM assignment") == ["released 転居"]
        )
        #expect(
            try await cast.texts(
                "SELECT count(*)::text FROM outbox_message WHERE kind = 'presenter_withdrew'"
            ) == ["1"]
        )
    }

    @Test(
        "keeps a presenter from a second lecture to which the way does not fit",
        arguments: [(30, false), (600, true)]
    )
    func way(minutesBetween: Int, fits: Bool) async throws {
        let cast = Cast()
        let lecturer = try await cast.lecturer(1)
        let near = try await cast.approved(by: try await cast.host(1))
        let later = try #require(
            TimeRange(start: Cast.afternoon.end.adding(minutes: minutesBetween), minutes: 60)
        )
        // Osaka lies some 400 km from Tokyo: more than half an hour, less than ten.
        let far = try await cast.approved(
            by: try await cast.host(2, in: "27100"),
            at: [later],
            place: .venue(try cast.venue(in: "27100"))
        )
        let first = try #require(try await cast.ask([lecturer], for: near).first)
        _ = try await AcceptOffer(office: cast.office)(first, as: lecturer.credential)
        let second = try #require(try await cast.ask([lecturer], for: far).first)
        if fits {
            _ = try await AcceptOffer(office: cast.office)(second, as: lecturer.credential)
        } else {
            await #expect(throws: Refusal.travelDoesNotFit(lecturer.id)) {
                try await AcceptOffer(office: cast.office)(second, as: lecturer.credential)
            }
            #expect(try await cast.state(of: second) == "sent")
        }
    }

    @Test("happens when nobody sent the offer before its slot came")
    func forgotten() async throws {
        let cast = Cast()
        _ = try await cast.lecturer(1)
        let request = try await cast.approved(by: try await cast.host())
        _ = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        #expect(try await ExpireOffers(office: cast.office)() == 0)
        let afterwards = cast.database.office(at: Cast.afternoon.end)
        #expect(try await ExpireOffers(office: afterwards)() == 1)
        #expect(try await cast.state(of: request) == "approved")
        let outcome = try await MatchRequests(office: afterwards)(save: true, as: cast.coordinator)
        #expect(outcome.unmatched.map(\.request) == [request])
        #expect(outcome.unmatched.map(\.reason) == [.tooLate])
    }
}
