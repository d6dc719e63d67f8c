public import KodanDomain
import KodanImport
public import KodanMatching
import KodanStore
import Postgres

/// A prefecture with its capital.
public struct PrefectureCapital: Sendable, Equatable {
    /// The prefecture.
    public let prefecture: PrefectureCode
    /// Its name: 青森県.
    public let name: String
    /// Its name in Latin letters: Aomori.
    public let romaji: String
    /// Where its office stands.
    public let place: Place
    /// The municipality of the capital.
    let municipality: MunicipalityCode

    /// The capital as a place where somebody could live.
    public var point: PrefecturePoint { PrefecturePoint(prefecture: prefecture.number, point: place) }

    /// Those of the database, by code.
    static func stored(_ desk: Desk) throws -> [PrefectureCapital] {
        try TravelStore(desk.session).capitals().map { capital in
            PrefectureCapital(
                prefecture: capital.prefecture,
                name: capital.name,
                romaji: capital.romaji,
                place: Place(capital.place),
                municipality: capital.place.municipality
            )
        }
    }

    /// The 47 of the shipped tables in `folder`, `Config/geo`, by code.
    ///
    /// Throws `FileUnreadable`, `GzipError` or `TableProblem`.
    public static func all(shippedIn folder: String) throws -> [PrefectureCapital] {
        func text(_ file: String) throws -> GzipReader {
            return try GzipReader(path: "\(folder)/\(file).csv.gz")
        }
        let municipalities = try text("municipalities")
        let points = Dictionary(
            try MunicipalityTable.all { try municipalities.next() }.map { ($0.code, $0.point) }
        ) { first, _ in first }
        let prefectures = try text("prefectures")
        return try PrefectureTable.all { try prefectures.next() }.compactMap { row in
            points[row.capital].map { point in
                PrefectureCapital(
                    prefecture: row.code,
                    name: row.name,
                    romaji: row.romaji,
                    place: Place(point, in: row.capital),
                    municipality: row.capital
                )
            }
        }
    }
}
