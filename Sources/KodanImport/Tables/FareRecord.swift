public import KodanDomain

/// The price of a part of a journey, as `Config/offers/fares.csv` has it.
public struct FareRecord: TableRecord, Equatable {
    /// The price.
    public let band: FareTable.Band

    /// `offers/fares`.
    public static let table = "offers/fares"
    /// The columns.
    public static let columns = ["means", "up_to_km", "base_yen", "yen_per_km"]

    /// Reads one row.
    public init(_ row: TableRow) throws(TableProblem) {
        band = FareTable.Band(
            try row.choice("means"),
            upToKilometres: try row.optionalInteger("up_to_km", in: FareTable.kilometres),
            base: Yen(Int64(try row.integer("base_yen", in: FareTable.yen))),
            centiYenPerKilometre: try row.decimal("yen_per_km", places: 2, in: FareTable.yen)
        )
    }
}

extension FareTable {
    /// The table of a file in which each means has one row without an end, and none that ends as another does.
    ///
    /// Throws ``TableProblem`` or what the source throws.
    public init(_ source: @escaping ByteSource) throws {
        let bands = try TableReader<FareRecord>.all(source).map(\.band)
        for (index, band) in bands.enumerated() {
            let isTwice = bands[..<index].contains {
                $0.means == band.means && $0.upToKilometres == band.upToKilometres
            }
            guard !isTwice else { throw FareTable.problem(line: index + 2, band.means, .once) }
        }
        if let endless = TravelMeans.allCases.first(where: { means in
            !bands.contains { $0.means == means && $0.upToKilometres == nil }
        }) {
            throw FareTable.problem(line: bands.count + 2, endless, .present)
        }
        guard let table = FareTable(bands) else {
            throw FareTable.problem(line: bands.count + 2, nil, .present)
        }
        self = table
    }

    private static func problem(line: Int, _ means: TravelMeans?, _ expected: Expected) -> TableProblem {
        .value(
            file: FareRecord.table,
            line: line,
            column: "means",
            value: means?.rawValue ?? "",
            expected: expected
        )
    }
}
