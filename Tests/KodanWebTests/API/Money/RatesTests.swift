import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Rates over HTTP", .database)
struct RatesTests {
    private static let administrator = World.Asker.staff(.administrator)

    /// A body for each table, and what its row shows.
    static let additions = [
        (
            "fee",
            #"""
            {"rank": "standard", "programme": "regional_dispatched", "unit": "per_hour", "amount": 12000,
             "step_minutes": 60, "rounding": "half_or_whole", "preparation_minutes": 60, "cap": 50000,
             "tax_included": true, "basis": "規程", "from": "2031-04-01"}
            """#,
            #"""
            {"table": "fee", "rank": "standard", "programme": "regional_dispatched", "unit": "per_hour",
             "amount": 12000, "step_minutes": 60, "rounding": "half_or_whole", "preparation_minutes": 60,
             "cap": 50000, "tax_included": true, "basis": "規程", "from": "2031-04-01"}
            """#
        ),
        (
            "travel",
            #"""
            {"kind": "lodging_limit", "prefecture": "47", "amount": 19000, "basis": "旅費法", "from": "2031-04-01",
             "to": "2032-03-31"}
            """#,
            #"""
            {"table": "travel", "kind": "lodging_limit", "prefecture": "47", "amount": 19000, "basis": "旅費法",
             "from": "2031-04-01", "to": "2032-03-31"}
            """#
        ),
        (
            "evidence",
            #"""
            {"claim": "ferry", "evidence": "receipt", "above": 20000, "basis": "規程", "from": "2031-04-01"}
            """#,
            #"""
            {"table": "evidence", "claim": "ferry", "evidence": "receipt", "above": 20000, "basis": "規程",
             "from": "2031-04-01"}
            """#
        ),
    ]

    @Test("are added, shown, ended and removed", arguments: additions)
    func rows(table: String, body: String, shown: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            let added = try await browser.post("/v1/rates/\(table)", as: Self.administrator, body)
            try #require(added.status == 201, "\(added.text)")
            let key = try #require(try added.json["items"]?.elements.first?.text)
            guard case .object(var row) = try JSON(shown) else { return }
            row["id"] = .string(key)
            let found = try await browser.get("/v1/rates/\(key)", as: .staff(.clerk))
            #expect(try found.json == .object(row))
            let listed = try await browser.get("/v1/rates?table=\(table)&on=2031-05-01", as: .staff(.auditor))
            #expect(try listed.json["items"]?.elements.contains(.object(row)) == true)
            let again = try await browser.post("/v1/rates/\(table)", as: Self.administrator, body)
            #expect(again.status == 409 && again.problem == "rate_in_the_way")
            let ended = try await browser.post(
                "/v1/rate-ends",
                as: Self.administrator,
                #"{"rates": ["\#(key)"], "last_day": "2031-12-31"}"#
            )
            #expect(try ended.json["items"]?.elements.first?["to"] == .string("2031-12-31"))
            let early = try await browser.post(
                "/v1/rate-ends",
                as: Self.administrator,
                #"{"rates": ["\#(key)"], "last_day": "2031-03-31"}"#
            )
            #expect(early.status == 422 && early.errors == ["/last_day date_within"])
            let gone = try await browser.post(
                "/v1/rate-removals",
                as: Self.administrator,
                #"{"rates": ["\#(key)"]}"#
            )
            #expect(gone.status == 204)
            #expect(try await browser.get("/v1/rates/\(key)", as: .staff(.clerk)).status == 404)
        }
    }

    @Test("of the withholding tax come with all their bands, or not at all")
    func bands() async throws {
        let world = try await World()
        try await world.serve { browser in
            let open = try await browser.get("/v1/rates?table=withholding", as: Self.administrator)
            let keys = try #require(try open.json["items"]?.elements).filter {
                $0["payees"] == .string("resident_individual") && $0["to"] == nil
            }.compactMap { $0["id"]?.text }
            if !keys.isEmpty {
                let list = keys.map { "\"\($0)\"" }.joined(separator: ", ")
                let ended = try await browser.post(
                    "/v1/rate-ends",
                    as: Self.administrator,
                    #"{"rates": [\#(list)], "last_day": "2060-12-31"}"#
                )
                try #require(ended.status == 200, "\(ended.text)")
            }
            let body = #"""
                {"payees": "resident_individual", "reconstruction_permille": 11, "defence_permille": 10, "note": "試験",
                 "bands": [{"from": 1000000, "income_tax_bp": 2000}, {"from": 0, "income_tax_bp": 1000}],
                 "from": "2061-01-01"}
                """#
            let odd = body.replacing(#""income_tax_bp": 1000"#, with: #""income_tax_bp": 1001"#)
            let uneven = try await browser.post("/v1/rates/withholding", as: Self.administrator, odd)
            #expect(uneven.status == 422 && uneven.errors == ["/bands/1/income_tax_bp whole_basis_points"])
            let gap = body.replacing("2061-01-01", with: "2061-02-01")
            if !keys.isEmpty {
                let refused = try await browser.post("/v1/rates/withholding", as: Self.administrator, gap)
                #expect(refused.status == 409 && refused.problem == "tax_band_gap")
                let added = try await browser.post("/v1/rates/withholding", as: Self.administrator, body)
                #expect(try added.json["items"]?.elements.count == 2)
            }
        }
    }

    @Test("of a used row stay")
    func used() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.calculated(browser)
            let shown = try await browser.get("/v1/honoraria/hon-1", as: .staff(.auditor))
            let fee = try shown.json["rates"]?.elements.compactMap { $0["id"]?.text }.first
            let answer = try await browser.post(
                "/v1/rate-removals",
                as: Self.administrator,
                #"{"rates": ["\#(try #require(fee))"]}"#
            )
            #expect(answer.status == 409 && answer.problem == "rate_used")
        }
    }

    @Test("have holidays beside them, a whole year at a time")
    func holidays() async throws {
        let world = try await World()
        try await world.serve { browser in
            let body = #"{"holidays": [{"date": "2035-01-01", "name": "元日"}]}"#
            let added = try await browser.post("/v1/holidays/2035", as: Self.administrator, body)
            #expect(added.status == 201)
            #expect(try added.json == JSON(#"{"items": [{"date": "2035-01-01", "name": "元日"}]}"#))
            let known = try await browser.post("/v1/holidays/2035", as: Self.administrator, body)
            #expect(known.status == 409 && known.problem == "holidays_known")
            let other = try await browser.post("/v1/holidays/2036", as: Self.administrator, body)
            #expect(other.status == 422 && other.errors == ["/holidays/0/date date_within"])
            for query in ["on=2035-01-01", "year=2035"] {
                let listed = try await browser.get("/v1/holidays?\(query)", as: .staff(.clerk))
                #expect(try listed.json["items"]?.elements.count == 1)
            }
            let both = try await browser.get("/v1/holidays?on=2035-01-01&year=2035", as: .staff(.clerk))
            #expect(both.status == 400)
        }
    }

    @Test("have holidays beside them that are corrected as they were read, as far as they are ahead")
    func correctedHolidays() async throws {
        let world = try await World()
        try await world.serve { browser in
            let path = "/v1/holidays/2026"
            let day = { (date: String, name: String) in #"{"date": "\#(date)", "name": "\#(name)"}"# }
            let shown = try await browser.get(path, as: .staff(.clerk))
            let known = try #require(try shown.json["items"]).elements
            // The clock stands at 1 June.
            let past = known.filter { ($0["date"]?.text ?? "") <= "2026-06-01" }
            #expect(!past.isEmpty && past.count < known.count)
            let correct = { (days: String, reason: String, tag: String?) in
                try await browser.change(
                    .post,
                    path + "/correction",
                    as: Self.administrator,
                    #"{"holidays": [\#(days)], "reason": "\#(reason)"}"#,
                    ifMatch: tag
                )
            }
            let tag = try #require(shown.headers[.eTag])
            let moved = day("2026-07-23", "海の日")
            #expect(try await correct(moved, "特別措置法", nil).status == 428)
            #expect(try await correct(moved, "", tag).errors == ["/reason present"])
            // Today has come.
            let today = try await correct(day("2026-06-01", "臨時"), "誤記", tag)
            #expect(today.status == 422 && today.errors == ["/holidays/0/date date_within"])
            let corrected = try await correct(moved, "特別措置法", tag)
            #expect(corrected.status == 200, "\(corrected.text)")
            #expect(try corrected.json["items"]?.elements == past + [JSON(moved)])
            let stale = try await correct("", "誤記", tag)
            #expect(stale.status == 412 && stale.problem == "changed_meanwhile")
            let emptied = try await correct("", "誤記", corrected.headers[.eTag])
            #expect(try emptied.json["items"]?.elements == past)
            #expect(try await world.count("audit_event WHERE action = 'holidays.corrected'") == 2)
            let unknown = try await browser.change(
                .post,
                "/v1/holidays/2040/correction",
                as: Self.administrator,
                #"{"holidays": [], "reason": "誤記"}"#,
                ifMatch: "*"
            )
            #expect(unknown.status == 404)
        }
    }

    @Test("have budgets beside them: set, reserved, forecast")
    func budgets() async throws {
        let world = try await World()
        try await world.serve { browser in
            let body = #"""
                {"programme": "regional_dispatched", "fiscal_year": 2026, "amount": 1000, "reason": "計画"}
                """#
            let made = try await browser.post("/v1/budgets", as: .staff(.accountant), body)
            let expected = """
                {"as_of": "2026-06-01", "programmes": [
                  {"programme": "regional_dispatched", "fiscal_year": 2026, "budget": 1000, "spent": 0, "reserved": 0,
                   "left": 1000, "requests": 0, "expected_requests": 0, "average_per_request": 0, "forecast": 0}]}
                """
            #expect(made.status == 201)
            #expect(try made.json == JSON(expected))
            let listed = try await browser.get("/v1/budgets?year=2026", as: .staff(.coordinator))
            #expect(try listed.json == JSON(expected))
            let unknown = body.replacing("regional_dispatched", with: "no_such_thing")
            let refused = try await browser.post("/v1/budgets", as: .staff(.accountant), unknown)
            #expect(refused.status == 422 && refused.errors == ["/programme unknown_code"])
        }
    }
}
