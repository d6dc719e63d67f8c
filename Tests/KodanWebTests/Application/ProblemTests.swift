import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import KodanWeb
import Testing

@Suite("Problems", .database)
struct ProblemTests {
    @Test(
        "of a missing or wrong credential ask for one",
        arguments: [
            nil, "", "Bearer", "Bearer kdn_short", "Basic a2RuOmtkbg==",
            "Bearer kdn_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!",
            "Bearer kdn_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
        ]
    )
    func unauthorized(header: String?) async throws {
        let world = try await World()
        try await world.serve { browser in
            var headers: HTTPFields = [.acceptLanguage: "en"]
            if let header { headers[.authorization] = header }
            let answer = try await browser.send(.get, "/v1/requests", headers, nil)
            #expect(answer.status == 401)
            #expect(answer.problem == "not_signed_in")
            #expect(answer.headers[.wwwAuthenticate] == "Bearer realm=\"kodan\"")
            // A token that could be one is tried; who sent none is told how to send it.
            let isTried = header?.hasSuffix("zzz") ?? false
            #expect(answer.text.contains("in the header Authorization") != isTried, "\(answer.text)")
        }
    }

    @Test("are written as RFC 9457 says, in the asker's language", arguments: ["en", "ja"])
    func form(language: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            let headers: HTTPFields = [
                .acceptLanguage: language, .authorization: "Bearer \(try world.token(of: .host))",
            ]
            let answer = try await browser.send(.get, "/v1/requests/req-7", headers, nil)
            #expect(answer.headers[.contentType] == "application/problem+json; charset=utf-8")
            #expect(answer.headers[.contentLanguage] == language)
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
            #expect(answer.headers[.cacheControl] == "no-store")
            let body = try JSON(answer.text)
            #expect(body["type"] == .string("urn:kodan:problem:not_found"))
            #expect(body["title"] == .string(language == "ja" ? "見つかりません" : "Not found"))
            #expect(body["status"] == .number(404))
            let detail = try #require(body["detail"]?.text)
            #expect(
                detail.unicodeScalars.contains { (0x3040...0x30FF).contains($0.value) } == (language == "ja")
            )
            let id = try #require(body["request_id"]?.text)
            #expect(answer.headers.first { $0.name.canonicalName == "x-request-id" }?.value == id)
        }
    }

    @Test(
        "of bodies name what is wrong",
        arguments: [
            ("", 400, "malformed_json"), ("{", 400, "malformed_json"),
            (#"{"save": true,}"#, 400, "malformed_json"),
            (#"{"save": true, "save": false}"#, 400, "malformed_json"), ("[]", 422, "invalid_body"),
            ("null", 422, "invalid_body"), (#"{"save": 1}"#, 422, "invalid_body"),
            ("{}", 422, "invalid_body"),
            (#"{"save": true, "dry": true}"#, 422, "invalid_body"),
        ]
    )
    func bodies(body: String, status: Int, code: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            let answer = try await browser.post("/v1/matching-runs", as: .staff(.coordinator), body)
            #expect(answer.status == status)
            #expect(answer.problem == code)
        }
    }

    @Test("of large bodies and other types come before anything is done")
    func tooLarge() async throws {
        let world = try await World()
        var configuration = WebConfiguration()
        configuration.maxBodyBytes = 1000
        try await world.serve(.router, configuration) { browser in
            let large = #"{"save": false, "x": "\#(String(repeating: "a", count: 1000))"}"#
            let answer = try await browser.post("/v1/matching-runs", as: .staff(.coordinator), large)
            #expect(answer.status == 413)
            #expect(answer.problem == "body_too_large")
            let headers: HTTPFields = [
                .authorization: "Bearer \(try world.token(of: .staff(.coordinator)))",
                .contentType: "application/x-www-form-urlencoded",
            ]
            let form = try await browser.send(.post, "/v1/matching-runs", headers, "save=true")
            #expect(form.status == 415)
        }
    }

    @Test(
        "of the query name the parameter",
        arguments: [
            ("limit=0", "limit wrong_value"), ("limit=501", "limit wrong_value"),
            ("after=org-1", "after wrong_value"),
            ("state=asleep", "state wrong_value"), ("page=2", "page unknown_parameter"),
            ("limit=1&limit=2", "limit once"),
        ]
    )
    func queries(query: String, error: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            let answer = try await browser.get("/v1/requests?\(query)", as: .host)
            #expect(answer.status == 400)
            #expect(answer.problem == "invalid_parameter")
            #expect(answer.errors == [error])
        }
    }

    @Test(
        "of unknown paths are problems too",
        arguments: ["/nothing", "/v1", "/v1/presenter", "/v2/requests"]
    )
    func unknownPaths(path: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            let answer = try await browser.get(path, as: .host)
            #expect(answer.status == 404)
            #expect(answer.problem == "no_such_path")
        }
    }

    @Test("of requests that take too long say so, and nothing was done")
    func tooSlow() async throws {
        let world = try await World()
        var configuration = WebConfiguration()
        configuration.requestTimeout = .milliseconds(500)
        let id = try await world.serve { browser in try await world.submitted(browser) }
        let key = try #require(LectureRequest.ID(id))
        let lock = try await RowLock(on: world.database, request: key)
        try await world.serve(.router, configuration) { browser in
            let answer = try await browser.post(
                "/v1/requests/\(id)/screening",
                as: .staff(.coordinator),
                #"{"decision": "approve"}"#
            )
            #expect(answer.status == 503)
            #expect(answer.problem == "too_slow")
            #expect(answer.headers[.retryAfter] == "5")
        }
        try await lock.release()
        try await world.serve { browser in
            let shown = try await browser.get("/v1/requests/\(id)", as: .host)
            #expect(try shown.json["state"] == .string("submitted"))
        }
    }
}
