import KodanDomain
import KodanService
import Testing

@testable import KodanWeb

extension World {
    /// Something to open on each page whose path has a key in it, by the route's path; made if it is not there.
    func pageKeys(_ browser: Browser) async throws -> [String: String] {
        let (request, assignment) = try await assigned(browser)
        let offer = try #require(
            try await browser.get("/v1/offers", as: .presenter).json["items"]?.elements.first
        )
        return try await deskKeys(browser).merging([
            "/requests/:id": "/requests/\(request)",
            "/requests/:id/correction": "/requests/\(request)/correction",
            "/requests/:id/matching": "/requests/\(request)/matching",
            "/requests/:id/explanation": "/requests/\(try await approved(browser))/explanation",
            "/matching/:id": "/matching/run-1", "/desk/entries/:id": "/desk/entries/dsk-1",
            "/lectures/:id": "/lectures/\(assignment)",
            "/lectures/:id/letters": "/lectures/\(assignment)/letters",
            "/offers/:id": "/offers/\(try #require(offer["id"]?.text))",
            "/months/:month": "/months/2026-06",
            "/months/:month/left-out": "/months/2026-06/left-out",
            "/months/:month/slip": "/months/2026-06/slip",
        ]) { own, _ in own }
    }

    /// Something to open on each page of clerks and administrators.
    private func deskKeys(_ browser: Browser) async throws -> [String: String] {
        func first(_ list: String, _ key: String = "id", as role: Role = .administrator) async throws
            -> String
        {
            let items = try await browser.get("/v1/\(list)", as: .staff(role)).json["items"]?.elements ?? []
            return try #require(items.first?[key]?.text, "\(list)")
        }
        let told = try await browser.post(
            "/v1/announcements",
            as: .staff(.coordinator),
            #"{"subject": "お知らせ", "text": "本文"}"#
        )
        return [
            "/announcements/:id": "/announcements/\(try #require(try told.json["id"]?.text))",
            "/deliveries/:id": "/deliveries/\(try await first("deliveries", as: .clerk))",
            "/stock/:id": "/stock/\(try await first("stock", "edition", as: .clerk))",
            "/materials/:id": "/materials/\(try await first("materials"))",
            "/users/:id": "/users/\(try await first("users"))",
            "/mails/:id": "/mails/\(try await first("mails"))",
            "/mail-templates/:id": "/mail-templates/offer_sent", "/rates/:id": "/rates/fee",
            "/organizations/:id": "/organizations/\(organization)",
            "/presenters/:id": "/presenters/\(presenter)",
        ]
    }
}
