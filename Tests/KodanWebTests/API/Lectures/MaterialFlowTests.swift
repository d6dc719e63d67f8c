import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Materials over HTTP", .database)
struct MaterialFlowTests {
    private static let pdf = "%PDF-1.7 資料"

    /// A server with a catalogue of one file and one leaflet.
    private func serve(
        _ body: @Sendable (World, Browser, _ slides: String, _ leaflet: String) async throws -> Void
    ) async throws {
        let world = try await World()
        try await world.keepOnly(
            materials: "('slides', 'スライド', 'Slides', 'digital'), ('leaflet', '冊子', 'Leaflet', 'printed')"
        )
        try await world.serve { browser in
            let items =
                try await browser.get("/v1/materials", as: .staff(.clerk)).json["items"]?.elements ?? []
            func key(_ code: String) throws -> String {
                let found = items.first { $0["code"]?.text == code }
                return try #require(found?["editions"]?.elements.first?["id"]?.text)
            }
            try await body(world, browser, try key("slides"), try key("leaflet"))
        }
    }

    private func upload(
        _ text: String,
        _ edition: String,
        _ browser: Browser,
        as asker: World.Asker = .staff(.clerk),
        type: String? = "application/pdf"
    ) async throws -> Answer {
        var headers: HTTPFields = [
            .acceptLanguage: "en", .authorization: "Bearer \(try browser.world.token(of: asker))",
        ]
        headers[.contentType] = type
        return try await browser.send(.post, "/v1/editions/\(edition)/file?name=slides.pdf", headers, text)
    }

