import HTTPTypes
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Entity tags", .database)
struct EntityTagTests {
    @Test("spare a reader what they know, until it changes")
    func notModified() async throws {
        let world = try await World()
        try await world.serve { browser in
            let id = try await world.submitted(browser)
            let first = try await browser.get("/v1/requests/\(id)", as: .host)
            let tag = try #require(first.headers[.eTag])
            #expect(tag.wholeMatch(of: /"[0-9a-f]{32}"/) != nil)
            let read = { (known: String) in
                try await browser.send(
                    .get,
                    "/v1/requests/\(id)",
                    [.authorization: "Bearer \(try world.token(of: .host))", .ifNoneMatch: known],
                    nil
                )
            }
            let known = try await read("\"other\", W/\(tag)")
            #expect(known.status == 304)
            #expect(known.text.isEmpty)
            #expect(known.headers[.eTag] == tag)
            _ = try await browser.post(
                "/v1/requests/\(id)/screening",
                as: .staff(.coordinator),
                #"{"decision": "approve"}"#
            )
            let changed = try await read(tag)
            #expect(changed.status == 200)
            #expect(changed.headers[.eTag] != tag)
        }
    }

    @Test(
        "are read as RFC 9110 writes them",
        arguments: [
            ("*", true, true), ("\"a\"", true, true), ("W/\"a\"", true, true), ("\"b\", \"a\"", true, true),
            ("\"b\"", true, false), ("a", false, false), ("\"a", false, false), ("", false, false),
            ("\"a\", b", false, false), ("\"x,y\", \"a\"", true, true), ("\"a,\"", true, false),
            ("\"x, \"a\"", false, false), (",\"b\" ,, \t\"a\",", true, true), ("\"b\"\"a\"", false, false),
            ("\"\"", true, false), ("\"b c\", \"a\"", false, false), (",", false, false),
            ("W/", false, false),
        ]
    )
    func lists(text: String, isList: Bool, names: Bool) {
        #expect(EntityTag.isList(text) == isList)
        #expect(EntityTag.list(text, names: "\"a\"") == names)
    }
}
