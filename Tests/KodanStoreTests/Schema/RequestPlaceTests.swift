import KodanTestSupport
import Postgres
import Testing

@Suite("Where a request is", .database)
struct RequestPlaceTests {
    private let database = TestDatabase.current

    private func places() async throws -> [String] {
        try await database.owner.transaction { session in
            try session.rows("SELECT prefecture_code AS place FROM lecture_request ORDER BY id") {
                row throws(PostgresError) in try row.value("place", as: String.self)
            }
        }
    }

    private func run(_ script: String) async throws {
        try await database.owner.transaction { try $0.script(script) }
    }

    @Test("is its venue's prefecture, whoever asks, and moves with the venue")
    func venue() async throws {
        try await setTheScene()
        try await run(
            """
            UPDATE lecture_request SET place = 'venue', venue_name = '会館', venue_municipality_code = '40130',
                   venue_address = '本町1', venue_latitude_e6 = 33590000, venue_longitude_e6 = 130400000
            """
        )
        #expect(try await places() == ["40", "40"])
        try await run("UPDATE organization SET municipality_code = '27100'")
        #expect(try await places() == ["40", "40"])
    }

    @Test("is where the asking organization is if there is no venue, and moves with it")
    func organization() async throws {
        try await setTheScene()
        try await run(RequestPlaceTests.online)
        try await run("UPDATE organization SET municipality_code = '01100'")
        let moved = try await places()
        #expect(moved.first == "01")
        try await run("UPDATE organization SET municipality_code = '27100'")
        #expect(try await places().first == "27")
    }

    @Test("is where the asking presenter lives if neither is there")
    func presenter() async throws {
        try await setTheScene()
        try await run(
            """
            ALTER TABLE lecture_request DISABLE TRIGGER transition;
            DELETE FROM assignment; DELETE FROM offer;
            \(RequestPlaceTests.online);
            UPDATE lecture_request SET delivery = 'self_hosted', organization_id = NULL, state = 'approved',
                   asking_presenter_id = (SELECT min(id) FROM presenter) WHERE id = 1;
            ALTER TABLE lecture_request ENABLE TRIGGER transition;
            UPDATE presenter SET municipality_code = '47201'
            """
        )
        #expect(try await places().first == "47")
    }

    @Test("is nobody's to write")
    func fixed() async throws {
        try await setTheScene()
        let before = try await places()
        try await run("UPDATE lecture_request SET prefecture_code = '47'")
        #expect(try await places() == before)
    }

    private static let online = """
        UPDATE lecture_request SET place = 'online', venue_name = NULL, venue_municipality_code = NULL,
               venue_address = NULL, venue_latitude_e6 = NULL, venue_longitude_e6 = NULL
        """
}
