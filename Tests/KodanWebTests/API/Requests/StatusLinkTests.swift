import HTTPTypes
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("The link of a request's page over HTTP", .database)
struct StatusLinkTests {
    private func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        by link: String,
        _ browser: Browser,
        _ body: String? = nil,
        key: String = "k"
    ) async throws -> Answer {
        var headers: HTTPFields = [.authorization: "Bearer \(link)", .acceptLanguage: "en"]
        if body != nil {
            headers[.contentType] = "application/json"
            headers[.idempotencyKey] = key
        }
        return try await browser.send(method, path, headers, body)
    }

    @Test("reads and moves that request, a repeated call once, and nothing else")
    func own() async throws {
        let world = try await World()
        try await world.serve { browser in
            let id = try await world.submitted(browser)
            let other = try await world.submitted(browser, title: "別の講習")
            let link = try await world.statusLink(of: id)
            let path = "/v1/requests/\(id)"
            let own = try await send(.get, path, by: link, browser)
            #expect(try own.status == 200 && own.json["title"] == .string("情報セキュリティ講習"))
            #expect(try await send(.get, "\(path)/status", by: link, browser).status == 200)
            // Others of the same organization are not there for it, and neither is what is asked without a request.
            for foreign in [
                "/v1/requests/\(other)", "/v1/requests", "/v1/organizations/\(world.organization)", "/v1/me",
            ] {
                let answer = try await send(.get, foreign, by: link, browser)
                #expect([401, 403, 404].contains(answer.status), "\(foreign): \(answer.status)")
            }
            let cancel = #"{"by": "host", "reason": "都合により"}"#
            let foreign = try await send(
                .post,
                "/v1/requests/\(other)/cancellation",
                by: link,
                browser,
                cancel
            )
            #expect([403, 404].contains(foreign.status))
            let first = try await send(.post, "\(path)/cancellation", by: link, browser, cancel)
            #expect(first.status == 200)
            let again = try await send(.post, "\(path)/cancellation", by: link, browser, cancel)
            #expect(again.status == 200 && again.text == first.text)
            let late = try await send(.post, "\(path)/cancellation", by: link, browser, cancel, key: "k2")
            #expect(late.status == 409)
            let state = try await browser.get("/v1/requests/\(other)", as: .host).json["state"]
            #expect(state == .string("submitted"))
        }
    }

    @Test("reads what belongs to that request, and is told what it does not serve for")
    func parts() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (request, assignment) = try await world.assigned(browser)
            let link = try await world.statusLink(of: request)
            let foreign = try await world.statusLink(of: try await world.submitted(browser, title: "別の講習"))
            let listed = try await send(.get, "/v1/deliveries", by: link, browser)
            let delivery = try #require(try listed.json.items().first)
            let proposed = try await send(
                .post,
                "/v1/assignments/\(assignment)/changes",
                by: link,
                browser,
                World.change()
            )
            #expect(proposed.status == 201, "\(proposed.text)")
            let change = try #require(try proposed.json["id"]?.text)
            for path in ["deliveries/\(delivery)", "changes/\(change)", "requests/\(request)/slots"] {
                let own = try await send(.get, "/v1/\(path)", by: link, browser)
                #expect(own.status == 200, "\(path): \(own.text)")
                #expect(try await send(.get, "/v1/\(path)", by: foreign, browser).status == 404, "\(path)")
            }
            #expect(try await send(.get, "/v1/deliveries", by: foreign, browser).json.items() == [])
            let refused = try await send(.get, "/v1/assignments/\(assignment)/evidence", by: link, browser)
            #expect(refused.status == 403 && refused.problem == "limited_link", "\(refused.text)")
        }
    }

    @Test("is no credential once it is forged, handed over or not whole")
    func refused() async throws {
        let world = try await World()
        try await world.serve { browser in
            let id = try await world.submitted(browser)
            let link = try await world.statusLink(of: id)
            let path = "/v1/requests/\(id)"
            let last = try #require(link.last)
            let short = String(link.dropLast())
            for forged in [short + (last == "0" ? "1" : "0"), short, "9" + link, "x-1-0"] {
                #expect(try await send(.get, path, by: forged, browser).status == 401, "\(forged)")
            }
            let successor = """
                {"successor": {"name": "後任", "email": "next@org.example.jp", "phone": "03-5555-6666"}}
                """
            #expect(try await send(.post, "\(path)/handover", by: link, browser, successor).status == 204)
            #expect(try await send(.get, path, by: link, browser).status == 401)
        }
    }
}
