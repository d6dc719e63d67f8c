import KodanDomain
import KodanImport
import Testing

@Suite("The file of fares")
struct FareTableFileTests {
    private static let header = "means,up_to_km,base_yen,yen_per_km\n"
    /// One price for each means.
    private static let rows = TravelMeans.allCases.map { "\($0.rawValue),,100,1.25\n" }

    private func table(_ text: String) throws -> FareTable {
        var bytes: [UInt8]? = Array(text.utf8)
        return try FareTable {
            defer { bytes = nil }
            return bytes
        }
    }

    @Test("says what a part costs, to hundredths of a yen a kilometre")
    func reads() throws {
        let table = try table(FareTableFileTests.header + FareTableFileTests.rows.joined())
        #expect(table.fare(of: JourneyPart(.rail, metres: 80_000)) == Yen(200))
    }

    @Test("is shipped with prices that no longer way undercuts by much")
    func shipped() throws {
        let shipped = try FareTable(Shipped.plain("offers/fares.csv"))
        for means in TravelMeans.allCases {
            var dearest = Yen.zero
            for kilometres in stride(from: 5, through: 1500, by: 5) {
                let fare = shipped.fare(of: JourneyPart(means, metres: kilometres * 1000))
                // Bands are steps: at an end the longer way may be a little cheaper, by a tenth at most.
                #expect(fare.amount * 10 >= dearest.amount * 9, "\(means) \(kilometres) km: \(fare.amount)")
                dearest = max(dearest, fare)
            }
        }
    }

    @Test(
        "is refused with its line where it says too little, too much or what is no price",
        arguments: [
            (rows.dropLast().joined(), 8, "means", Expected.present),
            (rows.joined() + "rail,,200,1\n", 9, "means", .once),
            (rows.joined() + "rail,50,1,1\nrail,50,2,2\n", 10, "means", .once),
            ("rocket,,1,1\n", 2, "means", .oneOf(TravelMeans.allCases.map(\.rawValue))),
            ("rail,0,1,1\n", 2, "up_to_km", .integer(FareTable.kilometres)),
            ("rail,,-1,1\n", 2, "base_yen", .integer(FareTable.yen)),
            ("rail,,1,0.125\n", 2, "yen_per_km", .integer(FareTable.yen)),
        ]
    )
    func refused(rows: String, line: Int, column: String, expected: Expected) throws {
        let problem = #expect(throws: TableProblem.self) { try table(FareTableFileTests.header + rows) }
        guard case .value("offers/fares", line, column, _, expected)? = problem else {
            Issue.record("\(String(describing: problem))")
            return
        }
    }
}
