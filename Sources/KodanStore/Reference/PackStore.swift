public import KodanDomain
public import Postgres

/// What goes out by default for the lectures of programmes.
public struct PackStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// The programme of a code; nil if there is none.
    public func programme(_ code: ProgrammeCode) throws(PostgresError) -> Programme.ID? {
        try session.first("SELECT id FROM programme WHERE code = \(code)") { row throws(PostgresError) in
            try row.value("id")
        }
    }

    /// Whether there is such a topic.
    public func hasTopic(_ topic: TopicCode) throws(PostgresError) -> Bool {
        try session.value("SELECT EXISTS (SELECT FROM topic WHERE code = \(topic))")
    }

    /// The packs of a programme: that for all topics first, then by topic.
    public func packs(of programme: Programme.ID) throws(PostgresError) -> [MaterialPack] {
        try session.rows(
            """
            SELECT topic_code, array_agg(material_id ORDER BY material_id) AS materials
              FROM material_pack
             WHERE programme_id = \(programme)
             GROUP BY topic_code
             ORDER BY topic_code NULLS FIRST
            """
        ) { row throws(PostgresError) in
            MaterialPack(topic: try row.optional("topic_code"), materials: try row.value("materials"))
        }
    }

    /// Makes `pack` the one of its topic; one without materials is none.
    public func set(_ pack: MaterialPack, of programme: Programme.ID) throws(PostgresError) {
        try session.execute(
            """
            DELETE FROM material_pack
             WHERE programme_id = \(programme)
               AND topic_code IS NOT DISTINCT FROM \(pack.topic)::text
            """
        )
        try session.execute(
            """
            INSERT INTO material_pack (programme_id, topic_code, material_id)
            SELECT \(programme), \(pack.topic)::text, id
              FROM unnest(\(pack.materials)::bigint[]) AS id
             ORDER BY id
            """
        )
    }

    /// The material of a code; nil if there is none.
    public func material(_ code: String) throws(PostgresError) -> Material.ID? {
        try session.first("SELECT id FROM material WHERE code = \(code)") { row throws(PostgresError) in
            try row.value("id")
        }
    }
}
