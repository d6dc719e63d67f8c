import HTTPTypes
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("The list of requests", .database)
struct RequestListTests {
    /// Four requests: two online ones of the host, the second approved; one at a venue in Osaka, and a presenter's own.
    private func posted(_ world: World, _ browser: Browser) async throws -> [String] {
        let first = try await world.submitted(browser, title: "フィッシング対策")
        let second = try await world.approved(browser)
        let hall = world.requestBody(title: "Ｗｅｂ会議の守り方").replacing(
            #""place": "online""#,
            with: #""place": "venue", "venue": {"name": "会館", "municipality": "27102", "address": "一丁目"}"#
        ).replacing("2026-07-08", with: "2026-09-01")
        let third = try await browser.post("/v1/requests", as: .host, hall)
        let own = world.requestBody(title: "自主開催").replacing(
            #""organization": "\#(world.organization)""#,
            with: #""presenter": "\#(world.presenter)""#
        ).replacing("regional_dispatched", with: "regional_self_hosted")
        let fourth = try await browser.post("/v1/requests", as: .presenter, own)
        return [first, second] + [third, fourth].compactMap { try? $0.json["id"]?.text }
    }

    private func ids(_ query: String, _ browser: Browser, as asker: World.Asker = .staff(.coordinator))
        async throws
        -> [String]
    {
        let answer = try await browser.get("/v1/requests?\(query)", as: asker)
        #expect(answer.status == 200, "\(query): \(answer.text)")
        return try answer.json.items()
    }

    @Test("is narrowed by states, programme, organization, prefecture and day")
    func filters() async throws {
        let world = try await World()
        try await world.serve { browser in
            let all = try await posted(world, browser)
            try #require(all.count == 4)
            #expect(try await ids("", browser) == all)
            #expect(try await ids("state=approved", browser) == [all[1]])
            #expect(try await ids("state=submitted,approved", browser) == all)
            #expect(try await ids("programme=regional_self_hosted", browser) == [all[3]])
            #expect(try await ids("organization=\(world.organization)", browser) == Array(all[0...2]))
            #expect(try await ids("prefecture=27", browser) == [all[2]])
            #expect(try await ids("prefecture=13", browser) == [all[0], all[1], all[3]])
            #expect(try await ids("from=2026-07-09&to=2026-07-14", browser) == [])
            #expect(try await ids("from=2026-07-15&to=2026-07-15", browser) == all)
            #expect(try await ids("from=2026-09-01", browser) == [all[2]])
            #expect(
                try await ids("state=submitted&from=2026-09-01&programme=regional_dispatched", browser) == [
                    all[2]
                ]
            )
            #expect(try await ids("prefecture=27", browser, as: .otherHost) == [])
        }
    }

    @Test("is searched in titles and names, in whatever width and case, and by one letter too")
    func search() async throws {
        let world = try await World()
        try await world.serve { browser in
            let all = try await posted(world, browser)
            #expect(try await ids("q=ﾌｨｯｼﾝｸﾞ".percentQuery, browser) == [all[0]])
            #expect(try await ids("q=WEB会議".percentQuery, browser) == [all[2]])
            #expect(try await ids("q=会".percentQuery, browser) == [all[2]])
            #expect(try await ids("q=団体1".percentQuery, browser) == Array(all[0...2]))
            #expect(try await ids("q=講師第1".percentQuery, browser) == [all[3]])
            #expect(try await ids("q=%25", browser) == [])
            // Hiragana finds what is written in katakana, and a blank between two names is none.
            #expect(try await ids("q=ふぃっしんぐ".percentQuery, browser) == [all[0]])
            #expect(try await ids("q=こうし".percentQuery, browser) == [all[3]])
            #expect(try await ids("q=講師　第1".percentQuery, browser) == [all[3]])
            // Whoever may not see a request does not find it by its name.
            #expect(try await ids("q=WEB会議".percentQuery, browser, as: .otherHost) == [])
            let paged = try await browser.get("/v1/requests?\("q=団体1".percentQuery)&limit=2", as: .host)
            let next = try #require(paged.headers[.link])
            #expect(
                next == "</v1/requests?after=\(all[1])&limit=2&\("q=団体1".percentQuery)>; rel=\"next\""
            )
        }
    }

    @Test("shows what waits for whoever asks")
    func attention() async throws {
        let world = try await World()
        try await world.serve { browser in
            let all = try await posted(world, browser)
            #expect(try await ids("needs_attention=true", browser) == [all[0], all[2], all[3]])
            #expect(try await ids("needs_attention=true", browser, as: .host) == [])
            // Two weeks before the wished day nobody is bound yet.
            world.database.clock.set(moment("2026-06-25T10:00:00+09:00"))
            #expect(try await ids("needs_attention=true&state=approved", browser) == [all[1]])
        }
    }

    @Test("shows a host and a presenter the lectures that nobody has attested")
    func unattested() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (request, _) = try await world.assigned(browser)
            for asker in [World.Asker.host, .presenter, .staff(.coordinator)] {
                #expect(try await ids("needs_attention=true", browser, as: asker) == [])
            }
            world.database.clock.set(World.end)
            for asker in [World.Asker.host, .presenter, .staff(.coordinator)] {
                #expect(try await ids("needs_attention=true", browser, as: asker) == [request])
            }
            // Who lost is not waited for.
            #expect(try await ids("needs_attention=true", browser, as: .otherPresenter) == [])
        }
    }

    @Test(
        "names each parameter that is wrong",
        arguments: [
            ("state=draft,flying", "state"), ("state=", "state"), ("programme=A%20B", "programme"),
            ("organization=req-1", "organization"), ("prefecture=99", "prefecture"),
            ("from=2026-02-30", "from"),
            ("to=tomorrow", "to"), ("needs_attention=yes", "needs_attention"), ("q=", "q"), ("q=%0A", "q"),
        ]
    )
    func wrong(query: String, name: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            let answer = try await browser.get("/v1/requests?\(query)", as: .host)
            #expect(answer.status == 400 && answer.errors == ["\(name) wrong_value"], "\(query)")
        }
    }
}

extension String {
    /// A query as a client sends it: everything but ASCII is written as `%E3`.
    var percentQuery: String {
        utf8.map { byte in
            byte < 0x80 ? String(Unicode.Scalar(byte)) : "%" + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
