import Postgres
import Testing

@Suite("A snapshot")
struct SnapshotTests {
    private func snapshot(_ text: String) throws -> Snapshot { try #require(Snapshot(sqlText: text)) }

    @Test("is read and written as PostgreSQL has it", arguments: ["10:10:", "10:20:10,14,15"])
    func text(_ text: String) throws {
        #expect(try snapshot(text).sqlText == text)
    }

    @Test("is none where something is missing", arguments: ["", "10:20", "10:x:", "10:20:a", "10:20:1:2"])
    func none(_ text: String) {
        #expect(Snapshot(sqlText: text) == nil)
    }

    @Test("includes one that knows no more")
    func includes() throws {
        let whole = try snapshot("10:20:10,14")
        for less in ["10:20:10,14", "10:20:10,12,14", "8:10:", "10:15:10,14", "10:14:10"] {
            #expect(whole.includes(try snapshot(less)), "\(less)")
        }
        for more in ["10:21:10,14", "14:20:14", "10:20:10", "11:15:14"] {
            #expect(!whole.includes(try snapshot(more)), "\(more)")
        }
    }

    @Test("knows nothing of the transaction that asks, which PostgreSQL leaves out")
    func without() throws {
        #expect(try snapshot("10:20:12").without(15).sqlText == "10:20:12,15")
        #expect(try snapshot("10:20:12").without(12).sqlText == "10:20:12")
        #expect(try snapshot("10:20:12").without(20).sqlText == "10:20:12")
    }

    @Test("of a transaction at work tells what others did, and not what it did itself")
    func real() async throws {
        try await withDatabase { options in
            let pool = Pool(options: options, size: 2, acquireTimeout: .seconds(10))
            let (own, seen) = try await pool.openTransaction { transaction in
                let own = try await transaction.part { session in
                    try session.value("SELECT pg_current_xact_id()", as: UInt64.self)
                }
                let other = try await pool.transaction { session in
                    try session.value("SELECT pg_current_xact_id()", as: UInt64.self)
                }
                let seen = try await transaction.part { session in
                    try session.value("SELECT pg_current_snapshot()", as: Snapshot.self)
                }
                #expect(own < other)
                return (own, seen.without(own))
            }
            let isKnown = try await pool.transaction { session in
                try session.value(
                    "SELECT pg_visible_in_snapshot(\("\(own)")::xid8, \(seen)::pg_snapshot)",
                    as: Bool.self
                )
            }
            #expect(!isKnown)
            await pool.close()
        }
    }
}
