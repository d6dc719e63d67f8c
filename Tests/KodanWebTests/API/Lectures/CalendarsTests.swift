import HTTPTypes
import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService
@testable import KodanWeb

@Suite("Private calendars over HTTP", .database)
struct CalendarsTests {
    /// A lecture of the world's first presenter at its first organization.
    private func lecture(_ world: World, _ browser: Browser) async throws -> String {
        let (_, offers) = try await world.offered(browser)
        let accepted = try await browser.post(
            "/v1/offers/\(try #require(offers.first))/acceptance",
            as: .presenter
        )
        return try #require(try accepted.json["id"]?.text)
    }

    private func read(_ browser: Browser, _ path: String) async throws -> Answer {
        try await browser.get(path, as: nil)
    }

    @Test("are read by their address alone, by presenters and by organizations")
    func feeds() async throws {
        let world = try await World()
        try await world.serve { browser in
            let assignment = try await lecture(world, browser)
            let issued = try await browser.post("/v1/presenters/\(world.presenter)/calendars", as: .presenter)
            #expect(issued.status == 201)
            let address = try #require(try issued.json["address"]?.text)
            let feed = try await read(browser, address)
            #expect(feed.status == 200 && feed.headers[.contentType] == "text/calendar; charset=utf-8")
            #expect(feed.text.hasPrefix("BEGIN:VCALENDAR\r\n") && feed.text.contains("METHOD:PUBLISH\r\n"))
            #expect(feed.text.contains("UID:\(assignment)@kodan\r\nSEQUENCE:0\r\n"))
            let others = try await browser.post(
                "/v1/organizations/\(world.organization)/calendars",
                as: .host
            )
            let organization = try await read(browser, try #require(try others.json["address"]?.text))
            #expect(organization.text.contains("UID:\(assignment)@kodan"))
            let rival = try await browser.post(
                "/v1/organizations/\(world.otherOrganization)/calendars",
                as: .otherHost
            )
            let foreign = try await read(browser, try #require(try rival.json["address"]?.text))
            #expect(foreign.status == 200 && !foreign.text.contains("VEVENT"))
        }
    }

    @Test("count each change that they show, and leave out what was called off")
    func sequence() async throws {
        let world = try await World()
        try await world.serve { browser in
            let assignment = try await lecture(world, browser)
            let issued = try await browser.post(
                "/v1/presenters/\(world.presenter)/calendars",
                as: .staff(.coordinator)
            )
            let address = try #require(try issued.json["address"]?.text)
            for (number, change) in [
                (0, "UPDATE assignment SET state = 'reconfirmed'"),
                (
                    1,
                    "UPDATE assignment SET during = tstzrange(lower(during) + '1 hour', upper(during) + '1 hour')"
                ),
                (2, "UPDATE lecture_request SET venue_name = '新会館'"),
                (2, "UPDATE lecture_request SET printed_copies = printed_copies + 1"),
                (3, "UPDATE assignment SET online = NOT online"),
            ] {
                try await world.database.owner.transaction { session in
                    try session.execute("\(unsafeSQL: change)")
                }
                let text = try await read(browser, address).text
                #expect(text.contains("UID:\(assignment)@kodan\r\nSEQUENCE:\(number)\r\n"), "\(change)")
            }
            let withdrawn = try await browser.post(
                "/v1/assignments/\(assignment)/withdrawal",
                as: .presenter,
                #"{"reason": "病気"}"#
            )
            #expect(withdrawn.status < 300, "\(withdrawn.text)")
            let emptied = try await read(browser, address)
            #expect(!emptied.text.contains("VEVENT"))
        }
    }

    @Test(
        "end with the next address, and with a word of their owner; what ended and what never was are the same"
    )
    func revoked() async throws {
        let world = try await World()
        try await world.serve { browser in
            let path = "/v1/presenters/\(world.presenter)/calendars"
            var addresses: [String] = []
            for _ in 0..<2 {
                let issued = try await browser.post(path, as: .presenter)
                addresses.append(try #require(try issued.json["address"]?.text))
            }
            #expect(try await read(browser, addresses[0]).status == 404)
            #expect(try await read(browser, addresses[1]).status == 200)
            let list = try await browser.get(path, as: .presenter)
            #expect(!list.text.contains("kdc_"))
            guard case .array(let feeds)? = try list.json["items"] else { throw Missing() }
            #expect(feeds.count == 2 && feeds[0]["revoked_at"] != nil && feeds[1]["revoked_at"] == nil)
            let id = try #require(feeds[1]["id"]?.text)
            #expect(
                try await browser.post("/v1/calendar-feeds/\(id)/revocation", as: .otherPresenter).status
                    == 404
            )
            #expect(try await browser.post("/v1/calendar-feeds/\(id)/revocation", as: .host).status == 404)
            #expect(
                try await browser.post("/v1/calendar-feeds/\(id)/revocation", as: .presenter).status == 204
            )
            #expect(
                try await browser.post("/v1/calendar-feeds/\(id)/revocation", as: .presenter).status == 404
            )
            let ended = try await read(browser, addresses[1])
            let unknown = SecretText.calendar.make(from: [UInt8](repeating: 9, count: 32))
            let never = try await read(browser, "/v1/calendars/\(unknown).ics")
            #expect(ended.status == 404 && never.status == 404)
            let (one, other) = (try ended.json, try never.json)
            #expect(one == other)
            for odd in ["x.ics", "kdc_.ics", String(addresses[1].dropFirst(14).dropLast(4))] {
                let answer = try await read(browser, "/v1/calendars/\(odd)")
                #expect(answer.status == 404 && answer.problem == "address_unknown")
            }
        }
    }

    @Test("are nobody else's to give out or to list")
    func foreign() async throws {
        let world = try await World()
        try await world.serve { browser in
            for (path, asker, status) in [
                ("/v1/presenters/\(world.presenter)", World.Asker.otherPresenter, 404),
                ("/v1/presenters/\(world.presenter)", .host, 403),
                ("/v1/presenters/\(world.presenter)", .staff(.clerk), 403),
                ("/v1/organizations/\(world.organization)", .otherHost, 404),
                ("/v1/organizations/\(world.organization)", .presenter, 403),
                ("/v1/organizations/org-999", .staff(.coordinator), 404),
            ] {
                let given = try await browser.post("\(path)/calendars", as: asker)
                let listed = try await browser.get("\(path)/calendars", as: asker)
                #expect([given.status, listed.status] == [status, status], "\(path) \(asker)")
            }
            let made = try await world.count("calendar_feed")
            #expect(made == 0)
        }
    }

    private struct Missing: Error {}
}
