import HTTPTypes
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("A request's successor over HTTP", .database)
struct HandoversTests {
    @Test("gets the mails from then on; strangers, presenters and wrong bodies change nothing")
    func successor() async throws {
        let world = try await World()
        try await world.serve { browser in
            let id = try await world.submitted(browser)
            let path = "/v1/requests/\(id)/handover"
            let successor = """
                {"successor": {"name": "後任 次郎", "email": "next@org.example.jp", "phone": "03-5555-6666"}}
                """
            #expect(try await browser.post(path, as: .otherHost, successor).status == 404)
            #expect(try await browser.post(path, as: .presenter, successor).status == 403)
            let wrong = try await browser.post(
                path,
                as: .host,
                #"{"successor": {"name": "", "email": "x", "phone": "03-5555-6666"}, "moon": 1}"#
            )
            #expect(wrong.status == 422)
            #expect(
                Set(wrong.errors.map { $0.prefix { $0 != " " } }) == [
                    "/successor/name", "/successor/email", "/moon",
                ]
            )
            let before = try await browser.get("/v1/requests/\(id)", as: .host)
            #expect(before.text.contains("contact@org.example.jp"))
            #expect(try await browser.post(path, as: .host, successor).status == 204)
            let after = try await browser.get("/v1/requests/\(id)", as: .host)
            #expect(try after.json["contact"]?["email"] == .string("next@org.example.jp"))
            #expect(try await world.mails().last == "request_handed_over")
        }
    }

    @Test("sends one address three mails at once, and more only as time goes by")
    func often() async throws {
        let world = try await World()
        try await world.serve { browser in
            let id = try await world.submitted(browser)
            func hand(_ email: String, as asker: World.Asker = .host) async throws -> Answer {
                try await browser.post(
                    "/v1/requests/\(id)/handover",
                    as: asker,
                    #"{"successor": {"name": "後任", "email": "\#(email)", "phone": "03-5555-6666"}}"#
                )
            }
            var statuses: [Int] = []
            for _ in 0..<5 { statuses.append(try await hand("victim@example.jp").status) }
            #expect(statuses.prefix(3).allSatisfy { $0 == 204 } && statuses.last == 429)
            #expect(try await hand("VICTIM@example.jp").headers[.retryAfter] != nil)
            #expect(try await hand("other@example.jp").status == 204)
            #expect(try await hand("victim@example.jp", as: .staff(.coordinator)).status == 204)
        }
    }
}