    /// A lecture whose slides are sent, with the secret of the link in the last mail.
    private func sent(_ world: World, _ browser: Browser) async throws -> (delivery: String, secret: String) {
        let (_, assignment) = try await world.assigned(browser)
        let planned = try await browser.post("/v1/assignments/\(assignment)/deliveries", as: .staff(.clerk))
        try #require(planned.status == 201)
        let items = try await browser.get("/v1/deliveries?assignment=\(assignment)", as: .staff(.clerk)).json
        let slides = items["items"]?.elements.first { $0["material"] == .string("slides") }
        let id = try #require(slides?["id"]?.text)
        try #require(
            try await browser.post("/v1/deliveries/\(id)/dispatch", as: .staff(.clerk)).status == 200
        )
        return (id, try await world.mailedSecret("material_link"))
    }

    @Test("are filed, sent by a link, taken without signing in, counted, and taken back")
    func links() async throws {
        try await serve { world, browser, slides, _ in
            let filed = try await upload(Self.pdf, slides, browser)
            #expect(filed.status == 201 && filed.headers[.location] == "/v1/editions/\(slides)/file")
            #expect(try await upload(Self.pdf, slides, browser).status == 200)
            let other = try await upload("%PDF-1.7 x", slides, browser)
            #expect(other.status == 409 && other.problem == "edition_has_file")
            let content = try await browser.get("/v1/editions/\(slides)/file", as: .staff(.auditor))
            #expect(content.status == 200 && content.text == Self.pdf)
            let (delivery, secret) = try await sent(world, browser)
            let path = "/v1/downloads/\(secret)"
            let head = try await browser.send(.head, path, [:], nil)
            #expect(head.status == 200 && head.text.isEmpty)
            #expect(head.headers[.contentLength] == "\(Self.pdf.utf8.count)")
            let taken = try await browser.get(path, as: nil)
            #expect(taken.status == 200 && taken.text == Self.pdf)
            #expect(taken.headers[.contentType] == "application/pdf")
            #expect(
                taken.headers[.contentDisposition]?.hasPrefix("attachment; filename=\"slides.pdf\"") == true
            )
            #expect(taken.headers[.cacheControl] == "no-store")
            let links = try await browser.get("/v1/deliveries/\(delivery)/links", as: .staff(.auditor))
            let shown = try links.json["items"]?.elements ?? []
            #expect(shown.count == 2 && shown.compactMap { $0["uses"] } == [.number(1), .number(0)])
            #expect(!links.text.contains(secret))
            let link = try #require(shown.first?["id"]?.text)
            let revocation = "/v1/material-links/\(link)/revocation"
            #expect(try await browser.post(revocation, as: .presenter).status == 403)
            #expect(try await browser.post(revocation, as: .staff(.clerk)).status == 204)
            let gone = try await browser.get(path, as: nil)
            #expect(gone.status == 410 && gone.problem == "material_link_ended")
            let wrong = try await browser.get(path + "x", as: nil)
            #expect(wrong.status == 404 && wrong.problem == "not_found" && !wrong.text.contains(secret))
            let fresh = try await browser.post(
                "/v1/deliveries/\(delivery)/links",
                as: .staff(.clerk),
                #"{"side": "host"}"#
            )
            #expect(fresh.status == 201)
            let newest = try await world.mailedSecret("material_link")
            #expect(try await browser.get("/v1/downloads/\(newest)", as: nil).text == Self.pdf)
        }
    }

    @Test("are refused where they are empty, of a wrong type, too large or not the asker's to file")
    func uploads() async throws {
        try await serve { _, browser, slides, _ in
            let empty = try await upload("", slides, browser)
            #expect(empty.status == 422 && empty.errors == [" bytes"])
            let text = try await upload("a,b", slides, browser)
            #expect(text.status == 422 && text.errors == ["Content-Type one_of"])
            let zip = try await upload("PK", slides, browser, type: "application/zip")
            #expect(zip.status == 415 && zip.problem == "unsupported_type")
            for asker in [World.Asker.host, .presenter, .staff(.coordinator), .staff(.auditor)] {
                #expect(try await upload(Self.pdf, slides, browser, as: asker).status == 403)
            }
            #expect(try await upload(Self.pdf, "edi-99999", browser).status == 404)
            let none = try await browser.get("/v1/editions/\(slides)/file", as: .staff(.clerk))
            #expect(none.status == 409 && none.problem == "edition_without_file")
        }
    }

    @Test("on paper lie in stock, leave it and come back")
    func stock() async throws {
        try await serve { world, browser, slides, leaflet in
            let wrong = try await browser.post(
                "/v1/editions/\(slides)/receipts",
                as: .staff(.clerk),
                #"{"quantity": 5}"#
            )
            #expect(wrong.status == 409 && wrong.problem == "not_printed")
            let (_, assignment) = try await world.assigned(browser)
            _ = try await browser.post("/v1/assignments/\(assignment)/deliveries", as: .staff(.clerk))
            let listed = try await browser.get("/v1/deliveries?assignment=\(assignment)", as: .host).json
            let parcel = listed["items"]?.elements.first { $0["material"] == .string("leaflet") }
            // The lecture is online: its copies go to the organization.
            #expect(parcel?["quantity"] == .number(20) && parcel?["ship_to"]?.text != nil)
            let id = try #require(parcel?["id"]?.text)
            let short = try await browser.post("/v1/deliveries/\(id)/dispatch", as: .staff(.clerk))
            #expect(short.status == 409 && short.problem == "stock_short")
            let came = try await browser.post(
                "/v1/editions/\(leaflet)/receipts",
                as: .staff(.clerk),
                #"{"quantity": 50}"#
            )
            #expect(came.status == 201)
            let shown = try await browser.get("/v1/deliveries/\(id)", as: .staff(.clerk))
            let changed = try await browser.change(
                .patch,
                "/v1/deliveries/\(id)",
                as: .staff(.clerk),
                #"{"quantity": 25, "ship_to": "別館1"}"#,
                ifMatch: shown.headers[.eTag]
            )
            #expect(try changed.status == 200 && changed.json["ship_to"] == .string("別館1"))
            #expect(try await browser.post("/v1/deliveries/\(id)/dispatch", as: .staff(.clerk)).status == 200)
            let back = try await browser.post(
                "/v1/deliveries/\(id)/return",
                as: .staff(.clerk),
                #"{"quantity": 20}"#
            )
            #expect(try back.json["returned_quantity"] == .number(20))
            let counted = try await browser.post(
                "/v1/editions/\(leaflet)/counts",
                as: .staff(.administrator),
                #"{"quantity": 44, "reason": "棚卸"}"#
            )
            #expect(counted.status == 201)
            let stock = try await browser.get("/v1/stock", as: .staff(.coordinator)).json
            #expect(stock["items"]?.elements.first?["on_hand"] == .number(44))
            let moved = try await browser.get("/v1/editions/\(leaflet)/movements", as: .staff(.auditor)).json
            #expect(
                moved["items"]?.elements.compactMap { $0["quantity"] }
                    == [.number(50), .number(-25), .number(20), .number(-1)]
            )
            #expect(try await browser.get("/v1/stock", as: .presenter).status == 403)
        }
    }

    @Test("go out by the pack of the programme")
    func packs() async throws {
        try await serve { world, browser, _, _ in
            let path = "/v1/programmes/regional_dispatched/packs"
            let materials = try await browser.get("/v1/materials", as: .host).json["items"]?.elements ?? []
            let id = try #require(materials.first?["id"]?.text)
            let body = "{\"materials\": [\"\(id)\"]}"
            func set(_ body: String, as role: Role = .clerk, tag: String? = "*") async throws -> Answer {
                try await browser.change(.post, path, as: .staff(role), body, ifMatch: tag)
            }
            #expect(try await set(body, as: .coordinator).status == 403)
            #expect(try await set(body, tag: nil).status == 428)
            let tag = try await browser.get(path, as: .staff(.clerk)).headers[.eTag]
            let made = try await set(body, tag: tag)
            #expect(made.status == 200)
            #expect(try made.json == JSON("{\"items\": [\(body)]}"))
            #expect(try await set(body, tag: tag).status == 412)
            #expect(try await set("{}").errors == ["/materials present"])
            #expect(try await browser.get("/v1/programmes/nonesuch/packs", as: .host).status == 404)
            let (_, assignment) = try await world.assigned(browser)
            let planned = try await browser.get("/v1/deliveries?assignment=\(assignment)", as: .presenter)
                .json
            #expect(planned["items"]?.elements.count == 1)
        }
    }
}
