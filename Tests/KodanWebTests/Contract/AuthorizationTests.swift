import HTTPTypes
import Hummingbird
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

/// Every operation × everybody × own, another's and absent, made from the router's own list, so that a new route is asked
/// too.
@Suite("Authorization", .database)
struct AuthorizationTests {
    /// The halves of the contract: what money is about wants another world, a month later.
    enum Half: CaseIterable {
        case office, money

        func holds(_ operation: KodanWeb.Operation) -> Bool { (operation.area == .money) == (self == .money) }
    }

    /// Serves a half's world with something of every kind in it, and a coordinator for its prefecture and for another.
    private func serve(
        _ half: Half,
        _ body: @Sendable (World, Browser, AuthorizationScene) async throws -> Void
    ) async throws {
        let limits = (AuthorizationScene.home, AuthorizationScene.elsewhere)
        switch half {
        case .office:
            let world = try await World().limiting(to: limits.0, limits.1)
            try await world.addPostalCode()
            try await world.serve { browser in
                try await body(world, browser, try await AuthorizationScene.office(world, browser))
            }
        case .money:
            let money = try await MoneyWorld()
            let world = try await money.world.limiting(to: limits.0, limits.1)
            try await world.serve { browser in
                try await body(world, browser, try await AuthorizationScene.money(money, browser))
            }
        }
    }

    @Test(
        "refuses nobody in particular, roles that the contract does not name, and strangers; lets others do so with their own",
        arguments: Half.allCases
    )
    func table(half: Half) async throws {
        let operations = Contract.operations.filter { half.holds($0) && !$0.roles.isEmpty }
        try await serve(half) { world, browser, scene in
            // Who is refused changes nothing, so that all others find the same.
            try await checkDenied(operations, world, browser, scene)
            try await checkOwn(operations, browser, scene)
        }
    }

    private func checkDenied(
        _ operations: [KodanWeb.Operation],
        _ world: World,
        _ browser: Browser,
        _ scene: AuthorizationScene
    ) async throws {
        let before = try await world.count("audit_event")
        for operation in operations {
            let subject = try #require(scene.subject(of: operation), "\(operation.path) has no row")
            let own = operation.path(filledWith: subject.own)
            let answer = try await browser.call(operation, own, as: nil, scene)
            #expect(answer.status == 401, "\(operation.id) as nobody: \(answer.text)")
            #expect(answer.problem == "not_signed_in")
            let outside = World.everybody.filter { !operation.roles.contains($0.role) }
            let strangers = subject.strangers.filter { stranger in
                operation.roles.contains(stranger.role) && operation.path.contains("{")
                    && !(stranger == AuthorizationScene.outsider
                        && Self.everywhere.contains(operation.id))
            }
            for asker in outside + strangers {
                let answer = try await browser.call(operation, own, as: asker, scene)
                #expect(
                    answer.isDenied(operation),
                    "\(operation.id) as \(asker): \(answer.status) \(answer.text.prefix(300))"
                )
            }
        }
        #expect(try await world.count("audit_event") == before)
    }

    private func checkOwn(
        _ operations: [KodanWeb.Operation],
        _ browser: Browser,
        _ scene: AuthorizationScene
    ) async throws {
        let last = Self.ends.compactMap { id in operations.first { $0.id == id } }
        var excepted: [String: Set<Role>] = [:]
        var done: Set<String> = []
        for operation in operations.filter({ !Self.ends.contains($0.id) }) + last {
            let subject = try #require(scene.subject(of: operation), "\(operation.path) has no row")
            for asker in World.everybody + [AuthorizationScene.neighbour]
            where operation.roles.contains(asker.role) {
                let path = operation.path(filledWith: subject.own(of: asker))
                let answer = try await browser.call(operation, path, as: asker, scene)
                if Self.exceptions[operation.id]?.contains(asker.role) == true {
                    #expect(
                        [403, 404].contains(answer.status),
                        "\(operation.id) as \(asker): \(answer.text)"
                    )
                    excepted[operation.id, default: []].insert(asker.role)
                    continue
                }
                // What somebody has ended is there for nobody else.
                if answer.status == 404, done.contains(operation.id), Self.once.contains(operation.id) {
                    continue
                }
                if answer.status < 300 { done.insert(operation.id) }
                let isServed = ![400, 401, 403, 404].contains(answer.status) && answer.status < 500
                #expect(
                    isServed && answer.problem != "invalid_body" || operation.wantsSession(answer),
                    "\(operation.id) as \(asker): \(answer.status) \(answer.text.prefix(300))"
                )
            }
        }
        let expected = Self.exceptions.filter { id, _ in operations.contains { $0.id == id } }
        #expect(excepted == expected)
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

    /// What ends something that other operations need, in this order behind them.
    private static let ends = [
        "setBlackouts", "issueCalendarOfOrganization", "issueCalendarOfPresenter", "sendMaterialLink",
        "returnDelivery",
        "removeMember", "handOverMembership", "mergeOrganization", "changePresenterStatus", "disableUser",
        "withdrawFromAssignment", "replacePresenter", "recordNoShow", "rescheduleRequest", "cancelRequest",
        "revokeToken",
    ]

    /// What ends what it is about, so that whoever asks first is the only one who finds it.
    private static let once: Set<String> = [
        "removeBlackout", "revokeCalendar", "revokeMaterialLink", "revokeRole", "liftOrganizationExclusion",
        "liftPresenterExclusion",
    ]

    /// What coordinators ask about wherever it lies: who an organization is, and of its people and wishes those whom they
    /// see, who are none here.
    private static let everywhere: Set<String> = [
        "showOrganization", "listMembers", "listOrganizationExclusions",
    ]

    /// Whose role may, but not with this, and why.
    private static let exceptions: [String: Set<Role>] = [
        // A year's records are made once it has ended.
        "getPaymentRecords": .accounting,
        // A presenter's own requests are those of the lectures that they hold themself.
        "correctRequest": [.presenter], "changeDraft": [.presenter], "submitDraft": [.presenter],
        "cancelRequest": [.presenter], "rescheduleRequest": [.presenter],
        // A host speaks of presenters whom it knows.
        "liftOrganizationExclusion": [.host],
        // Who gets the parcel of a lecture to which somebody is sent is its host.
        "receiveDelivery": [.presenter],
        // It is the host who wants another day.
        "withdrawChange": [.presenter],
        // Nobody here has one-time codes.
        "removeTOTP": [.administrator],
    ]
}

