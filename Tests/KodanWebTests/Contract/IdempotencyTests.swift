import HTTPTypes
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("A repeated call", .database)
struct IdempotencyTests {
    @Test("is given the first answer, byte for byte, and makes nothing twice")
    func sameAnswer() async throws {
        let world = try await World()
        let body = world.requestBody()
        try await world.serve { browser in
            let first = try await browser.post("/v1/requests", as: .host, body, key: "k-1")
            #expect(first.status == 201)
            let again = try await browser.post("/v1/requests", as: .host, body, key: "k-1")
            #expect(again.status == first.status)
            #expect(again.text == first.text)
            #expect(again.headers[.location] == first.headers[.location])
            #expect(again.headers[.contentType] == first.headers[.contentType])
        }
        // A server that starts later, as after a crash between commit and answer, knows the answer too.
        try await world.serve { browser in
            let again = try await browser.post("/v1/requests", as: .host, body, key: "k-1")
            #expect(again.headers[.location] == "/v1/requests/req-1")
        }
        #expect(try await world.count("lecture_request") == 1)
        #expect(try await world.count("kept_answer") == 1)
    }

    @Test("is given an answer of some megabytes again")
    func large() async throws {
        let world = try await World()
        let call = RepeatedCall(
            try #require(IdempotencyKey("k-1")),
            digest: [UInt8](repeating: 1, count: 32)
        )
        let large = KeptAnswer(status: 200, headers: [:], body: [UInt8](repeating: 65, count: 3 << 20))
        let coordinator = world.database.staff.coordinator
        for made in [large, KeptAnswer(status: 200, headers: [:], body: [])] {
            let answer = try await world.office.errand(as: coordinator, repeated: call) { _ in made }
            #expect(answer == large)
        }
    }

    @Test("is known where the service looks something up for it first")
    func lookUpFirst() async throws {
        let world = try await World()
        let call = RepeatedCall(
            try #require(IdempotencyKey("k-1")),
            digest: [UInt8](repeating: 1, count: 32)
        )
        let other = RepeatedCall(call.key, digest: [UInt8](repeating: 2, count: 32))
        let coordinator = world.database.staff.coordinator
        func ask(_ call: RepeatedCall, answering text: String) async throws -> KeptAnswer {
            try await world.office.errand(as: coordinator, repeated: call) { office in
                _ = try await ReadOffering(office: office)()
                try await office.transaction(as: coordinator) { desk in try desk.actor.require(.coordinator) }
                return KeptAnswer(status: 200, headers: [:], body: Array(text.utf8))
            }
        }
        let first = try await ask(call, answering: "first")
        #expect(first.body == Array("first".utf8))
        #expect(try await ask(call, answering: "second") == first)
        await #expect(throws: RepeatRefused.anotherCall) { try await ask(other, answering: "third") }
        #expect(try await world.count("kept_answer") == 1)
    }

    @Test("is found by its key, however many answers are kept")
    func manyAnswers() async throws {
        let world = try await World()
        try await world.database.owner.autocommit { session in
            try session.execute(
                """
                INSERT INTO kept_answer (user_id, key, request_sha256, status, headers, body, kept_at)
                SELECT (SELECT min(id) FROM app_user), 'k-' || number, sha256(number::text::bytea), 201, '{}', '', now()
                  FROM generate_series(1, 5000) AS number
                """
            )
            try session.script("ANALYZE kept_answer")
            let plan = try session.rows(
                "EXPLAIN SELECT 1 FROM kept_answer WHERE user_id = 1 AND key = 'k-77'"
            ) {
                row throws(PostgresError) in try row.value("QUERY PLAN", as: String.self)
            }
            // The key narrows the search of the index, and does not only sift what was read of it.
            let condition = try #require(plan.first { $0.contains("Index Cond: ") })
            #expect(condition.contains("Index Cond: ((key = 'k-77'"))
        }
    }

    @Test("tells what was answered then, not what is true now")
    func firstState() async throws {
        let world = try await World()
        try await world.serve { browser in
            let id = try await world.submitted(browser)
            let path = "/v1/requests/\(id)/screening"
            let approval = #"{"decision": "approve"}"#
            let first = try await browser.post(path, as: .staff(.coordinator), approval, key: "k-1")
            #expect(try first.json["state"]?.text == "approved")
            let cancellation = #"{"by": "host", "reason": "都合により"}"#
            _ = try await browser.post("/v1/requests/\(id)/cancellation", as: .host, cancellation)
            let again = try await browser.post(path, as: .staff(.coordinator), approval, key: "k-1")
            #expect(again.text == first.text)
        }
    }

