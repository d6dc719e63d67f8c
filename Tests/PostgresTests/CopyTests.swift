import Glibc
import Postgres
import Testing

private struct Stop: Error, Equatable {}

@Suite("COPY")
struct CopyTests {
    @Test("streams 200,000 rows in and out again in bounded memory")
    func streams() async throws {
        try await withConnection { connection in
            try await connection.transaction { session in
                try session.execute("CREATE TABLE big (id bigint, filler text)")
                let filler = String(repeating: "x", count: 500)
                var sent = 0
                let before = peakKilobytes()
                let copiedIn = try session.copyIn("COPY big FROM STDIN") {
                    guard sent < 200_000 else { return nil }
                    sent += 1
                    return Array("\(sent)\t\(filler)\n".utf8)
                }
                #expect(copiedIn == 200_000)
                var lines = 0
                var largest = 0
                let copiedOut = try session.copyOut("COPY (SELECT * FROM big) TO STDOUT") { chunk in
                    lines += chunk.count { $0 == UInt8(ascii: "\n") }
                    largest = max(largest, chunk.count)
                }
                #expect(copiedOut == 200_000)
                #expect(lines == 200_000)
                #expect(largest < 70_000)
                var read = 0
                try session.forEach("SELECT id, filler FROM big") { row in
                    read += try row.value("id", as: Int.self)
                }
                #expect(read == 200_000 * 200_001 / 2)
                // The data is 100 MB; a copy of it in memory would show.
                #expect(peakKilobytes() - before < 60_000)
            }
        }
    }

    @Test("that is given up leaves a session that a savepoint makes usable")
    func givesUp() async throws {
        try await withConnection { connection in
            let kept = try await connection.transaction { session in
                try session.execute("CREATE TABLE few (id int)")
                #expect(throws: Stop()) {
                    try session.savepoint { try session.copyIn("COPY few FROM STDIN") { throw Stop() } }
                }
                #expect(throws: Stop()) {
                    try session.savepoint {
                        try session.copyOut("COPY (SELECT generate_series(1, 5000000)) TO STDOUT") { _ in
                            throw Stop()
                        }
                    }
                }
                var pieces: [[UInt8]] = [Array("1\n2".utf8), Array("\nnot a number\n".utf8)]
                let error = #expect(throws: PostgresError.self) {
                    try session.savepoint {
                        try session.copyIn("COPY few FROM STDIN") {
                            pieces.isEmpty ? nil : pieces.removeFirst()
                        }
                    }
                }
                #expect(error?.sqlState == "22P02")
                var good: [[UInt8]] = [Array("1\n2".utf8), Array("\n3\n".utf8)]
                return try session.copyIn("COPY few FROM STDIN") { good.isEmpty ? nil : good.removeFirst() }
            }
            #expect(kept == 3)
        }
    }

    @Test("in the wrong direction, or not asked for, is refused")
    func refusesMisuse() async throws {
        try await withConnection { connection in
            for statement in ["COPY pg_class TO STDOUT", "SELECT 1", "COPY t FROM STDIN"] {
                try await connection.autocommit { session in
                    try session.script("CREATE TEMP TABLE IF NOT EXISTS t (a int)")
                    if !statement.contains("FROM") {
                        let error = #expect(throws: PostgresError.self) {
                            try session.copyIn(statement) { nil }
                        }
                        #expect(error?.kind != .connection)
                    }
                    if !statement.contains("TO") {
                        #expect(throws: PostgresError.self) { try session.copyOut(statement) { _ in } }
                    }
                    if statement.contains("COPY") {
                        #expect(throws: PostgresError.self) { try session.script(statement) }
                    }
                    #expect(try session.value("SELECT 1", as: Int.self) == 1)
                }
            }
        }
    }
}

/// The most memory that this process ever held.
private func peakKilobytes() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss
}
