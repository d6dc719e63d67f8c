import Foundation
import KodanTestSupport
import Postgres
import SQL
import Testing

@Suite("Organizations that were merged one after the other before they counted as one", .database)
struct OldMergerTests {
    /// What the migration does to them.
    private static func flattening() throws -> String {
        let text = try #require(Schema.core.first { $0.name == "0062_mergers.sql" }).text
        let begin = try #require(text.range(of: "DO $$"))
        let end = try #require(text.range(of: "$$;", range: begin.upperBound..<text.endIndex))
        return String(text[begin.lowerBound..<end.upperBound])
    }

    @Test("stand at the last of them, however many steps lie between", arguments: 1...5)
    func chain(steps: Int) async throws {
        let flattening = try Self.flattening()
        let successors: [String?] = try await TestDatabase.current.owner.transaction { session in
            // Each became part of the one before it.
            for _ in 0...steps {
                try session.execute(
                    """
                    INSERT INTO organization (name, kind, council_member, municipality_code, address, email, phone,
                                              state, registered_at, merged_into)
                    SELECT 'chain', 'chamber_of_commerce', false, '13101', 'x', 'chain@example.jp', '03-0000-0001',
                           CASE WHEN before.id IS NULL THEN 'active' ELSE 'merged' END, '2026-04-01', before.id
                      FROM (SELECT max(id) AS id FROM organization WHERE name = 'chain') AS before
                    """
                )
            }
            try session.script(flattening)
            return try session.rows(
                """
                SELECT (whole.id = (SELECT min(id) FROM organization WHERE name = 'chain'))::text AS is_last
                  FROM organization AS part
                  LEFT JOIN organization AS whole ON whole.id = part.merged_into
                 WHERE part.name = 'chain'
                 ORDER BY part.id
                """
            ) { row throws(PostgresError) in try row.optional("is_last") }
        }
        #expect(successors == [nil] + Array(repeating: "true", count: steps))
    }
}
