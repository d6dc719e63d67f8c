import KodanDomain
import Testing

@Suite("A table of fares")
struct FareTableTests {
    /// A thousand yen for every part, but for cars: 30 yen a kilometre to 100 km, 20 beyond and 500 more.
    private static let bands =
        TravelMeans.allCases.filter { $0 != .car }.map {
            FareTable.Band($0, upToKilometres: nil, base: Yen(1000), centiYenPerKilometre: 0)
        } + [
            FareTable.Band(.car, upToKilometres: nil, base: Yen(500), centiYenPerKilometre: 2000),
            FareTable.Band(.car, upToKilometres: 100, base: .zero, centiYenPerKilometre: 3000),
        ]

    @Test(
        "takes the nearest band that is long enough",
        arguments: [(0, 0), (1_500, 45), (100_000, 3000), (100_001, 2500), (200_000, 4500)]
    )
    func bands(metres: Int, yen: Int64) throws {
        let table = try #require(FareTable(FareTableTests.bands))
        #expect(table.fare(of: JourneyPart(.car, metres: metres)) == Yen(yen))
    }

    @Test("counts every part there and back, and rounds up to whole hundreds")
    func roundTrip() throws {
        let table = try #require(FareTable(FareTableTests.bands))
        let far = [JourneyPart(.air, metres: 900_000), JourneyPart(.local, metres: 9)]
        #expect(table.roundTrip([]) == .zero)
        #expect(table.roundTrip(far) == Yen(4000))
        // Twice 45 yen are 90.
        #expect(table.roundTrip([JourneyPart(.car, metres: 1_500)]) == Yen(100))
        #expect(table.roundTrip([JourneyPart(.car, metres: 50_000)]) == Yen(3000))
    }

    @Test("is none where a means has no price for the longest way, or two for one")
    func incomplete() {
        let bands = FareTableTests.bands
        #expect(FareTable(bands.filter { $0.means != .ferry }) == nil)
        #expect(FareTable(bands.filter { $0.means != .car || $0.upToKilometres != nil }) == nil)
        #expect(FareTable(bands + bands.suffix(1)) == nil)
    }

    @Test("sells one ticket for trains and roads that follow each other, and one for each flight and ship")
    func joined() {
        let means: [TravelMeans] = [.local, .local, .rail, .shinkansen, .shinkansen, .air, .air, .local]
        let joined = JourneyPart.joined(means.map { JourneyPart($0, metres: 10) })
        #expect(joined.map(\.means) == [.local, .rail, .shinkansen, .air, .air, .local])
        #expect(joined.map(\.metres) == [20, 10, 20, 10, 10, 10])
    }
}
