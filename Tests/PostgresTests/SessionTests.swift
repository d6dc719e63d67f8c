import Postgres
import Testing

@Suite("A session")
struct SessionTests {
    @Test("binds what is interpolated and reads typed columns")
    func bindsAndReads() async throws {
        try await withConnection { connection in
            let read = try await connection.transaction { session in
                try session.execute("CREATE TABLE note (id bigint, body text, done boolean, raw bytea)")
                let text = "'; DROP TABLE note; --"
                let raw: [UInt8] = [0, 255]
                let count = try session.execute(
                    """
                    INSERT INTO note
                    VALUES (\(1), \(text), \(true), \(raw)), (2, \(nil as String?), \(false), NULL)
                    """
                )
                #expect(count == 2)
                return try session.rows("SELECT * FROM note ORDER BY id", as: Note.init(row:))
            }
            #expect(
                read == [
                    Note(id: 1, body: "'; DROP TABLE note; --", done: true, raw: [0, 255]),
                    Note(id: 2, body: nil, done: false, raw: nil),
                ]
            )
        }
    }
}

private struct Note: Equatable {
    let id: Int64
    let body: String?
    let done: Bool
    let raw: [UInt8]?
}

extension Note {
    init(row: Row) throws(PostgresError) {
        id = try row.value("id")
        body = try row.optional("body")
        done = try row.value("done")
        raw = try row.optional("raw")
    }
}
