import HTTPTypes
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

/// The example of every body in the contract, made from the router's own list, so that a new route is tried too.
@Suite("The contract's examples", .database)
struct ExampleTests {
    @Test(
        "each do what they say for somebody who may ask, once things are as they have to be",
        arguments: AuthorizationScene.Half.allCases
    )
    func done(half: AuthorizationScene.Half) async throws {
        let operations = Contract.operations.filter { half.holds($0) && $0.hasExample }
        try await AuthorizationScene.serve(half) { world, browser, scene in
            var stopped = try await stopped(AuthorizationScene.inOrder(operations), browser, scene)
            // What was too early is tried again later.
            let early = operations.filter { ["not_over_yet", "day_ahead"].contains(stopped[$0.id]) }
            #expect(!early.isEmpty)
            world.database.clock.set(half == .office ? World.later : MoneyWorld.later)
            for operation in early { stopped[operation.id] = nil }
            stopped.merge(try await self.stopped(early, browser, scene)) { $1 }
            let expected = Self.stopped.filter { id, _ in operations.contains { $0.id == id } }
            #expect(stopped == expected)
        }
    }

    @Test("of what a query may say are each understood")
    func queries() async throws {
        let world = try await World()
        try await world.serve { browser in
            for operation in Contract.operations where operation.method == .get {
                let path = operation.path(filledWith: [:])
                let sign = path.contains("?") ? "&" : "?"
                for parameter in operation.query where !parameter.isRequired {
                    let value = parameter.schema.exampleText.percentEncoded
                    let answer = try await browser.get(
                        "\(path)\(sign)\(parameter.name)=\(value)",
                        as: operation.asker
                    )
                    #expect(
                        answer.status != 400 && answer.status < 500,
                        "\(operation.id) \(parameter.name): \(answer.text)"
                    )
                }
            }
        }
    }

    /// The problems of those that nobody could do.
    private func stopped(
        _ operations: [KodanWeb.Operation],
        _ browser: Browser,
        _ scene: AuthorizationScene
    ) async throws -> [String: String] {
        var stopped: [String: String] = [:]
        for operation in operations {
            var problems: [String] = []
            for asker in operation.askers {
                let own = scene.subject(of: operation)?.own(of: asker)
                let answer = try await browser.call(
                    operation,
                    operation.path(filledWith: own ?? [:]),
                    as: asker,
                    scene.body(of: operation, as: asker)
                )
                if answer.status < 300 { problems.removeAll(); break }
                problems.append(answer.problem ?? answer.text)
            }
            if let problem = problems.first { stopped[operation.id] = problem }
        }
        return stopped
    }

    /// What the state of things does not let happen here, whatever the body says, and the problem that tells so.
    private static let stopped = [
        // Links are mailed, passwords chosen, and codes shown by an authenticator: no example can know them.
        "confirmApplication": "link_spent", "confirmAddress": "link_spent", "setPassword": "link_spent",
        "signIn": "sign_in_refused",
        "changePassword": "session_wanted", "chooseRole": "session_wanted", "confirmTOTP": "session_wanted",
        // The presenter has a lecture at that time; was suspended; and left no change for a coordinator to decide.
        "acceptOffer": "two_lectures_at_once", "replacePresenter": "hard_rules",
        "decideChange": "change_state",
        // Only travel to a lecture that was called off is claimed apart, and only what was not held gets new days.
        "claimTravel": "assignment_state", "rescheduleRequest": "request_state",
        // Nobody's name is taken away while something needs it.
        "anonymizePresenter": "name_still_needed", "anonymizeUser": "name_still_needed",
        "anonymizeContact": "name_still_needed",
        // The member left before.
        "handOverMembership": "not_member",
        // The presenter came without a payee, so that none is replaced.
        "addPayee": "foreign_payee",
        // The month is closed; nobody owes the body anything, and no transfer came back.
        "reopenPayment": "month_closed", "recordRepayment": "payment_state",
        "retryTransfers": "nothing_to_pay",
        // The file is one that the bank pays after the example's day; the notice was confirmed before.
        "recordBankResults": "paid_too_early", "objectToNotice": "notice_answered",
        // Tax was withheld later than the example's bands would begin, by those that they would end.
        "addWithholdingRates": "rate_used",
        // These rates hold until further notice.
        "addConsumptionTaxRate": "rate_in_the_way", "addDeduction": "rate_in_the_way",
        "addTravelRate": "rate_in_the_way",
        "addEvidenceRule": "rate_in_the_way",
    ]
}

extension World {
    /// When the lectures of July are over, and those of autumn not.
    fileprivate static let later = moment("2026-07-14T10:00:00+09:00")
}

extension MoneyWorld {
    /// When the year is over.
    fileprivate static let later = moment("2027-01-10T10:00:00+09:00")
}

extension KodanWeb.Operation {
    fileprivate var hasExample: Bool {
        if case .json = body { true } else { false }
    }

    /// One of each role that may ask; nobody where nobody in particular is asked.
    fileprivate var askers: [World.Asker?] {
        roles.isEmpty ? [nil] : World.everybody.filter { roles.contains($0.role) }
    }
}
