import KodanDomain
import Testing

@testable import KodanMatching

@Suite("The great-circle estimate")
struct GreatCircleTests {
    /// Offices of municipalities; minutes worked out apart, from vectors and an arc tangent.
    @Test(
        "goes 1.35 times the great circle by road, rounded up",
        arguments: [
            (35_381_210, 139_924_900, 35_530_830, 139_703_060, 50),
            (34_996_670, 139_870_000, 35_281_390, 139_672_220, 67),
            (40_822_220, 140_747_500, 41_768_640, 140_729_070, 134),
            (36_695_830, 137_213_610, 36_238_060, 137_971_940, 114),
            (35_693_890, 139_753_610, 35_450_200, 139_634_900, 55),
            (43_062_090, 141_354_390, 26_212_300, 127_679_220, 2198),
            (35_693_890, 139_753_610, 35_708_060, 139_752_220, 10),
            (35_658_060, 139_751_670, 35_658_060, 139_751_670, 10),
        ] as [(Int32, Int32, Int32, Int32, Int)]
    )
    func estimates(
        latitude: Int32,
        longitude: Int32,
        otherLatitude: Int32,
        otherLongitude: Int32,
        minutes: Int
    ) {
        let from = place(latitude, longitude)
        let to = place(otherLatitude, otherLongitude)
        #expect(TravelModel.greatCircle.journeys(from: from).minutes(to: to) == minutes)
        #expect(TravelModel.greatCircle.journeys(from: to).minutes(to: from) == minutes)
    }

    @Test("never takes fewer minutes than those for which a place is beyond the farthest")
    func boundsDistance() throws {
        var dice = Dice(seed: 3)
        for _ in 0..<2_000 {
            let from = place(
                Int32(24_000_000 + dice.roll(21_000_000)),
                Int32(123_000_000 + dice.roll(25_000_000))
            )
            let spread = [10_000, 100_000, 1_000_000, 8_000_000][dice.roll(4)]
            let to = place(
                from.point.latitude + Int32(dice.roll(spread)),
                from.point.longitude + Int32(dice.roll(spread))
            )
            let journeys = TravelModel.greatCircle.journeys(from: from)
            let minutes = try #require(journeys.minutes(to: to))
            let farthest = try #require(TravelModel.greatCircle.farthestKilometres(minutes: minutes))
            #expect(Sphere.kilometres(from: from.point, to: to.point) <= farthest)
            #expect(journeys.lowerBounds.allSatisfy { $0.minutes <= minutes })
        }
    }

    @Test("refuses places that are not on the earth", arguments: [(90_000_001, 0), (0, -180_000_001)])
    func refusesPlaces(latitude: Int32, longitude: Int32) {
        #expect(GeoPoint(latitude: latitude, longitude: longitude) == nil)
        #expect(GeoPoint(latitude: -90_000_000, longitude: 180_000_000) != nil)
    }
}
