import HTTPTypes
import Hummingbird
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

/// Every operation × everybody, made from the router's own list, so that a new route is asked too.
@Suite("Authorization", .database)
struct AuthorizationTests {
    /// What stands in the paths of one resource.
    private struct Subject {
        /// What is there, and belongs to the world's first host and first presenter.
        let own: [String: String]
        /// Who is of a role that may, but not the one whose it is.
        let strangers: [World.Asker]

        init(_ own: [String: String] = [:], strangers: [World.Asker] = []) {
            self.own = own
            self.strangers = strangers
        }
    }

    @Test(
        "refuses nobody in particular, and every role that the contract does not name, whatever is asked for"
    )
    func denied() async throws {
        let world = try await World()
        try await world.serve { browser in
            let subjects = try await Self.subjects(world, browser)
            let before = try await world.count("audit_event")
            for operation in Contract.operations where !operation.roles.isEmpty {
                let subject = try #require(subjects[operation.resource], "\(operation.path) has no row")
                let own = operation.path(filledWith: subject.own)
                let answer = try await browser.call(operation, own, as: nil)
                #expect(answer.status == 401, "\(operation.id) as nobody: \(answer.text)")
                #expect(answer.problem == "not_signed_in")
                for asker in World.everybody where !operation.roles.contains(asker.role) {
                    let answer = try await browser.call(operation, own, as: asker)
                    #expect(
                        answer.isDenied,
                        "\(operation.id) as \(asker): \(answer.status) \(answer.text.prefix(300))"
                    )
                }
                for stranger in subject.strangers
                where operation.roles.contains(stranger.role) && operation.path.contains("{") {
                    let answer = try await browser.call(operation, own, as: stranger)
                    #expect(
                        answer.isDenied,
                        "\(operation.id) as \(stranger): \(answer.status) \(answer.text.prefix(300))"
                    )
                }
            }
            #expect(try await world.count("audit_event") == before)
        }
    }

    @Test("lets every role in that the contract names, and tells it that what is absent is absent")
    func permitted() async throws {
        let world = try await World()
        try await world.serve { browser in
            for operation in Contract.operations {
                let absent = operation.path(filledWith: [:])
                for asker in World.everybody where operation.roles.contains(asker.role) {
                    let answer = try await browser.call(operation, absent, as: asker)
                    let isLetIn = ![401, 403].contains(answer.status) || operation.isOnly(for: answer)
                    #expect(
                        isLetIn && answer.status < 500,
                        "\(operation.id) as \(asker): \(answer.status) \(answer.text.prefix(300))"
                    )
                    if operation.namesKey {
                        #expect(
                            answer.status != 200 && answer.status != 201,
                            "\(operation.id) as \(asker) of what is absent: \(answer.text.prefix(300))"
                        )
                    }
                }
            }
        }
    }

    /// The resources of the interface by the beginning of their paths.
    private static func subjects(_ world: World, _ browser: Browser) async throws -> [String: Subject] {
        let (request, offers) = try await world.offered(browser)
        let accepted = try await browser.post(
            "/v1/offers/\(try #require(offers.first))/acceptance",
            as: .presenter
        )
        let assignment = try #require(try accepted.json["id"]?.text)
        let proposed = try await browser.post(
            "/v1/assignments/\(assignment)/changes",
            as: .host,
            World.change()
        )
        let people: [World.Asker] = [.otherHost, .otherPresenter]
        var subjects = [
            "requests": Subject(["id": request], strangers: [.otherHost]),
            "offers": Subject(["id": offers[0]], strangers: [.otherPresenter]),
            "assignments": Subject(["id": assignment], strangers: people),
            "changes": Subject(["id": try #require(try proposed.json["id"]?.text)], strangers: people),
            "presenters": Subject(["id": "\(world.presenter)"], strangers: people),
            "organizations": Subject(["id": "\(world.organization)"], strangers: [.otherHost]),
            "payees": Subject(["id": "pye-1"], strangers: [.otherPresenter]),
            "accounts": Subject(["id": "acc-1"]),
            "months": Subject(["month": "2026-06"]),
            "rates": Subject(["id": "rat-1"]),
            "programmes": Subject(["code": "regional_dispatched"]),
            "prefectures": Subject(["code": "13"]),
            "postal-codes": Subject(["code": "1000001"]),
            "fiscal-years": Subject(["year": "2026"]),
            "years": Subject(["year": "2026", "number": "1"]),
            "holidays": Subject(["year": "2026"]),
            "targets": Subject(["group": "regional", "fiscal_year": "2026"]),
            "users": Subject(["id": "usr-1"]),
            "tokens": Subject(["id": "tok-1"]),
            "mails": Subject(["id": "msg-1"]),
            "bounces": Subject(["id": "bnc-1"]),
            "calendar-feeds": Subject(["id": "cal-1"]),
            "editions": Subject(["id": "edi-1"]),
            "material-links": Subject(["id": "mlk-1"]),
        ]
        for resource in [
            "request-drafts", "deliveries", "evidence", "matching-runs", "materials", "programme-events",
            "topics",
            "qualifications", "ranks", "findings", "finding-checks", "honoraria", "honorarium-calculations",
            "payments",
            "notices", "transfer-files", "transfer-checks", "transactions", "exports", "budgets",
            "tax-quotes",
            "rate-ends", "rate-removals", "payment-records", "session", "sessions", "password", "totp", "me",
            "audit-events", "audit-seals", "desk", "stock", "search", "plan-acceptances", "coverage",
            "desk-queues", "subscriptions", "bounce-reports", "accounting-desk", "office-care",
        ] { subjects[resource] = Subject() }
        return subjects
    }
}

extension World {
    fileprivate static let everybody: [Asker] =
        [.host, .presenter] + Role.allCases.filter { Set<Role>.staff.contains($0) }.map { .staff($0) }
}

extension World.Asker {
    fileprivate var role: Role {
        switch self {
        case .host, .otherHost: .host
        case .presenter, .otherPresenter: .presenter
        case .staff(let role): role
        }
    }
}

extension Answer {
    /// Whether somebody was turned away; a body that is wrong in itself is so before anybody's rights are asked.
    fileprivate var isDenied: Bool { [403, 404].contains(status) || problem == "invalid_body" }
}

extension Operation {
    /// Whether the answer turns away a token, where a session is needed, or who may only do it for themself.
    fileprivate func isOnly(for answer: Answer) -> Bool {
        answer.problem == "session_wanted" || ["issueToken", "changeAccount"].contains(id)
    }

}

extension Browser {
    /// Calls an operation with its example.
    fileprivate func call(_ operation: Operation, _ path: String, as asker: World.Asker?) async throws
        -> Answer
    {
        var headers: HTTPFields = [.acceptLanguage: "en", .ifMatch: "*"]
        if operation.method != .get {
            headers[.idempotencyKey] = "\(operation.id)-\(asker.map { "\($0)" } ?? "")".filter { $0 != " " }
        }
        if let asker { headers[.authorization] = "Bearer \(try world.token(of: asker))" }
        var body: String?
        switch operation.body {
        case .json(let schema):
            headers[.contentType] = "application/json"
            body = JSONText.indented(schema.example)
        case .file(let types, _), .whole(let types):
            headers[.contentType] = types.first
            body = "%PDF-1.4\n"
        case nil: break
        }
        return try await send(operation.method, path, headers, body)
    }
}
