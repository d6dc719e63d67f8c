import KodanDomain
import KodanMatching
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

/// Two towns on either shore of Lake Biwa, 22 km apart across the water.
private let (hikone, takashima) = ("25202", "25212")

@Suite("Journeys by the tables of the database", .database(.withGeography))
struct TravelTests {
    /// The reference model gives 101 minutes by car; along the great circle they would be 43.
    @Test("go round the lake when all requests are matched")
    func matching() async throws {
        let cast = Cast()
        let lecturer = try await cast.lecturer(in: hikone)
        _ = try await cast.approved(
            by: try await cast.host(in: takashima),
            place: .venue(try cast.venue(in: takashima))
        )
        let outcome = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        #expect(outcome.matches.map(\.presenter) == [lecturer.id])
        #expect(outcome.matches.allSatisfy { (100...102).contains($0.travel) })
    }

    @Test(
        "keep a presenter from a lecture across the lake an hour later",
        arguments: [(60, false), (120, true)]
    )
    func accepting(minutesBetween: Int, fits: Bool) async throws {
        let cast = Cast()
        let lecturer = try await cast.lecturer(in: hikone)
        let near = try await cast.approved(
            by: try await cast.host(1, in: hikone),
            place: .venue(try cast.venue(in: hikone))
        )
        let later = try #require(
            TimeRange(start: Cast.afternoon.end.adding(minutes: minutesBetween), minutes: 60)
        )
        let far = try await cast.approved(
            by: try await cast.host(2, in: takashima),
            at: [later],
            place: .venue(try cast.venue(in: takashima))
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
        }
    }

    @Test("take as long as by the shipped files")
    func shipped() async throws {
        let shipped = try TravelGraph(shippedIn: Checkout.config + "/geo")
        let (municipalities, stored) = try await TestDatabase.current.owner.transaction { session in
            let store = TravelStore(session)
            return (try store.municipalities(), try TravelGraph(store))
        }
        let places = municipalities.filter { ["01101", "13101", "47207"].contains($0.municipality.digits) }
            .map { Place($0.point, in: $0.municipality) }
        #expect(places.count == 3)
        for place in places {
            let bounds = try #require(stored).journeys(from: place).lowerBounds
            #expect(bounds == shipped.journeys(from: place).lowerBounds)
        }
    }

    @Test("go along the great circle where the ways to travel were not loaded")
    func empty() async throws {
        let owner = TestDatabase.current.owner
        let graph = try await owner.transaction { session in
            _ = try session.execute("DELETE FROM travel_edge")
            return try TravelGraph(TravelStore(session))
        }
        #expect(graph.map(\.count) == nil)
        let cast = Cast()
        _ = try await cast.lecturer(in: hikone)
        _ = try await cast.approved(
            by: try await cast.host(in: takashima),
            place: .venue(try cast.venue(in: takashima))
        )
        let outcome = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        #expect(outcome.matches.allSatisfy { (42...44).contains($0.travel) })
        #expect(outcome.matches.count == 1)
    }
}
