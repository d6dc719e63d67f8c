import HTTPTypes
import Hummingbird
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

/// Every operation × everybody × own, another's and absent, made from the router's own list, so that a new route is
/// asked too.
@Suite("Authorization", .database)
struct AuthorizationTests {
    @Test(
        "refuses nobody in particular, roles that the contract does not name, and strangers; lets others do so with their own",
        arguments: AuthorizationScene.Half.allCases
    )
    func table(half: AuthorizationScene.Half) async throws {
        let operations = Contract.operations.filter { half.holds($0) && !$0.roles.isEmpty }
        try await AuthorizationScene.serve(half) { world, browser, scene in
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
            let answer = try await browser.call(operation, own, as: nil, scene.body(of: operation, as: nil))
            #expect(answer.status == 401, "\(operation.id) as nobody: \(answer.text)")
            #expect(answer.problem == "not_signed_in")
            let outside = World.everybody.filter { !operation.roles.contains($0.role) }
            let strangers = subject.strangers.filter { stranger in
                operation.roles.contains(stranger.role) && operation.path.contains("{")
                    && !(stranger == AuthorizationScene.outsider
                        && Self.everywhere.contains(operation.id))
            }
            for asker in outside + strangers {
                let body = scene.body(of: operation, as: asker)
                let answer = try await browser.call(operation, own, as: asker, body)
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
        var done: Set<String> = []
        for operation in AuthorizationScene.inOrder(operations) {
            let subject = try #require(scene.subject(of: operation), "\(operation.path) has no row")
            for asker in World.everybody + [AuthorizationScene.neighbour]
            where operation.roles.contains(asker.role) {
                let path = operation.path(filledWith: subject.own(of: asker))
                let body = scene.body(of: operation, as: asker)
                let answer = try await browser.call(operation, path, as: asker, body)
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
    }

    @Test("lets every role in that the contract names, and tells it that what is absent is absent")
    func permitted() async throws {
        let world = try await World()
        try await world.serve { browser in
            for operation in Contract.operations {
                let absent = operation.path(filledWith: [:])
                for asker in World.everybody where operation.roles.contains(asker.role) {
                    let body = operation.exampleBody.map { AuthorizationScene.siding(with: asker, $0) }
                    let answer = try await browser.call(operation, absent, as: asker, body)
                    let isLetIn = ![401, 403].contains(answer.status) || operation.wantsSession(answer)
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

    /// What ends what it is about, so that whoever asks first is the only one who finds it.
    private static let once: Set<String> = [
        "removeBlackout", "revokeCalendar", "revokeMaterialLink", "revokeRole", "liftOrganizationExclusion",
        "liftPresenterExclusion", "liftRequestExclusion", "match",
    ]

    /// What coordinators ask about wherever it lies: who an organization is, and of its people and wishes those whom
    /// they see, who are none here.
    private static let everywhere: Set<String> = [
        "showOrganization", "listMembers", "listOrganizationExclusions",
    ]
}

extension Answer {
    /// Whether somebody was turned away; a table that is wrong in itself is so before anybody's rights are asked.
    fileprivate func isDenied(_ operation: KodanWeb.Operation) -> Bool {
        if case .whole = operation.body, problem == "invalid_body" { return true }
        return [403, 404].contains(status)
    }
}

extension KodanWeb.Operation {
    /// Whether the answer asks for a session, as the contract says that it may.
    fileprivate func wantsSession(_ answer: Answer) -> Bool {
        answer.problem == "session_wanted" && refusals.contains("session_wanted")
    }
}
