public import KodanDomain
import KodanImport
import KodanStore
import Postgres

/// The points of all municipalities and wards, which draw the country.
public enum MunicipalityPoints {
    /// Those of the shipped table in `folder`, `Config/geo`.
    ///
    /// Throws `FileUnreadable`, `GzipError` or `TableProblem`.
    public static func shipped(in folder: String) throws -> [GeoPoint] {
        let text = try GzipReader(path: "\(folder)/municipalities.csv.gz")
        return try MunicipalityTable.all { try text.next() }.map(\.point)
    }

    /// Those of the database.
    public static func stored(in office: Office, as credential: Credential) async throws -> [GeoPoint] {
        try await office.transaction(as: credential) { desk in
            try TravelStore(desk.session).municipalities().map(\.point)
        }
    }
}
