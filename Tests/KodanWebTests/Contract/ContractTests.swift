import HTTPTypes
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("The contract", .database)
struct ContractTests {
    @Test("is served")
    func served() async throws {
        let world = try await World()
        try await world.serve { browser in
            let answer = try await browser.get("/openapi.yaml", as: nil)
            #expect(answer.status == 200)
            #expect(answer.headers[.contentType] == "application/yaml; charset=utf-8")
            #expect(answer.text.hasPrefix("openapi: \"3.1.0\"\n"))
        }
    }
}
