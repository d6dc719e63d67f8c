import Foundation
import Postgres
import Testing

@testable import kodan_bench

@Suite("An office to be measured")
struct RequestFixtureTests {
    @Test("holds what was asked for, and its tokens enter")
    func fills() async throws {
        let folder = "/tmp/kodan-test-office-\(UUID().uuidString.prefix(8))"
        let office = try BenchOffice(folder: folder)
        defer { try? office.destroy() }
        let config = URL(filePath: #filePath).appending(path: "../../../Config").standardized.path
        try await office.start(config: config)
        let tokens = try await RequestFixture(office: office, requests: 2000).fill()
        #expect(tokens.count == 200 && Set(tokens.map(\.text)).count == 200)

        let app = try await Connection.open(ConnectionOptions(url: office.url(of: "kodan_app")))
        for (number, visible) in [(0, 2000), (150, 1)] {
            let token = tokens[number]
            let counts = try await app.transaction(TransactionOptions()) { session in
                let entered: String = try session.value(
                    """
                    SELECT role
                      FROM kodan_enter_by_token(sha256(convert_to(\(token.text), 'UTF8')), '2026-11-01')
                    """
                )
                #expect(entered == token.role)
                return (
                    try session.value("SELECT count(*) FROM lecture_request") as Int,
                    try session.value("SELECT count(DISTINCT state) FROM lecture_request") as Int
                )
            }
            // Requests fall on organizations one by one, until each has one.
            #expect(counts.0 == visible)
            #expect(number > 0 || counts.1 == 12)
        }
        let facts = try await app.transaction(TransactionOptions()) { session in
            _ = try session.value("SELECT set_config('kodan.role', 'system', true)") as String
            return (
                try session.value("SELECT count(*) FROM organization") as Int,
                try session.value("SELECT count(*) FROM presenter") as Int,
                try session.value("SELECT count(*) FROM assignment") as Int,
                try session.value("SELECT count(DISTINCT left(municipality_code, 2)) FROM organization")
                    as Int
            )
        }
        await app.close()
        #expect(facts == (3000, 1078, 1400, 47))
    }
}
