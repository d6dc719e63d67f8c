import HTTPTypes
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Paths with an empty part", .database)
struct WholePathsTests {
    @Test(
        "are not served, so that nothing leads to another host",
        arguments: [
            "//v1/requests?limit=1", "/v1//requests", "/v1/requests/", "/v1/requests//", "//requests", "//",
        ]
    )
    func refused(path: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            for _ in 0..<2 { _ = try await world.submitted(browser) }
            for method in [HTTPRequest.Method.get, .options, .delete] {
                let answer = try await browser.send(method, path, as: .staff(.coordinator))
                #expect(answer.status == 404 && answer.problem == "no_such_path", "\(method): \(answer.text)")
                #expect(answer.headers[.link] == nil)
            }
        }
    }

    @Test("are told from pages at whose end somebody typed a slash")
    func pages() async throws {
        let world = try await World()
        try await world.serve { browser in
            let page = try await browser.get("/sign-in/", as: nil)
            #expect(page.status == 200)
        }
    }

    @Test("never come out of lists: the next page is at the operation's own path")
    func links() async throws {
        let world = try await World()
        try await world.serve { browser in
            let first = try await world.submitted(browser)
            _ = try await world.submitted(browser)
            for path in ["/v1/requests", "http://elsewhere.example.jp/v1/requests"] {
                let answer = try await browser.get("\(path)?limit=1", as: .staff(.coordinator))
                let next = "</v1/requests?after=\(first)&limit=1>; rel=\"next\""
                #expect(answer.status == 200 && answer.headers[.link] == next, "\(answer.text)")
            }
        }
    }
}
