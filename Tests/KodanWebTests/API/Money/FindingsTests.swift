import HTTPTypes
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@Suite("Findings over HTTP", .database)
struct FindingsTests {
    /// Two lectures whose attested times differ, checked.
    func checked(_ world: World) async throws {
        let scene = try await MoneyScene()
        let one = try await scene.presenter()
        _ = try await scene.lecture(by: one.presenter, on: day("2026-06-10"), confirmed: 30)
        _ = try await scene.lecture(by: one.presenter, on: day("2026-06-17"), confirmed: 60)
        let office = world.database.office(at: moment("2026-07-01T10:00:00+09:00"))
        _ = try await CheckHonoraria(office: office)(as: world.database.staff.accountant)
    }

    @Test("are listed, page by page and by their state, and cleared with a reason, once")
    func clearance() async throws {
        let world = try await World()
        try await checked(world)
        try await world.serve { browser in
            let first = """
                {"id": "fnd-1", "kind": "hours_differ", "severity": "warns", "state": "open", "assignment": "asg-1",
                 "found_at": "2026-07-01T10:00:00+09:00"}
                """
            let listed = try await browser.get("/v1/findings?state=open&limit=1", as: .staff(.coordinator))
            #expect(try listed.json == JSON(#"{"items": [\#(first)], "next": "fnd-1"}"#))
            #expect(
                listed.headers.filter { $0.name.canonicalName == "link" }.map(\.value) == [
                    #"</v1/findings?after=fnd-1&limit=1&state=open>; rel="next""#
                ]
            )
            #expect(try await browser.get("/v1/findings/fnd-1", as: .staff(.auditor)).json == JSON(first))
            let path = "/v1/findings/fnd-1/clearance"
            let nothing = try await browser.post(path, as: .staff(.accountant))
            #expect(nothing.status == 422)
            let accountant = try #require(world.database.staff.accountant.user)
            let cleared = try await browser.post(path, as: .staff(.accountant), #"{"reason": "時計のずれ"}"#)
            #expect(cleared.status == 200)
            #expect(
                try cleared.json
                    == JSON(
                        """
                        {"id": "fnd-1", "kind": "hours_differ", "severity": "warns", "state": "cleared",
                         "assignment": "asg-1", "found_at": "2026-07-01T10:00:00+09:00",
                         "ended_at": "2026-07-01T10:00:00+09:00", "cleared_by": "\(accountant)",
                         "reason": "時計のずれ"}
                        """
                    )
            )
            let again = try await browser.post(path, as: .staff(.approver), #"{"reason": "x"}"#)
            #expect(again.status == 409 && again.problem == "finding_ended")
            let open = try await browser.get("/v1/findings?state=open", as: .staff(.approver))
            #expect(try open.json["items"]?.elements.compactMap { $0["id"]?.text } == ["fnd-2"])
        }
    }

    @Test("hold back what is owed to a payee, once, and say why")
    func hold() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let path = "/v1/payees/\(money.payee)/hold"
            let nothing = try await browser.post(path, as: .staff(.accountant))
            #expect(nothing.status == 422)
            let expected = """
                {"id": "fnd-1", "kind": "held", "severity": "blocks", "state": "open", "payee": "\(money.payee)",
                 "found_at": "2026-07-01T10:00:00+09:00", "note": "口座を確認中"}
                """
            for (reason, status) in [("口座を確認中", 201), ("二度目", 200)] {
                let held = try await browser.post(path, as: .staff(.accountant), #"{"reason": "\#(reason)"}"#)
                #expect(held.status == status && held.headers[.location] == "/v1/findings/fnd-1")
                #expect(try held.json == JSON(expected), "\(held.text)")
            }
            let early = try await browser.post(path, as: .staff(.approver), #"{"reason": "x"}"#)
            #expect(early.status == 403)
        }
    }

    @Test("are the office's own, and one that is not there is not found")
    func refused() async throws {
        let world = try await World()
        try await checked(world)
        try await world.serve { browser in
            for asker in [World.Asker.host, .presenter, .staff(.clerk), .staff(.administrator)] {
                #expect(try await browser.get("/v1/findings", as: asker).status == 403)
                let cleared = try await browser.post(
                    "/v1/findings/fnd-1/clearance",
                    as: asker,
                    #"{"reason": "x"}"#
                )
                #expect(cleared.status == 403)
            }
            #expect(try await browser.get("/v1/findings/fnd-9", as: .staff(.auditor)).status == 404)
            #expect(try await browser.get("/v1/findings?state=lost", as: .staff(.auditor)).status == 400)
        }
    }

    @Test("have a neighbour: an approval that exceeds a budget says so")
    func budget() async throws {
        let world = try await World()
        let programme = try ProgrammeCode("regional_dispatched")
        let year = try #require(FiscalYear(startYear: 2026))
        try await SetBudget(office: world.office)(
            Yen(1000),
            for: programme,
            in: year,
            because: "計画",
            as: world.database.staff.accountant
        )
        let request = try await world.database.makeRequest(
            of: world.organization,
            as: world.database.staff.coordinator
        )
        try await world.serve { browser in
            let answer = try await browser.post(
                "/v1/requests/\(request)/screening",
                as: .staff(.coordinator),
                #"{"decision": "approve"}"#
            )
            #expect(try answer.json["state"]?.text == "approved")
            #expect(
                try answer.json["budget_excess"]
                    == JSON(
                        """
                        {"programme": "regional_dispatched", "fiscal_year": 2026, "budget": 1000, "committed": 0,
                         "wanted": 25000, "excess": 24000}
                        """
                    )
            )
        }
    }
}
