import Foundation
import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Operations of money", .database)
struct MoneyRolesTests {
    private static let operations = Contract.operations.filter { $0.area == .money }
    private static let askers: [(World.Asker, Role)] =
        [(.host, .host), (.presenter, .presenter)]
        + Role.allCases.filter { ![.host, .presenter, .system].contains($0) }.map { (.staff($0), $0) }
    private static let keys = [
        "findings": "fnd-999", "honoraria": "hon-999", "assignments": "asg-999", "payments": "pmt-999",
        "notices": "ntc-999", "transfer-files": "trf-999", "payees": "pye-999", "accounts": "acc-999",
        "rates": "fee-999", "presenters": "pre-999",
    ]

    /// The operation's path with things that are not there.
    private func path(of operation: KodanWeb.Operation) -> String {
        let parts = operation.path.split(separator: "/").map(String.init)
        let filled = parts.map { part in
            switch part {
            case "{id}": Self.keys[parts[1]] ?? "?"
            case "{month}": "2031-01"
            case "{year}": "2026"
            case "{number}": parts.contains("payment-records") ? "9" : "T7000012050002"
            default: part
            }
        }
        let needed = operation.query.filter(\.isRequired).map { "\($0.name)=2026-06-01" }
        return "/" + filled.joined(separator: "/")
            + (needed.isEmpty ? "" : "?" + needed.joined(separator: "&"))
    }

    /// Asks for the operation with the example of its contract as the body.
    private func ask(
        _ operation: KodanWeb.Operation,
        as asker: World.Asker?,
        _ browser: Browser
    ) async throws -> Answer {
        var headers: HTTPFields = [.acceptLanguage: "en"]
        if let asker { headers[.authorization] = "Bearer \(try browser.world.token(of: asker))" }
        var body: String?
        switch operation.body {
        case .json(let schema):
            headers[.contentType] = "application/json"
            body = schema.example.text
        case .whole(let types, _), .file(let types, _):
            headers[.contentType] = types[0]
            body = "x"
        case nil: break
        }
        if operation.method != .get { headers[.idempotencyKey] = UUID().uuidString }
        if case .changes = operation.effect { headers[.ifMatch] = "*" }
        return try await browser.send(operation.method, path(of: operation), headers, body)
    }

    @Test("are for the roles that their contract names, and for no others")
    func roles() async throws {
        let world = try await World()
        try await world.serve { browser in
            for operation in Self.operations {
                let nobody = try await ask(operation, as: nil, browser)
                #expect(nobody.status == 401, "\(operation.id)")
                for (asker, role) in Self.askers {
                    let answer = try await ask(operation, as: asker, browser)
                    // A change is first held against what is there, as far as its asker may read it: nothing is.
                    if case .changes = operation.effect, answer.status == 404 { continue }
                    let isRefused = answer.status == 403 && answer.problem == "not_permitted"
                    #expect(isRefused != operation.roles.contains(role), "\(operation.id) as \(role)")
                    #expect(answer.status < 500, "\(operation.id) as \(role): \(answer.text)")
                }
            }
        }
    }
}

extension JSONValue {
    /// The value as JSON; texts of examples hold nothing that is escaped.
    fileprivate var text: String {
        switch self {
        case .null: "null"
        case .bool(let flag): String(flag)
        case .integer(let number): String(number)
        case .number(let text): text
        case .string(let text): "\"\(text)\""
        case .array(let elements): "[" + elements.map(\.text).joined(separator: ", ") + "]"
        case .object(let members):
            "{" + members.map { "\"\($0.name)\": \($0.value.text)" }.joined(separator: ", ") + "}"
        }
    }
}
