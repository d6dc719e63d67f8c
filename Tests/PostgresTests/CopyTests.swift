import Foundation
import Postgres
import Testing

private struct Stop: Error, Equatable {}

@Suite("COPY")
struct CopyTests {
    @Test("streams 200,000 rows in and out again in bounded memory")
    func streams() async throws {
        try await withDatabase { options in
            let url = try TestServer.shared.get().url(database: try #require(options.database))
            // In a process of its own: what other tests hold meanwhile would show in the peak.
            await #expect(processExitsWith: .success) { [url = url as String] in
                let connection = try await Connection.open(try ConnectionOptions(url: url))
                let before = try peakKilobytes()
                try await connection.transaction { session in try streamBothWays(session) }
                // The data is 100 MB; a copy of it in memory would show.
                #expect(try peakKilobytes() - before < 60_000)
                await connection.close()
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

/// Copies 200,000 rows of 500 bytes in, out again, and reads them one by one.
private func streamBothWays(_ session: Session) throws {
    try session.execute("CREATE TABLE big (id bigint, filler text)")
    let filler = String(repeating: "x", count: 500)
    var sent = 0
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
}

/// The most memory that this process ever held.
///
/// Not what `getrusage` says, which counts the process too that started this one.
private func peakKilobytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(Int(line.filter(\.isNumber)))
}
