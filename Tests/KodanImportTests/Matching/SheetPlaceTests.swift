import KodanDomain
import KodanImport
import Testing

/// The place of a presenter with nothing but these columns to tell it.
private func base(_ columns: [String: String]) throws -> SheetPlace? {
    var changes: [String: String?] = columns.mapValues { $0 }
    if columns["municipality"] == nil { changes.updateValue(nil, forKey: "municipality") }
    return try presenter(changes)?.base
}

@Suite("The place of a row")
struct SheetPlaceTests {
    @Test(
        "is the municipality's office, by code or name, with or without prefecture and district, of a ward too",
        arguments: [
            ("13206", "13206"), ("132063", "13206"), ("東京都府中市", "13206"), ("広島県府中市", "34208"),
            ("東京都 府中市", "13206"), ("石狩郡当別町", "01303"), ("当別町", "01303"), ("北海道石狩郡当別町", "01303"),
            ("札幌市中央区", "01101"), ("北海道札幌市中央区", "01101"), ("千代田区", "13101"), ("横浜市", "14100"),
        ]
    )
    func municipality(text: String, code: String) throws {
        let place = try #require(try base(["municipality": text]))
        #expect(place.municipality.digits == code)
        let office = try MunicipalityTable.all(Shipped.packed("geo/municipalities.csv.gz"))
            .first { $0.code.digits == code }
        #expect(place.point == office?.point)
    }

    @Test("is that of the postal code where no municipality is given")
    func postalCode() throws {
        #expect(try base(["postal_code": "183-8703"])?.municipality.digits == "13206")
        #expect(try base(["postal_code": "１８３８７０３", "municipality": ""])?.municipality.digits == "13206")
        #expect(try base(["postal_code": "1838703", "municipality": "千代田区"])?.municipality.digits == "13101")
    }

    @Test("is the point itself, in the municipality beside it or the nearest one")
    func point() throws {
        let exact = ["latitude": "35.681236", "longitude": "139.767125"]
        let place = try #require(try base(exact))
        #expect(place.point == GeoPoint(latitude: 35_681_236, longitude: 139_767_125))
        // Of all offices, that of Chuo, 1.3 km off, is nearer to Tokyo station than that of Chiyoda, 1.9 km off.
        #expect(place.municipality.digits == "13102")
        let told = try #require(try base(exact.merging(["municipality": "千代田区"]) { first, _ in first }))
        #expect(told.point == place.point)
        #expect(told.municipality.digits == "13101")
        let fine = try base(["latitude": "35.6812361999", "longitude": "139.7671250001"])
        #expect(fine?.point == place.point)
    }

    @Test(
        "is refused by name of the column that is wrong",
        arguments: [
            ("postal_code", "183-870", Expected.digits(7...7)), ("postal_code", "999-9999", .postalCode),
            ("postal_code", "198-0000", .oneMunicipality(["東京都青梅市", "東京都西多摩郡奥多摩町"])),
        ]
    )
    func badPostalCode(column: String, value: String, expected: Expected) throws {
        let sheet = try sheet(presenters: file(sheetPresenter, ["municipality": "", column: value]))
        #expect(sheet.problems == [RowProblem(line: 2, column: column, value: value, expected: expected)])
    }

    @Test(
        "is refused where coordinates lie outside Japan, are no decimal degrees or stand alone",
        arguments: [
            ("51.5", "139.7", "latitude", "51.5", Expected.degrees(20...46)),
            ("35.6", "0", "longitude", "0", .degrees(122...154)),
            ("35°40′", "139.7", "latitude", "35°40′", .degrees(20...46)),
            ("35.", "139.7", "latitude", "35.", .degrees(20...46)), ("35.6", "", "longitude", "", .present),
            ("", "139.7", "latitude", "", .present),
        ]
    )
    func badPoint(north: String, east: String, column: String, value: String, expected: Expected) throws {
        let bytes = file(sheetPresenter, ["latitude": north, "longitude": east])
        let problems = try sheet(presenters: bytes).problems
        #expect(problems == [RowProblem(line: 2, column: column, value: value, expected: expected)])
    }

    @Test("agrees with the shipped table of postal codes, and says so if that cannot be read")
    func shipped() throws {
        let whole = try Gazetteer(shippedIn: "\(Shipped.root)/Config/geo")
        let bytes = file(sheetPresenter, ["municipality": "", "postal_code": "0010010"])
        let rows = try Sheet(presenters: wholePiece(bytes), whole).rows
        #expect(rows.map(\.base.municipality.digits) == ["01102"])
        struct Lost: Error {}
        let without = Gazetteer([]) { throw Lost() }
        #expect(throws: Lost.self) { try Sheet(presenters: wholePiece(bytes), without) }
    }
}
