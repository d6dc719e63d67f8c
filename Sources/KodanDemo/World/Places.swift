import KodanDomain
import KodanImport

/// Where the demo's people live and lectures are held: true places from the shipped geography.
struct Places: Sendable {
    /// The prefectures by code, smallest first.
    let prefectures: [Prefecture]
    private let municipalities: [MunicipalityCode: Municipality]
    private let drawable: [PrefectureCode: [Municipality]]
    private let towns: [MunicipalityCode: [PostalTown]]

    /// How many towns of each municipality are kept.
    private static let townsKept = 12

    /// Reads the geography in `folder`, `Config`.
    init(folder: String) throws {
        prefectures = try gzippedTable(folder + "/geo/prefectures.csv.gz", of: Prefecture.self)
            .sorted { $0.code < $1.code }
        let all = try gzippedTable(folder + "/geo/municipalities.csv.gz", of: Municipality.self)
            .sorted { $0.code < $1.code }
        municipalities = Dictionary(all.map { ($0.code, $0) }) { first, _ in first }
        drawable = Dictionary(grouping: all.filter { $0.weight > 0 }, by: \.code.prefecture)
        var towns: [MunicipalityCode: [PostalTown]] = [:]
        let text = try GzipReader(path: folder + "/geo/postal_codes.csv.gz")
        var rows = try TableReader<PostalTown> { try text.next() }
        while let town = try rows.next() {
            guard town.kind == .area, !town.town.isEmpty else { continue }
            // A designated city has no codes of its own: it takes its wards'.
            let city = municipalities[town.municipality]?.parent
            for code in [town.municipality, city].compactMap(\.self)
            where towns[code, default: []].count < Places.townsKept {
                towns[code, default: []].append(town)
            }
        }
        self.towns = towns
    }

    /// A municipality by its code.
    func municipality(_ code: MunicipalityCode) throws(DemoProblem) -> Municipality {
        guard let found = municipalities[code] else { throw .municipalityMissing(code.digits) }
        return found
    }

    /// The prefecture of a municipality.
    func prefecture(of code: MunicipalityCode) -> Prefecture { prefectures[code.prefecture.number - 1] }

    /// A municipality of `prefecture` for somebody to live in, as likely as it has people.
    func home(in prefecture: PrefectureCode, _ dice: inout Dice) -> Municipality {
        dice.pick(drawable[prefecture] ?? [], by: \.weight)
    }

    /// A town of the municipality.
    func town(in code: MunicipalityCode, _ dice: inout Dice) throws(DemoProblem) -> PostalTown {
        guard let towns = towns[code] else { throw .municipalityMissing(code.digits) }
        return dice.pick(towns)
    }
}

extension PostalTown {
    /// An address in this town.
    func address(_ street: String) -> String { prefectureName + municipalityName + town + street }
}
