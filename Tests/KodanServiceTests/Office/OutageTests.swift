import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("An outage", .database)
struct OutageTests {
    private static let meanings: [(String, Outage?)] = [
        ("53100", .full), ("53300", .unavailable), ("57P03", .unavailable), ("55P03", .tooSlow),
        ("40P01", .busy), ("23514", nil), ("22012", nil),
    ]

    @Test("is what passes by itself or by somebody's hand, and no fault of the program", arguments: meanings)
    func means(state: String, outage: Outage?) async throws {
        let error = try await #require(throws: PostgresError.self) {
            try await TestDatabase.current.owner.transaction { session in
                try session.script("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '\(state)'; END $$")
            }
        }
        #expect(error.sqlState == state)
        #expect(Outage(error) == outage)
    }

    private static let places: [(FileProblem, Outage?)] = [
        (.diskFull("/files"), .filesRefused), (.folderMissing("/files"), .filesRefused),
        (.notWritable("/files"), .filesRefused), (.damaged("/files/a"), nil),
        (.failed("/files", number: 5), nil),
    ]

    @Test("is also a folder without room or out of reach, and not a file that is damaged", arguments: places)
    func of(problem: FileProblem, outage: Outage?) {
        #expect(Outage(problem) == outage)
    }
}
