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
}
