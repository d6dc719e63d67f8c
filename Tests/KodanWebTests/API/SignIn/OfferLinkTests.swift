import HTTPTypes
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanService
@testable import KodanWeb

@Suite("An offer's own link over HTTP", .database)
struct OfferLinkTests {
    @Test("reads and answers that offer without signing in, and does nothing else")
    func answers() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, offers) = try await world.offered(browser)
            // The newest mail is that of the second presenter.
            let link = try await world.mailedSecret("offer_sent")
            #expect(SecretText.offerLink.matches(link))
            func send(_ method: HTTPRequest.Method, _ path: String, _ body: String? = nil) async throws
                -> Answer
            {
                var headers: HTTPFields = [.authorization: "Bearer \(link)", .acceptLanguage: "en"]
                if body != nil { headers[.contentType] = "application/json" }
                if method == .post { headers[.idempotencyKey] = "once-\(path)" }
                return try await browser.send(method, path, headers, body)
            }
            for _ in 0..<2 {
                let shown = try await send(.get, "/v1/offers/\(offers[1])")
                #expect(try shown.json["state"] == .string("sent"))
            }
            #expect(try await send(.get, "/v1/offers/\(offers[0])").status == 404)
            #expect(try await send(.post, "/v1/offers/\(offers[0])/acceptance", "{}").status == 404)
            for path in ["/v1/offers", "/v1/requests", "/v1/me", "/v1/presenters"] {
                #expect(try await send(.get, path).status == 403, "\(path)")
            }
            #expect(try await send(.post, "/v1/tokens", #"{"label": "x", "days": 1}"#).status == 403)
            let accepted = try await send(.post, "/v1/offers/\(offers[1])/acceptance", "{}")
            #expect(accepted.status == 201)
            // A call that comes again is given the first answer, whatever has become of the offer.
            let again = try await send(.post, "/v1/offers/\(offers[1])/acceptance", "{}")
            #expect(again.status == 201 && again.text == accepted.text)
            #expect(try await world.count("kept_answer WHERE offer_id IS NOT NULL") == 1)
            let headers: HTTPFields = [
                .authorization: "Bearer \(link)", .contentType: "application/json",
                .idempotencyKey: "another",
            ]
            let other = try await browser.send(.post, "/v1/offers/\(offers[1])/acceptance", headers, "{}")
            #expect(other.status == 409 && other.problem == "offer_state")
            let shown = try await send(.get, "/v1/offers/\(offers[1])")
            #expect(try shown.json["state"] == .string("accepted"))
            world.database.clock.advance(days: 30)
            #expect(try await send(.get, "/v1/offers/\(offers[1])").status == 401)
        }
    }

    @Test("declines it with a reason")
    func declines() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, offers) = try await world.offered(browser)
            let link = try await world.mailedSecret("offer_sent")
            let headers: HTTPFields = [.authorization: "Bearer \(link)", .contentType: "application/json"]
            let path = "/v1/offers/\(offers[1])/refusal"
            let empty = try await browser.send(.post, path, headers, #"{"reason": " "}"#)
            #expect(empty.status == 422)
            let declined = try await browser.send(.post, path, headers, #"{"reason": "出張"}"#)
            #expect(declined.status == 200)
            #expect(try declined.json["state"] == .string("declined"))
        }
    }
}
