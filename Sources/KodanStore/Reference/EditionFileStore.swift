public import KodanDomain
public import Postgres

/// The files of editions, as they were filed.
public struct EditionFileStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    private static let query: SQL = """
        SELECT edition_id, sha256, byte_count, media_type, file_name, storage_key
          FROM edition_file
        """

    /// Whether the edition is there.
    public func has(_ edition: Edition.ID) throws(PostgresError) -> Bool {
        try session.value("SELECT EXISTS (SELECT FROM edition WHERE id = \(edition))")
    }

    /// The file of an edition; nil if it has none.
    public func file(of edition: Edition.ID) throws(PostgresError) -> EditionFile? {
        try session.first(
            "\(EditionFileStore.query) WHERE edition_id = \(edition)",
            as: EditionFile.init(row:)
        )
    }

    /// At most `limit` files of editions with keys above `after`, smaller keys first.
    public func list(after: Edition.ID?, limit: Int) throws(PostgresError) -> [EditionFile] {
        try session.rows(
            """
            \(EditionFileStore.query)
             WHERE edition_id > \(after ?? Edition.ID(0))
             ORDER BY edition_id
             LIMIT \(limit)
            """,
            as: EditionFile.init(row:)
        )
    }

    /// Notes the file of an edition, for ever; false if it has one, also by another who was faster.
    public func insert(
        _ file: EditionFile,
        by user: User.ID?,
        at now: Instant
    ) throws(PostgresError) -> Bool {
        try session.execute(
            """
            INSERT INTO edition_file (edition_id, sha256, byte_count, media_type, file_name, storage_key, filed_by,
                                      filed_at)
            VALUES (\(file.edition), \(file.sha256), \(file.byteCount), \(file.mediaType), \(file.name),
                    \(file.storageKey), \(user), \(now))
                ON CONFLICT (edition_id) DO NOTHING
            """
        ) == 1
    }
}

extension EditionFile {
    init(row: Row) throws(PostgresError) {
        self.init(
            edition: try row.value("edition_id"),
            sha256: try row.value("sha256"),
            byteCount: try row.value("byte_count"),
            mediaType: try row.value("media_type"),
            name: try row.value("file_name"),
            storageKey: try row.value("storage_key")
        )
    }
}
