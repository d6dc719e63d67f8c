public import KodanDomain
public import Postgres

/// Materials with their editions.
public struct MaterialQueries {
    /// How many editions of a material are shown at most, the newest.
    public static let editionLimit = 200

    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// At most `limit` materials with keys above `after`, smaller keys first.
    public func list(after: Material.ID?, limit: Int) throws(PostgresError) -> [MaterialEntry] {
        try entries("WHERE id > \(after ?? Material.ID(0)) ORDER BY id LIMIT \(limit)")
    }

    /// One material; nil if there is none.
    public func material(_ id: Material.ID) throws(PostgresError) -> MaterialEntry? {
        try entries("WHERE id = \(id)").first
    }

    private func entries(_ filter: SQL) throws(PostgresError) -> [MaterialEntry] {
        var found = try session.rows("SELECT id, code, name_ja, name_en, medium FROM material \(filter)") {
            row throws(PostgresError) in
            MaterialEntry(
                id: try row.value("id"),
                code: try row.value("code"),
                japaneseName: try row.value("name_ja"),
                englishName: try row.value("name_en"),
                medium: try row.value("medium"),
                editions: []
            )
        }
        let editions = try editions(of: found.map(\.id))
        for index in found.indices { found[index].editions = editions[found[index].id] ?? [] }
        return found
    }

    private func editions(of materials: [Material.ID]) throws(PostgresError) -> [Material.ID: [EditionEntry]]
    {
        guard !materials.isEmpty else { return [:] }
        let rows = try session.rows(
            """
            SELECT newest.material_id, newest.id, newest.label, newest.issued_on,
                   EXISTS (SELECT FROM edition_file WHERE edition_file.edition_id = newest.id) AS has_file
              FROM unnest(\(materials)::bigint[]) AS wanted (id)
              CROSS JOIN LATERAL (
                  SELECT material_id, id, label, issued_on
                    FROM edition
                   WHERE material_id = wanted.id
                   ORDER BY issued_on DESC
                   LIMIT \(MaterialQueries.editionLimit)
              ) AS newest
             ORDER BY newest.material_id, newest.issued_on DESC
            """
        ) { row throws(PostgresError) -> (Material.ID, EditionEntry) in
            let entry = EditionEntry(
                id: try row.value("id"),
                label: try row.value("label"),
                issuedOn: try row.value("issued_on"),
                hasFile: try row.value("has_file")
            )
            return (try row.value("material_id"), entry)
        }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }
}
