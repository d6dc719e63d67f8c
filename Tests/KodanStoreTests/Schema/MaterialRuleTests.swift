import KodanTestSupport
import Postgres
import Testing

@Suite("The schema of materials", .database)
struct MaterialRuleTests {
    private static let file = """
        INSERT INTO edition_file (edition_id, sha256, byte_count, media_type, file_name, storage_key, filed_at)
        SELECT min(id), sha256('x'),
        """
    private static let delivery = """
        INSERT INTO material_delivery (assignment_id, edition_id, quantity, ship_by, state, planned_at)
        SELECT 1, min(id), 30, '2026-06-01', 'planned', '2026-05-01' FROM edition;
        """
    private static let link = """
        INSERT INTO material_link (delivery_id, side, digest, issued_at, expires_at, use_limit)
        SELECT max(id),
        """
    private static let opening = """
        INSERT INTO material_opening (delivery_id, side, opened_at)
        SELECT max(id),
        """
    private static let move = """
        INSERT INTO stock_movement (edition_id, kind, quantity, counted, delivery_id, moved_at)
        SELECT min(id),
        """

    @Test(
        "refuses, by the rule that stands against it",
        arguments: [
            (file + "0, 'application/pdf', 'a.pdf', 'a.pdf', '2026-05-01' FROM edition", "edition_file_size"),
            (file + "1, 'text/html', 'a.pdf', 'a.pdf', '2026-05-01' FROM edition", "edition_file_type"),
            (file + "1, 'image/png', 'a.png', '../a.png', '2026-05-01' FROM edition", "edition_file_key"),
            (file + "1, 'image/png', 'a.png', '/a.png', '2026-05-01' FROM edition", "edition_file_key"),
            (file + "1, 'image/png', '', 'a.png', '2026-05-01' FROM edition", "edition_file_name"),
            (delivery + delivery, "material_delivery_once"),
            (delivery + "UPDATE material_delivery SET returned_quantity = 1", "material_delivery_returned"),
            (delivery + "UPDATE material_delivery SET used_at = '2026-07-01'", "material_delivery_used"),
            (
                delivery + "UPDATE material_delivery SET state = 'returned', returned_quantity = 31",
                "material_delivery_returned"
            ),
            (delivery + "UPDATE material_delivery SET state = 'received'", "material_delivery_transition"),
            (
                delivery + "UPDATE material_delivery SET edition_id = (SELECT max(id) FROM edition)",
                "material_delivery_pinned"
            ),
            (
                delivery + move
                    + "'sent', 1, NULL, (SELECT max(id) FROM material_delivery), '2026-05-01' FROM edition",
                "stock_movement_direction"
            ),
            (move + "'received', 0, NULL, NULL, '2026-05-01' FROM edition", "stock_movement_direction"),
            (move + "'received', 1, 5, NULL, '2026-05-01' FROM edition", "stock_movement_count"),
            (move + "'returned', 1, NULL, NULL, '2026-05-01' FROM edition", "stock_movement_delivery"),
            (move + "'found', 1, NULL, NULL, '2026-05-01' FROM edition", "stock_movement_kind"),
            (
                delivery + move
                    + "'sent', -1, NULL, (SELECT max(id) FROM material_delivery), '2026-05-01' FROM edition",
                "edition_stock_on_hand"
            ),
            (
                delivery + link + "'body', sha256('x'), '2026-05-01', '2026-06-01', 5 FROM material_delivery",
                "material_link_side"
            ),
            (
                delivery + link + "'host', 'x', '2026-05-01', '2026-06-01', 5 FROM material_delivery",
                "material_link_digest"
            ),
            (
                delivery + link + "'host', sha256('x'), '2026-05-01', '2026-05-01', 5 FROM material_delivery",
                "material_link_expires_later"
            ),
            (
                delivery + link + "'host', sha256('x'), '2026-05-01', '2026-06-01', 5 FROM material_delivery;"
                    + "UPDATE material_link SET uses = 6, last_used_at = '2026-05-02'", "material_link_uses"
            ),
            (
                delivery + link + "'host', sha256('x'), '2026-05-01', '2026-06-01', 5 FROM material_delivery;"
                    + "UPDATE material_link SET uses = 1", "material_link_used"
            ),
            (
                delivery + link + "'host', sha256('x'), '2026-05-01', '2026-06-01', 5 FROM material_delivery;"
                    + link
                    + "'host', sha256('y'), '2026-05-01', '2026-06-01', 5 FROM material_delivery",
                "material_link_one"
            ),
            (delivery + opening + "'body', '2026-05-01' FROM material_delivery", "material_opening_side"),
        ]
    )
    func refuses(sql: String, rule: String) async throws {
        try await setTheScene()
        #expect(try await constraint(refusing: sql) == rule)
    }

    @Test("shows stock and links to staff and to nobody else, packs and files to everybody")
    func seen() async throws {
        try await setTheScene()
        try await TestDatabase.current.owner.transaction { session in
            try session.script(
                "DELETE FROM material_pack;" + Self.delivery + Self.link
                    + "'host', sha256('x'), '2026-05-01', '2026-06-01', 5 FROM material_delivery;"
                    + Self.opening
                    + "'host', '2026-05-02' FROM material_delivery;" + Self.move
                    + "'received', 5, NULL, NULL, '2026-05-01' FROM edition;" + Self.file
                    + "1, 'image/png', 'a.png', 'a.png', '2026-05-01' FROM edition;"
                    + "INSERT INTO material_pack (programme_id, material_id) SELECT 1, min(id) FROM material"
            )
        }
        for (role, ofStaff) in [
            ("clerk", 4), ("coordinator", 4), ("auditor", 4), ("system", 4), ("host", 0), ("presenter", 0),
        ] {
            let counts = try await TestDatabase.current.app.transaction { session in
                try session.execute("SELECT set_config('kodan.role', \(role), true)")
                return (
                    try session.value(
                        """
                        SELECT ((SELECT count(*) FROM stock_movement) + (SELECT count(*) FROM edition_stock)
                                + (SELECT count(id) FROM material_link)
                                + (SELECT count(*) FROM material_opening))::integer
                        """,
                        as: Int.self
                    ),
                    try session.value(
                        """
                        SELECT ((SELECT count(*) FROM material_pack) + (SELECT count(*) FROM edition_file))::integer
                        """,
                        as: Int.self
                    )
                )
            }
            #expect(counts.0 == ofStaff && counts.1 == 2, "\(role)")
        }
    }

    @Test(
        "lets no role but the system, clerks and their like write",
        arguments: ["host", "presenter", "auditor", "accountant"]
    )
    func written(role: String) async throws {
        try await setTheScene()
        for sql in [
            Self.move + "'received', 5, NULL, NULL, '2026-05-01' FROM edition",
            Self.file + "1, 'image/png', 'a.png', 'a.png', '2026-05-01' FROM edition",
            "INSERT INTO material_pack (programme_id, topic_code, material_id) VALUES (1, 'cloud', 1)",
        ] {
            let error = await #expect(throws: PostgresError.self) {
                try await TestDatabase.current.app.transaction { session in
                    try session.execute("SELECT set_config('kodan.role', \(role), true)")
                    try session.script(sql)
                }
            }
            #expect(error?.sqlState == "42501")
        }
    }
}
