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

    @Test("answers for the host of its lecture: the parcel, and changes, which it takes back too")
    func lecture() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.printed(browser)
            try await world.stock(browser, 100)
            let link = try await world.statusLink(of: request)
            let other = try await world.statusLink(of: try await world.submitted(browser, title: "別の講習"))
            let lecture = try await browser.first("/v1/assignments", as: .host)
            let parts = OfficeParts(browser: browser, request: request, lecture: lecture)
            let parcel = try await parts.delivery("printed", for: lecture)
            let sent = try await browser.post("/v1/deliveries/\(parcel)/dispatch", as: .staff(.clerk))
            try #require(sent.status == 200)

            func answer(_ path: String, _ body: String, by link: String, key: String) async throws -> Int {
                try await send(.post, "/v1/\(path)", by: link, browser, body, key: key).status
            }
            let reason = #"{"reason": "都合により"}"#
            let side = #"{"by": "host"}"#
            let no = #"{"by": "host", "reason": "都合により"}"#
            let receipt = "deliveries/\(parcel)/receipt"
            #expect(try await answer(receipt, "{}", by: other, key: "receipt") == 404)
            #expect(try await answer(receipt, "{}", by: link, key: "receipt") == 200)

            let changes = "/v1/assignments/\(lecture)/changes"
            let proposed = try await send(.post, changes, by: link, browser, World.change(), key: "propose")
            let own = try #require(try proposed.json["id"]?.text, "\(proposed.text)")
            #expect(try await send(.get, "/v1/changes/\(own)", by: link, browser).status == 200)
            #expect(try await send(.get, "/v1/changes/\(own)", by: other, browser).status == 404)
            #expect(try await answer("changes/\(own)/withdrawal", reason, by: other, key: "w") == 404)
            #expect(try await answer("changes/\(own)/withdrawal", reason, by: link, key: "w") == 200)
            for (step, body) in [("refusal", no), ("confirmation", side)] {
                let theirs = try await parts.change(of: lecture, by: "presenter")
                #expect(try await answer("changes/\(theirs)/\(step)", body, by: other, key: step) == 404)
                #expect(try await answer("changes/\(theirs)/\(step)", body, by: link, key: step) == 200)
            }
            #expect(
                try await answer("assignments/\(lecture)/reconfirmation", side, by: link, key: "r") == 200
            )
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
