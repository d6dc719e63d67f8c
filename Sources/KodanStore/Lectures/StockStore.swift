public import KodanDomain
public import Postgres

/// The stock of printed editions, and its movements.
public struct StockStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Whether an edition is of a printed material; nil for one that is not there.
    public func isPrinted(_ edition: Edition.ID) throws(PostgresError) -> Bool? {
        try session.first(
            """
            SELECT material.medium = 'printed' AS is_printed
              FROM edition
              JOIN material ON material.id = edition.material_id
             WHERE edition.id = \(edition)
            """
        ) { row throws(PostgresError) in try row.value("is_printed") }
    }

    /// Writes a movement with or without a delivery; `quantity` is what it adds.
    ///
    /// Movements of one edition come one after the other. Throws the violation of `edition_stock_on_hand` for more than
    /// there is.
    public func move(
        _ edition: Edition.ID,
        _ kind: StockMovementKind,
        _ quantity: Int,
        counted: Int? = nil,
        with delivery: MaterialDelivery.ID? = nil,
        because reason: String? = nil,
        by user: User.ID?,
        at now: Instant
    ) throws(PostgresError) -> StockMovement.ID {
        try session.value(
            """
            INSERT INTO stock_movement (edition_id, kind, quantity, counted, delivery_id, reason, moved_by, moved_at)
            VALUES (\(edition), \(kind), \(quantity), \(counted), \(delivery), \(reason), \(user), \(now))
            RETURNING id
            """
        )
    }

    /// At most `limit` movements of an edition with keys above `after`, smaller keys first.
    public func movements(
        of edition: Edition.ID,
        after: StockMovement.ID?,
        limit: Int
    ) throws(PostgresError) -> [StockMovementEntry] {
        try session.rows(
            """
            SELECT id, kind, quantity, counted, delivery_id, reason, moved_at
              FROM stock_movement
             WHERE edition_id = \(edition)
               AND id > \(after ?? StockMovement.ID(0))
             ORDER BY id
             LIMIT \(limit)
            """
        ) { row throws(PostgresError) in
            StockMovementEntry(
                id: try row.value("id"),
                kind: try row.value("kind"),
                quantity: try row.value("quantity"),
                counted: try row.optional("counted"),
                delivery: try row.optional("delivery_id"),
                reason: try row.optional("reason"),
                movedAt: try row.value("moved_at")
            )
        }
    }

    /// At most `limit` printed editions with keys above `after`, smaller keys first, with what lies in stock.
    public func list(after: Edition.ID?, limit: Int) throws(PostgresError) -> [StockEntry] {
        try session.rows(
            """
            \(StockStore.stock)
             WHERE edition.id > \(after ?? Edition.ID(0))
             ORDER BY edition.id
             LIMIT \(limit)
            """,
            as: StockEntry.init(row:)
        )
    }

    /// What lies in stock of one printed edition; nil for one that is not there, or digital.
    public func entry(of edition: Edition.ID) throws(PostgresError) -> StockEntry? {
        try session.first("\(StockStore.stock) WHERE edition.id = \(edition)", as: StockEntry.init(row:))
    }

    private static let stock: SQL = """
        SELECT edition.id, edition.material_id, material.code, material.name_ja, edition.label,
               coalesce(stock.on_hand, 0) AS on_hand,
               coalesce((
                   SELECT sum(quantity)
                     FROM material_delivery
                    WHERE edition_id = edition.id AND state = 'planned'
               ), 0)::integer AS planned
          FROM edition
          JOIN material ON material.id = edition.material_id AND material.medium = 'printed'
          LEFT JOIN edition_stock AS stock ON stock.edition_id = edition.id
        """
}

extension StockEntry {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            edition: try row.value("id"),
            materialID: try row.value("material_id"),
            material: try row.value("code"),
            materialName: try row.value("name_ja"),
            label: try row.value("label"),
            onHand: try row.value("on_hand"),
            planned: try row.value("planned")
        )
    }
}
