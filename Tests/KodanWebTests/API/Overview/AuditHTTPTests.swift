import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@Suite("The record over HTTP", .database)
struct AuditHTTPTests {
    @Test("is followed by its seals: behind the last event that was read stands what was done since")
    func followed() async throws {
        let world = try await World()
        try await world.serve { browser in
            let auditor = World.Asker.staff(.auditor)
            let request = try await world.submitted(browser)
            let path = "/v1/audit-events?sealed=true&subject=\(request)"
            #expect(try await browser.get(path, as: auditor).json == JSON(#"{"items": []}"#))
            _ = try await SealAudit(office: world.office)()
            let first = try await browser.get(path, as: auditor).json
            #expect(first.items("action").contains("request.submitted"))
            let last = try #require(first.items().last)
            let screened = try await browser.post(
                "/v1/requests/\(request)/screening",
                as: .staff(.coordinator),
                #"{"decision": "approve"}"#
            )
            try #require(screened.status == 200, "\(screened.text)")
            let since = path + "&after=\(last)"
            #expect(try await browser.get(since, as: auditor).json == JSON(#"{"items": []}"#))
            _ = try await SealAudit(office: world.office)()
            let second = try await browser.get(since, as: auditor).json
            #expect(second.items("action").contains("request.approved"))
            #expect(Set(second.items()).isDisjoint(with: first.items()))
            let all = try await browser.get(path, as: auditor).json
            #expect(all.items() == first.items() + second.items())
            // An empty page would say that nothing happened since.
            let unknown = try await browser.get(
                "/v1/audit-events?sealed=true&after=\(AuditEvent.ID(99_999))",
                as: auditor
            )
            #expect(unknown.status == 404, "\(unknown.text)")
        }
    }
}
