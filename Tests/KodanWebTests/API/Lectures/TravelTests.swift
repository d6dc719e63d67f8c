import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("Journeys and decisions on evidence, over HTTP", .database)
struct TravelTests {
    @Test("are shown leg by leg to the presenter and the body, and not to the host")
    func legs() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, id) = try await world.assigned(browser)
            let path = "/v1/assignments/\(id)/travel"
            #expect(try await browser.get(path, as: .presenter).json == JSON(#"{"items": []}"#))
            world.database.clock.set(World.end)
            let report = """
                {"held": {"start": "\(World.start)", "end": "\(World.end)"}, "minutes": 90, "attendance": 28,
                 "summary": "五か条", "travel": [{"day": "2026-07-08", "mode": "rail", "from": "新宿", "to": "東京",
                                               "amount": 210, "paid_directly": false}]}
                """
            let far = try await browser.post(
                "/v1/assignments/\(id)/report",
                as: .presenter,
                report.replacing(#""day": "2026-07-08""#, with: #""day": "2027-07-08""#)
            )
            let short = try await browser.post(
                "/v1/assignments/\(id)/report",
                as: .presenter,
                report.replacing("\(World.end)", with: "2026-07-08T14:00:30+09:00")
                    .replacing(#""minutes": 90"#, with: #""minutes": 1"#)
            )
            #expect(short.status == 422 && short.errors == ["/held minutes"], "\(short.text)")
            #expect(far.status == 422 && far.errors == ["/travel/0/day date_within"], "\(far.text)")
            #expect(
                try await browser.post("/v1/assignments/\(id)/report", as: .presenter, report).status == 201
            )
            for asker in [World.Asker.presenter, .staff(.accountant), .staff(.auditor)] {
                #expect(
                    try await browser.get(path, as: asker).json
                        == JSON(
                            """
                            {"items": [{"id": "leg-1", "day": "2026-07-08", "mode": "rail", "from": "新宿", "to": "東京",
                                        "amount": 210, "paid_directly": false,
                                        "claimed_at": "2026-07-08T15:30:00+09:00"}]}
                            """
                        )
                )
            }
            #expect(try await browser.get(path, as: .host).status == 403)
            #expect(try await browser.get(path, as: .otherPresenter).status == 404)
        }
    }

    @Test("without a co-host are a coordinator's, on a file of the same lecture and with a reason")
    func decision() async throws {
        let world = try await World()
        try await world.serve { browser in
            let own = world.requestBody(title: "自主開催").replacing(
                #""organization": "\#(world.organization)""#,
                with: #""presenter": "\#(world.presenter)""#
            ).replacing("regional_dispatched", with: "regional_self_hosted")
            let posted = try await browser.post("/v1/requests", as: .presenter, own)
            let request = try #require(try posted.json["id"]?.text)
            let screened = try await browser.post(
                "/v1/requests/\(request)/screening",
                as: .staff(.coordinator),
                #"{"decision": "approve"}"#
            )
            #expect(screened.status == 200)
            world.database.clock.set(World.end)
            try await world.database.owner.transaction { session in
                try session.execute(
                    """
                    INSERT INTO evidence (assignment_id, kind, sha256, byte_count, media_type, file_name, filed_at)
                    VALUES (1, 'flyer', decode(repeat('ab', 32), 'hex'), 3, 'image/webp', 'flyer.webp', \(World.end))
                    """
                )
            }
            let path = "/v1/assignments/asg-1/attestation"
            func body(_ evidence: String) -> String {
                #"{"minutes": 90, "attendance": 28, "evidence": "\#(evidence)", "reason": "チラシで確認"}"#
            }
            #expect(try await browser.post(path, as: .presenter, body("evd-1")).status == 403)
            let stray = try await browser.post(path, as: .staff(.coordinator), body("evd-9"))
            #expect(stray.problem == "attestation_wants_evidence", "\(stray.text)")
            let silent = try await browser.post(
                path,
                as: .staff(.coordinator),
                #"{"minutes": 0, "attendance": 28}"#
            )
            #expect(
                silent.errors.sorted() == ["/evidence present", "/minutes integer", "/reason present"]
            )
            let filed = try await browser.post(path, as: .staff(.coordinator), body("evd-1"))
            #expect(filed.status == 201)
            #expect(try filed.json["id"]?.text?.hasPrefix("cnf-") == true)
            let status = try await browser.get("/v1/requests/\(request)/status", as: .presenter).json
            #expect(status["next_step"] == .string("report"))
        }
    }
}