extension World.Asker {
    fileprivate var role: Role {
        switch self {
        case .host, .otherHost: .host
        case .presenter, .otherPresenter: .presenter
        case .staff(let role): role
        case .coordinator: .coordinator
        }
    }
}

extension Answer {
    /// Whether somebody was turned away; a table that is wrong in itself is so before anybody's rights are asked.
    fileprivate func isDenied(_ operation: KodanWeb.Operation) -> Bool {
        if case .whole = operation.body, problem == "invalid_body" { return true }
        return [403, 404].contains(status)
    }
}

extension KodanWeb.Operation {
    /// Whether the answer turns away a token, where a session is needed, or who may only do it for themself.
    fileprivate func isOnly(for answer: Answer) -> Bool {
        answer.problem == "session_wanted" || ["issueToken", "changeAccount"].contains(id)
    }

    /// Whether the answer asks for a session, as the contract says that it may.
    fileprivate func wantsSession(_ answer: Answer) -> Bool {
        answer.problem == "session_wanted" && refusals.contains("session_wanted")
    }
}

extension Browser {
    /// Calls an operation with its example, which names what is there in `scene`.
    fileprivate func call(
        _ operation: KodanWeb.Operation,
        _ path: String,
        as asker: World.Asker?,
        _ scene: AuthorizationScene? = nil
    ) async throws -> Answer {
        var headers: HTTPFields = [.acceptLanguage: "en", .ifMatch: "*"]
        if operation.method != .get {
            headers[.idempotencyKey] = "\(operation.id)-\(asker.map { "\($0)" } ?? "")".filter { $0 != " " }
        }
        if let asker { headers[.authorization] = "Bearer \(try world.token(of: asker))" }
        var body: String?
        switch operation.body {
        case .json(let schema):
            headers[.contentType] = "application/json"
            let example = JSONText.indented(schema.example)
            body = scene?.body(of: operation, as: asker, example) ?? example
        case .file(let types, _), .whole(let types):
            headers[.contentType] = types.first
            body = scene?.body(of: operation, as: asker, "%PDF-1.4\n") ?? "%PDF-1.4\n"
        case nil: break
        }
        return try await send(operation.method, path, headers, body)
    }
}
