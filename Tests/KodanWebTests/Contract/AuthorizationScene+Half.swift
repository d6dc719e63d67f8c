import HTTPTypes
import KodanDomain

@testable import KodanWeb

extension AuthorizationScene {
    /// The halves of the contract: what money is about wants another world, a month later.
    enum Half: CaseIterable {
        case office, money

        func holds(_ operation: KodanWeb.Operation) -> Bool { (operation.area == .money) == (self == .money) }
    }

    /// Serves a half's world with something of every kind in it, and a coordinator for its prefecture and for another.
    static func serve(
        _ half: Half,
        _ body: @Sendable (World, Browser, AuthorizationScene) async throws -> Void
    ) async throws {
        switch half {
        case .office:
            let world = try await World().limiting(to: home, elsewhere)
            try await world.addPostalCode()
            try await world.serve { browser in
                try await body(world, browser, try await office(world, browser))
            }
        case .money:
            let money = try await MoneyWorld()
            let world = try await money.world.limiting(to: home, elsewhere)
            try await world.serve { browser in
                try await body(world, browser, try await Self.money(money, browser))
            }
        }
    }

    /// `operations` in an order in which none ends what another needs.
    static func inOrder(_ operations: [KodanWeb.Operation]) -> [KodanWeb.Operation] {
        operations.filter { !ends.contains($0.id) }
            + ends.compactMap { id in operations.first { $0.id == id } }
    }

    /// What ends something that other operations need, in this order behind them.
    private static let ends = [
        "setBlackouts", "issueCalendarOfOrganization", "issueCalendarOfPresenter", "sendMaterialLink",
        "returnDelivery",
        "removeMember", "handOverMembership", "mergeOrganization", "changePresenterStatus", "disableUser",
        "withdrawFromAssignment", "replacePresenter", "recordNoShow", "rescheduleRequest", "cancelRequest",
        "revokeToken",
    ]
}

extension World.Asker {
    /// As what they act.
    var role: Role {
        switch self {
        case .host, .otherHost: .host
        case .presenter, .otherPresenter: .presenter
        case .staff(let role): role
        case .coordinator: .coordinator
        }
    }
}

extension Browser {
    /// Calls an operation with this body, whatever the state of what it is about.
    func call(
        _ operation: KodanWeb.Operation,
        _ path: String,
        as asker: World.Asker?,
        _ body: String?
    ) async throws -> Answer {
        var headers: HTTPFields = [.acceptLanguage: "en", .ifMatch: "*"]
        if operation.method != .get {
            headers[.idempotencyKey] = "\(operation.id)-\(asker.map { "\($0)" } ?? "")".filter { $0 != " " }
        }
        if let asker { headers[.authorization] = "Bearer \(try world.token(of: asker))" }
        switch operation.body {
        case .json: headers[.contentType] = "application/json"
        case .file(let types, _), .whole(let types, _): headers[.contentType] = types.first
        case nil: break
        }
        return try await send(operation.method, path, headers, body)
    }
}
