import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@Suite("Deliveries over HTTP", .database)
struct DeliveriesTests {
    /// A lecture with one delivery that is planned; the delivery.
    private func planned(_ world: World, _ browser: Browser) async throws -> (String, String) {
        try await world.keepOnly(materials: "('slides', 'スライド', 'Slides', 'digital')")
        let (_, assignment) = try await world.assigned(browser)
        let answer = try await browser.post("/v1/assignments/\(assignment)/deliveries", as: .staff(.clerk))
        return (assignment, try #require(try answer.json["items"]?.elements.first?.text))
    }

    @Test("leave and arrive, and are shown to both sides")
    func walk() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (assignment, id) = try await planned(world, browser)
            let early = try await browser.post("/v1/deliveries/\(id)/receipt", as: .staff(.clerk))
            #expect(early.status == 409)
            #expect(early.problem == "delivery_state")
            let sent = try await browser.post(
                "/v1/deliveries/\(id)/dispatch",
                as: .staff(.clerk),
                #"{"carrier_number": "1234-5678"}"#
            )
            #expect(sent.status == 200)
            let edition = try #require(try sent.json["edition_id"]?.text)
            #expect(
                try sent.json
                    == JSON(
                        """
                        {"id": "\(id)", "state": "sent", "assignment": "\(assignment)", "lecture_on": "2026-07-08",
                         "material": "slides", "edition": "2026", "edition_id": "\(edition)", "medium": "digital",
                         "quantity": 1, "ship_by": "2026-07-01",
                         "carrier_number": "1234-5678", "sent_at": "2026-06-01T10:00:00+09:00"}
                        """
                    )
            )
            let twice = try await browser.post("/v1/deliveries/\(id)/dispatch", as: .staff(.clerk))
            #expect(twice.problem == "delivery_state")
            let received = try await browser.post("/v1/deliveries/\(id)/receipt", as: .staff(.coordinator))
            #expect(received.status == 200)
            #expect(try received.json["state"] == .string("received"))
            for asker in [World.Asker.host, .presenter, .staff(.auditor)] {
                let shown = try await browser.get("/v1/deliveries?assignment=\(assignment)", as: asker)
                #expect(try shown.json["items"]?.elements.compactMap { $0["id"]?.text } == [id])
            }
        }
    }

    @Test("come back to stock, and then no further")
    func returned() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, id) = try await planned(world, browser)
            #expect(try await browser.post("/v1/deliveries/\(id)/return", as: .presenter).status == 403)
            let returned = try await browser.post("/v1/deliveries/\(id)/return", as: .staff(.clerk))
            #expect(returned.status == 200)
            #expect(try returned.json["state"] == .string("returned"))
            let late = try await browser.post("/v1/deliveries/\(id)/dispatch", as: .staff(.clerk))
            #expect(late.status == 409 && late.problem == "delivery_state")
            let listed = try await browser.get("/v1/deliveries?state=planned,returned", as: .staff(.clerk))
            #expect(try listed.json.items() == [id])
            #expect(
                try await browser.get("/v1/deliveries?state=planned,sent", as: .staff(.clerk)).json.items()
                    == []
            )
        }
    }

    @Test("are not for others, and name what is wrong")
    func refused() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, id) = try await planned(world, browser)
            #expect(try await browser.post("/v1/deliveries/\(id)/dispatch", as: .presenter).status == 403)
            #expect(try await browser.post("/v1/deliveries/\(id)/receipt", as: .presenter).status == 403)
            #expect(try await browser.get("/v1/deliveries/\(id)", as: .otherHost).status == 404)
            #expect(try await browser.get("/v1/deliveries/dlv-999", as: .staff(.clerk)).status == 404)
            let wrong = try await browser.post(
                "/v1/deliveries/\(id)/dispatch",
                as: .staff(.clerk),
                #"{"carrier_number": 5, "note": "?"}"#
            )
            #expect(wrong.status == 422)
            #expect(wrong.errors.sorted() == ["/carrier_number text", "/note unknown_field"])
            let late = try await browser.get(
                "/v1/deliveries?state=planned&ship_by=2026-06-30",
                as: .staff(.clerk)
            )
            #expect(try late.json["items"]?.elements.isEmpty == true)
            let due = try await browser.get(
                "/v1/deliveries?state=planned&ship_by=2026-07-01",
                as: .staff(.clerk)
            )
            #expect(try due.json["items"]?.elements.count == 1)
            let bad = try await browser.get("/v1/deliveries?ship_by=tomorrow", as: .staff(.clerk))
            #expect(bad.status == 400 && bad.problem == "invalid_parameter")
        }
    }
}
