import KodanDomain
import Testing

@testable import KodanMatching

@Suite("Who may come by the ways of a graph")
struct TravelEligibilityTests {
    /// What the rules say of a presenter across the sea, with this ship or none.
    private func verdict(ship: TravelGraph.Link?, searched: Bool) throws -> Verdict? {
        var (presenter, request) = EligibilityCase.suited()
        let codes = (try MunicipalityCode("13101"), try MunicipalityCode("14104"))
        let venue = try #require(request.venue)
        let graph = try TravelGraph(
            municipalities: [
                .init(code: codes.0, point: presenter.base.point), .init(code: codes.1, point: venue.point),
            ],
            landEdges: [],
            links: [ship].compactMap(\.self)
        )
        presenter.reachMinutes = 300
        presenter.base = Place(presenter.base.point, in: codes.0)
        request.venue = Place(venue.point, in: codes.1)
        var eligibility = Eligibility(travel: .graph(graph))
        if searched { eligibility = eligibility.searching(from: [Place(venue.point, in: codes.1)]) }
        return eligibility.verdict(on: presenter, for: request, slotOrdinal: 1)
    }

    private func ship(aDay departures: Int) throws -> TravelGraph.Link {
        let ends = (try MunicipalityCode("13101"), try MunicipalityCode("14104"))
        var ship = TravelGraph.Link(.ferry, from: ends.0, to: ends.1, minutes: 100, metres: 0, note: "ship")
        ship.departuresIn100Days = departures * 100
        return ship
    }

    @Test("is told by the minutes of the graph, searched before or not", arguments: [false, true])
    func verdicts(searched: Bool) throws {
        let often = try verdict(ship: try ship(aDay: 8), searched: searched)
        #expect(often == .eligible(CostTerms(travel: 10 + 25 + 100 + 5), isOnline: false))
        #expect(try verdict(ship: nil, searched: searched) == .refused(.outOfReach))
        // A ship a day brings nobody back the same day.
        #expect(try verdict(ship: try ship(aDay: 1), searched: searched) == .refused(.travelDoesNotFit))
    }
}
