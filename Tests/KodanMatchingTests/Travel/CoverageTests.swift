import KodanDomain
import Testing

@testable import KodanMatching

@Suite("Coverage")
struct CoverageTests {
    private func reach(_ minutes: Int, isDayTrip: Bool = true) -> Coverage.Reach {
        Coverage.Reach(JourneyTime(minutes: minutes, isDayTrip: isDayTrip))
    }

    @Test("keeps the nearest source of each place")
    func nearest() {
        var coverage = Coverage(places: 3)
        #expect(coverage.nearest.allSatisfy { $0 == .none && $0.minutes == nil && $0.band == .overnight })
        coverage.add([reach(40), .none, reach(200)])
        coverage.add([reach(60), .none, reach(20)])
        #expect(coverage.nearest == [reach(40), .none, reach(20)])
        #expect(coverage.nearest.map(\.band) == [.under60, .overnight, .under30])
        #expect(
            reach(100, isDayTrip: false).band == .overnight && reach(100, isDayTrip: false).minutes == 100
        )
        #expect(reach(99) < reach(100) && reach(100) < reach(100, isDayTrip: false) && reach(900) < .none)
    }

    @Test("adds up by how much one more source is nearer, no farther than presenters travel")
    func saved() {
        var coverage = Coverage(places: 4)
        coverage.add([reach(100), reach(30), .none, reach(900)])
        let saved = coverage.saved(
            by: [reach(70), reach(40), reach(400), reach(600)],
            weights: [2, 9, 3, 5],
            farthest: 480
        )
        #expect(saved.minutes == 30 * 2 + 80 * 3 && saved.places == 2)
    }
}
