import Foundation
import KodanDomain

/// Where municipalities, postal codes and points of Japan lie.
public struct Gazetteer {
    /// Names and codes of municipalities.
    public let names: MunicipalityNames
    /// Why postal codes could not be read, once one was asked for.
    var failure: (any Error)? { postalTowns.failure }

    private let offices: [MunicipalityCode: GeoPoint]
    /// Where a point can lie: municipalities, and of designated cities the wards; in ascending order of codes.
    private let lowest: [(code: MunicipalityCode, office: GeoPoint)]
    private let postalTowns: PostalTowns

    /// Knows these municipalities; `postalCodes` opens the table of postal codes, which is read when the first one is
    /// asked for.
    public init(
        _ municipalities: [Municipality],
        postalCodes: @escaping () throws -> ByteSource
    ) {
        names = MunicipalityNames(municipalities)
        offices = Dictionary(municipalities.map { ($0.code, $0.point) }) { first, _ in first }
        lowest = municipalities.filter { $0.kind != .designatedCity }
            .map { (code: $0.code, office: $0.point) }.sorted { $0.code < $1.code }
        postalTowns = PostalTowns(postalCodes)
    }

    /// The gazetteer of the shipped tables in `folder`, `Config/geo`.
    ///
    /// Throws ``FileUnreadable``, ``GzipError`` or ``TableProblem``.
    public init(shippedIn folder: String) throws {
        func table(_ name: String) throws -> ByteSource {
            let text = try GzipReader(path: "\(folder)/\(name).csv.gz")
            return { try text.next() }
        }
        let municipalities = try MunicipalityTable.all(try table("municipalities"))
        self.init(municipalities) { try table("postal_codes") }
    }

    /// Where the office of a municipality stands; nil for a code that nobody has.
    func office(of code: MunicipalityCode) -> GeoPoint? { offices[code] }

    /// The municipality in which a postal code lies.
    ///
    /// Throws ``FieldRefused``: `postalCode` for an unknown one, `oneMunicipality` with the candidates for one of
    /// the 134 that lie in several.
    func municipality(at code: PostalCode) throws(FieldRefused) -> MunicipalityCode {
        let found = postalTowns.municipalities(of: code)
        guard let first = found.first else { throw FieldRefused(.postalCode, expected: .postalCode) }
        guard found.count == 1 else {
            throw FieldRefused(.postalCode, expected: .oneMunicipality(found.map(names.wholeName)))
        }
        return first
    }

    /// The municipality or ward whose office is nearest to `point`, of equal ones the smaller code.
    ///
    /// On a plane that is narrowed at the point's latitude: near enough for neighbours.
    func municipality(nearest point: GeoPoint) -> MunicipalityCode? {
        let narrowing = cos(Double(point.latitude) / 1e6 * .pi / 180)
        var best: (code: MunicipalityCode, distance: Double)?
        for (code, office) in lowest {
            let north = Double(office.latitude) - Double(point.latitude)
            let east = (Double(office.longitude) - Double(point.longitude)) * narrowing
            let distance = north * north + east * east
            if distance < best?.distance ?? .infinity { best = (code, distance) }
        }
        return best?.code
    }
}

/// The municipalities of postal codes, read when first asked.
private final class PostalTowns {
    private let open: () throws -> ByteSource
    private lazy var towns = read()
    private(set) var failure: (any Error)?

    init(_ open: @escaping () throws -> ByteSource) { self.open = open }

    /// In ascending order.
    func municipalities(of code: PostalCode) -> [MunicipalityCode] { towns[code] ?? [] }

    private func read() -> [PostalCode: [MunicipalityCode]] {
        var towns: [PostalCode: [MunicipalityCode]] = [:]
        do {
            var table = try PostalCodeTable(open())
            while let town = try table.next() {
                if towns[town.postalCode]?.contains(town.municipality) == true { continue }
                towns[town.postalCode, default: []].append(town.municipality)
            }
        } catch {
            failure = error
        }
        return towns.mapValues { $0.sorted() }
    }
}
