import KodanDomain
import KodanImport
import Testing

@Suite("Shipped geography")
struct GeographyTests {
    @Test("has every prefecture once, its capital inside it")
    func prefectures() throws {
        let rows = try PrefectureTable.all(Shipped.packed("geo/prefectures.csv.gz"))
        #expect(rows.map(\.code.number) == Array(1...47))
        #expect(rows.allSatisfy { $0.capital.prefecture == $0.code })
        // The census of 2020.
        #expect(rows.reduce(0) { $0 + $1.population } == 126_146_099)
        #expect(Set(rows.map(\.region)).count == 8)
    }

    @Test("has 1,741 municipalities and 171 wards of designated cities")
    func municipalities() throws {
        let rows = try MunicipalityTable.all(Shipped.packed("geo/municipalities.csv.gz"))
        #expect(rows.count == 1_912)
        #expect(Set(rows.map(\.code)).count == 1_912)
        let counts = Dictionary(grouping: rows, by: \.kind).mapValues(\.count)
        #expect(
            counts == [
                .designatedCity: 20, .city: 772, .town: 743, .village: 183, .specialWard: 23, .ward: 171,
            ]
        )
        let cities = Set(rows.filter { $0.kind == .designatedCity }.map(\.code))
        #expect(rows.allSatisfy { ($0.kind == .ward) == ($0.parent != nil) })
        #expect(Set(rows.compactMap(\.parent)) == cities)
        let chiyoda = try #require(rows.first { $0.code.digits == "13101" })
        #expect(chiyoda.name == "千代田区")
        #expect(chiyoda.localGovernmentCode == "131016")
        // To a hundredth of a degree the ward office in 九段南.
        #expect(chiyoda.point.latitude / 10_000 == 3569)
        #expect(chiyoda.point.longitude / 10_000 == 13975)
    }

    @Test("has 142,920 postal codes in 146,385 rows, each in a municipality that exists")
    func postalCodes() throws {
        let known = Set(try MunicipalityTable.all(Shipped.packed("geo/municipalities.csv.gz")).map(\.code))
        var reader = try PostalCodeTable(Shipped.packed("geo/postal_codes.csv.gz"))
        var rows = 0
        var areas = 0
        var codes: Set<PostalCode> = []
        while let town = try reader.next() {
            rows += 1
            if town.kind == .area { areas += 1 }
            codes.insert(town.postalCode)
            if !known.contains(town.municipality) { Issue.record("\(town.postalCode) is nowhere") }
        }
        #expect(rows == 146_385)
        #expect(areas == 124_185)
        #expect(codes.count == 142_920)
    }

    @Test("has 8,236 land edges and 296 links between municipalities that exist")
    func travel() throws {
        let known = Set(try MunicipalityTable.all(Shipped.packed("geo/municipalities.csv.gz")).map(\.code))
        let edges = try TableReader<TravelEdge>.all(Shipped.packed("geo/travel_edges.csv.gz"))
        #expect(edges.count == 8_236)
        #expect(edges.allSatisfy { known.contains($0.from) && known.contains($0.to) && $0.metres < 110_000 })
        let links = try TableReader<TravelLink>.all(Shipped.packed("geo/travel_links.csv.gz"))
        let counts = Dictionary(grouping: links, by: \.mode).mapValues(\.count)
        #expect(counts == [.road: 19, .rail: 105, .air: 80, .ferry: 92])
        #expect(links.allSatisfy { known.contains($0.from) && known.contains($0.to) })
        #expect(links.allSatisfy { ($0.mode == .road) == ($0.departuresIn100Days == nil) })
    }
}

@Suite("Table readers")
struct TableReaderTests {
    private func edges(_ text: String) throws -> [TravelEdge] {
        try TableReader<TravelEdge>.all(wholePiece(Array(text.utf8)))
    }

    @Test("keep decimals exact")
    func decimals() throws {
        let edges = try edges("from_jis,to_jis,km\n01100,01101,1.32\n01100,01102,7\n")
        #expect(edges.map(\.metres) == [1_320, 7_000])
    }

    @Test("name missing, unknown and doubled columns together")
    func header() throws {
        #expect(
            throws: TableProblem.columns(
                file: "travel_edges",
                missing: ["km"],
                unknown: ["miles"],
                doubled: ["to_jis"]
            )
        ) { try edges("from_jis,to_jis,to_jis,miles\n") }
    }

    @Test(
        "name line and column of a value that cannot be",
        arguments: [
            ("01100,9910,1", "to_jis", "9910", Expected.municipalityCode),
            ("99100,01100,1", "from_jis", "99100", .municipalityCode),
            ("01100,01101,1.2345", "km", "1.2345", .integer(0...1_000_000)),
            ("01100,01101,-1", "km", "-1", .integer(0...1_000_000)),
            ("01100,01101,1e3", "km", "1e3", .integer(0...1_000_000)),
            ("01100,01101,", "km", "", .integer(0...1_000_000)),
        ]
    )
    func values(row: String, column: String, value: String, expected: Expected) throws {
        #expect(
            throws: TableProblem.value(
                file: "travel_edges",
                line: 3,
                column: column,
                value: value,
                expected: expected
            )
        ) { try edges("from_jis,to_jis,km\n01100,01101,1\n\(row)\n") }
    }

    @Test("name the line that is no text of theirs: not UTF-8, or quotation marks that do not close")
    func text() throws {
        let header = "from_jis,to_jis,km\n"
        #expect(throws: TableProblem.quotation(file: "travel_edges", line: 2)) {
            try edges(header + "\"01100,01101,1\n")
        }
        #expect(throws: TableProblem.quotation(file: "travel_edges", line: 1)) { try edges("a\"b\n") }
        // 見 in CP932, as Excel in Japan saves a table.
        let bytes = Array((header + "01100,01101,1\n").utf8) + [0x8C, 0xA9]
        #expect(throws: TableProblem.notUTF8(file: "travel_edges", line: 3)) {
            try TableReader<TravelEdge>.all(wholePiece(bytes))
        }
    }

    @Test("refuse a row with a field too few")
    func fieldCount() throws {
        #expect(throws: TableProblem.fieldCount(file: "travel_edges", line: 2, fields: 2, expected: 3)) {
            try edges("from_jis,to_jis,km\n01100,01101\n")
        }
    }
}
