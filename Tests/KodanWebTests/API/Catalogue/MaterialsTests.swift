import HTTPTypes
import KodanDomain
import KodanTestSupport
import Testing

@Suite("Materials over HTTP", .database)
struct MaterialsTests {
    private static let guide = """
        {"code": "quick_guide", "name_ja": "早わかりガイド", "name_en": "Quick guide", "medium": "printed",
         "edition": {"label": "初版", "issued_on": "2026-06-01"}}
        """

    @Test("are added by clerks with a first edition, and get new ones")
    func added() async throws {
        let world = try await World()
        try await world.serve { browser in
            let made = try await browser.post("/v1/materials", as: .staff(.clerk), Self.guide)
            let id = try #require(try made.json["id"]?.text)
            let path = "/v1/materials/\(id)"
            #expect(made.status == 201 && made.headers[.location] == path)
            let taken = try await browser.post("/v1/materials", as: .staff(.administrator), Self.guide)
            #expect(taken.status == 422 && taken.errors == ["/code untaken"])
            let next = #"{"label": "第2版", "issued_on": "2026-10-01"}"#
            let edition = try await browser.post("\(path)/editions", as: .staff(.administrator), next)
            #expect(edition.status == 201)
            let twice = try await browser.post("\(path)/editions", as: .staff(.clerk), next)
            #expect(twice.status == 422 && twice.errors == ["/issued_on untaken"])
            #expect(
                try await browser.post("/v1/materials/mat-999/editions", as: .staff(.clerk), next).status
                    == 404
            )
            let shown = try await browser.get(path, as: .presenter).json
            #expect(shown["editions"]?.elements.map { $0["label"]?.text } == ["第2版", "初版"])
            #expect(shown["medium"]?.text == "printed" && shown["name_ja"]?.text == "早わかりガイド")
            let list = try await browser.get("/v1/materials?limit=500", as: .host).json["items"]?.elements
            #expect(list?.last == shown)
            for asker in [World.Asker.host, .presenter, .staff(.coordinator), .staff(.accountant)] {
                #expect(try await browser.post("/v1/materials", as: asker, Self.guide).status == 403)
                #expect(try await browser.post("\(path)/editions", as: asker, next).status == 403)
            }
            let faults = try await browser.post(
                "/v1/materials",
                as: .staff(.clerk),
                #"{"code": "A b", "name_ja": "", "name_en": "x", "medium": "tape", "edition": {"label": " "}}"#
            )
            #expect(
                Set(faults.errors) == [
                    "/code code", "/name_ja present", "/medium one_of", "/edition/issued_on present",
                ]
            )
        }
    }
}
