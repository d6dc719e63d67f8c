import HTTPTypes
import KodanDomain
import KodanTestSupport
import Testing

@Suite("The words of forms over HTTP", .database(.withGeography))
struct VocabularyTests {
    @Test("are read by everybody who signs in")
    func words() async throws {
        let world = try await World()
        try await world.serve { browser in
            func items(_ path: String) async throws -> [JSON] {
                try await browser.get(path, as: .host).json["items"]?.elements ?? []
            }
            let ranks = try await items("/v1/ranks")
            #expect(
                try ranks.contains(JSON(#"{"code": "standard", "name_ja": "一般", "name_en": "Standard"}"#))
            )
            #expect(try await items("/v1/topics").contains { $0["code"]?.text == "five_rules" })
            #expect(try await items("/v1/qualifications").contains { $0["code"]?.text == "riss" })
            let prefectures = try await items("/v1/prefectures")
            #expect(prefectures.count == 47 && prefectures.first?["name"]?.text == "北海道")
            let kanagawa = try await items("/v1/prefectures/14/municipalities")
            let naka = kanagawa.first { $0["code"]?.text == "14104" }
            #expect(naka?["parent"]?.text == "14100" && naka?["kind"]?.text == "行政区")
            for path in [
                "/v1/prefectures/48/municipalities", "/v1/postal-codes/0000000", "/v1/postal-codes/12",
            ] {
                #expect(try await browser.get(path, as: .host).status == 404)
            }
            #expect(try await browser.get("/v1/topics", as: nil).status == 401)
            let kudan = try await items("/v1/postal-codes/102-0074")
            #expect(
                try kudan == [
                    JSON(
                        """
                        {"municipality": "13101", "place": "東京都千代田区", "town": "九段南", "town_kana": "クダンミナミ"}
                        """
                    )
                ]
            )
        }
    }
}
