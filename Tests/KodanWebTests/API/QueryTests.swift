import HTTPTypes
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("A query", .database)
struct QueryTests {
    @Test("is read as forms write it: a plus is a space, escaped it is a plus")
    func plus() async throws {
        let world = try await World()
        try await world.serve { browser in
            let first = "\(world.presenter)"
            for (query, found) in [
                ("%E8%AC%9B%E5%B8%AB+%E7%AC%AC1", [first]), ("%E8%AC%9B%E5%B8%AB%20%E7%AC%AC1", [first]),
                ("%E8%AC%9B%E5%B8%AB%2B%E7%AC%AC1", []),
            ] {
                let listed = try await browser.get("/v1/presenters?q=\(query)", as: .staff(.coordinator))
                #expect(try listed.json.items() == found, "\(query)")
            }
            let named = try await browser.get("/v1/presenters?%71=x&limit=1", as: .staff(.coordinator))
            #expect(named.status == 200, "\(named.text)")
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            let page = try await coordinator.open("/presenters?name=%E8%AC%9B%E5%B8%AB+%E7%AC%AC1").text
            #expect(page.contains("/presenters/\(first)\"") && !page.contains("/\(world.otherPresenter)\""))
        }
    }

    @Test("takes a moment with the plus of its offset, escaped or not")
    func moments() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.submitted(browser)
            for (from, isFound) in [("2026-06-01T10:00:00", true), ("2026-06-01T10:00:01", false)] {
                for plus in ["+", "%2B", "%2b"] {
                    let answer = try await browser.get(
                        "/v1/audit-events?from=\(from)\(plus)09:00&action=request.submitted",
                        as: .staff(.auditor)
                    )
                    #expect(answer.status == 200, "\(plus): \(answer.text)")
                    #expect(try (answer.json.items().count == 1) == isFound, "\(plus): \(answer.text)")
                }
            }
            let blank = try await browser.get(
                "/v1/audit-events?from=2026-06-01+10:00:00Z",
                as: .staff(.auditor)
            )
            #expect(blank.errors == ["from wrong_value"])
        }
    }

    @Test(
        "that is no UTF-8, or is escaped by halves, is refused by its name",
        arguments: ["%FF", "%C0%AF", "%E8%AC", "%ED%A0%80", "x%", "%4", "%zz", "\u{FFFD}"]
    )
    func unreadable(value: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            let answer = try await browser.get("/v1/presenters?q=\(value)", as: .staff(.coordinator))
            #expect(answer.status == 400 && answer.problem == "invalid_parameter", "\(answer.text)")
            #expect(answer.errors == ["q encoding"])
            let name = try await browser.get("/v1/presenters?q\(value)=x", as: .staff(.coordinator))
            #expect(name.status == 400 && name.errors.map { $0.hasSuffix(" unknown_parameter") } == [true])
            let path = try await browser.get("/v1/presenters/\(value)", as: .staff(.coordinator))
            #expect(path.status == 404)
        }
    }

    @Test("is kept to the letter where it names a file, or refused")
    func fileNames() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, id) = try await world.assigned(browser)
            func file(_ name: String) async throws -> Answer {
                try await browser.send(
                    .post,
                    "/v1/assignments/\(id)/evidence?kind=receipt&name=\(name)",
                    [
                        .authorization: "Bearer \(try world.token(of: .presenter))",
                        .contentType: "application/pdf",
                        .idempotencyKey: name,
                    ],
                    "%PDF-1.4\n\(name)"
                )
            }
            let refused = try await file("%FF.pdf")
            #expect(refused.status == 400 && refused.errors == ["name encoding"])
            #expect(try await world.count("evidence") == 0)
            #expect(try await file("c+a%2Bb.pdf").status == 201)
            let kept = try await browser.get("/v1/evidence/evd-1", as: .presenter)
            #expect(try kept.json["file_name"] == .string("c a+b.pdf"))
        }
    }
}