    @Test("with another body, or at another address, is refused")
    func anotherCall() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await browser.post("/v1/requests", as: .host, world.requestBody(), key: "k-1")
            let other = try await browser.post(
                "/v1/requests",
                as: .host,
                world.requestBody(title: "別の講習"),
                key: "k-1"
            )
            #expect(other.status == 422)
            #expect(other.problem == "idempotency_key_reused")
            let elsewhere = try await browser.post(
                "/v1/requests/req-1/cancellation",
                as: .host,
                #"{"by": "host", "reason": "都合により"}"#,
                key: "k-1"
            )
            #expect(elsewhere.problem == "idempotency_key_reused")
        }
        #expect(try await world.count("lecture_request") == 1)
    }

    @Test("of somebody else under the same key is another call")
    func others() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await browser.post("/v1/requests", as: .host, world.requestBody(), key: "k-1")
            let answer = try await browser.post(
                "/v1/requests",
                as: .staff(.coordinator),
                world.requestBody(),
                key: "k-1"
            )
            #expect(answer.headers[.location] == "/v1/requests/req-2")
        }
    }

    @Test("in another role is another call: what one role was answered is not the other's to read")
    func otherRole() async throws {
        let world = try await World()
        let key = try #require(IdempotencyKey("k-1"))
        let call = RepeatedCall(key, digest: [UInt8](repeating: 1, count: 32))
        let user = try #require(world.database.staff.coordinator.user)
        try await GrantRole(office: world.office)(.clerk, to: user, as: world.database.staff.administrator)
        let answer = KeptAnswer(status: 200, headers: [:], body: Array("090-0000-0001".utf8))
        func ask(as role: Role) async throws -> KeptAnswer {
            try await world.office.errand(as: .user(user, as: role), repeated: call) { office in
                try await office.transaction(as: .user(user, as: role)) { desk in
                    try desk.actor.require(.coordinator)
                }
                return answer
            }
        }
        #expect(try await ask(as: .coordinator) == answer)
        #expect(try await ask(as: .coordinator) == answer)
        await #expect(throws: RepeatRefused.anotherCall) { try await ask(as: .clerk) }
    }

    @Test("that was refused is tried anew")
    func refused() async throws {
        let world = try await World()
        try await world.serve { browser in
            let early = world.requestBody().replacing("2026-07-08", with: "2026-06-08")
            let refused = try await browser.post("/v1/requests", as: .host, early, key: "k-1")
            #expect(refused.problem == "lead_time")
            let made = try await browser.post("/v1/requests", as: .host, world.requestBody(), key: "k-1")
            #expect(made.status == 201)
        }
    }

    @Test("from fifty clients at once makes one thing, and all are told of it")
    func atOnce() async throws {
        let world = try await World()
        let answers = try await world.serve { browser in
            try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await browser.post("/v1/requests", as: .host, world.requestBody(), key: "k-1")
                    }
                }
                var answers: [Answer] = []
                for try await answer in group { answers.append(answer) }
                return answers
            }
        }
        #expect(answers.count == 50)
        #expect(Set(answers.map(\.text)) == [#"{"id":"req-1"}"#])
        #expect(Set(answers.map(\.status)) == [201])
        #expect(try await world.count("lecture_request") == 1)
        #expect(try await world.count("audit_event WHERE action = 'request.submitted'") == 1)
    }

    @Test(
        "needs a key of visible letters where something is made",
        arguments: [
            (nil, "present"), ("", "idempotency_key"), ("two words", "idempotency_key"),
            (String(repeating: "k", count: 256), "idempotency_key"),
        ] as [(String?, String)]
    )
    func keys(key: String?, code: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            var headers: HTTPFields = [:]
            headers[.idempotencyKey] = key
            headers[.authorization] = "Bearer \(try world.token(of: .host))"
            headers[.contentType] = "application/json"
            let answer = try await browser.send(.post, "/v1/requests", headers, world.requestBody())
            #expect(answer.status == 400)
            #expect(answer.problem == "invalid_header")
            #expect(answer.errors == ["Idempotency-Key \(code)"])
        }
        #expect(try await world.count("lecture_request") == 0)
    }

    @Test("is forgotten after two days")
    func forgotten() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await browser.post("/v1/requests", as: .host, world.requestBody(), key: "k-1")
        }
        let later = { (minutes: Int) in world.database.office(at: World.today.adding(minutes: minutes)) }
        #expect(try await ForgetAnswers(office: later(2880))() == 0)
        #expect(try await ForgetAnswers(office: later(2881))() == 1)
        #expect(try await world.count("kept_answer") == 0)
    }

    @Test("may come without a body where nothing must be said")
    func noBody() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, offers) = try await world.offered(browser)
            let headers: HTTPFields = [
                .authorization: "Bearer \(try world.token(of: .presenter))", .idempotencyKey: "k-1",
            ]
            let path = "/v1/offers/\(offers[0])/acceptance"
            let first = try await browser.send(.post, path, headers, nil)
            #expect(first.status == 201)
            let again = try await browser.send(.post, path, headers, nil)
            #expect(again.text == first.text)
            // Programs that are made of the contract name a type, and send nothing.
            for body in ["", "{}"] {
                var typed = headers
                typed[.contentType] = body.isEmpty ? "application/json" : nil
                let repeated = try await browser.send(.post, path, typed, body)
                #expect(repeated.text == first.text && repeated.status == 201, "\(repeated.text)")
            }
            var plain = headers
            plain[.contentType] = "text/plain"
            #expect(try await browser.send(.post, path, plain, "{}").status == 415)
            let missing = try await browser.send(.post, "/v1/requests", headers, nil)
            #expect(missing.status == 415)
        }
    }
}
