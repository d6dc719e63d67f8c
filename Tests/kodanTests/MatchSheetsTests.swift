import Foundation
import Testing

/// An office's spreadsheets with nothing wrong in them; the other one of two requests needs somebody else.
private let presenters = """
    id,name,municipality,topics,level,cap_per_month,unavailable
    ana,講壇 花子,13101,phishing,2,1,
    ben,見本 太郎,13206,phishing,2,1,2026-12-05

    """
private let requests = """
    id,title,municipality,topic,level,slots
    A,会員研修,13206,phishing,2,2026/12/5 14:00-16:00
    B,見本講演,13101,phishing,3,2026-12-12T14:00:00+09:00/PT2H
    C,,47207,phishing,0,2026-12-12T14:00:00+09:00/PT2H

    """

private func pairs(_ json: [String: Any]) -> [String: String] {
    let assignments = json["assignments"] as? [[String: Any]] ?? []
    return Dictionary(
        uniqueKeysWithValues: assignments.compactMap { entry in
            (entry["request"] as? String).flatMap { request in
                (entry["presenter"] as? String).map { (request, $0) }
            }
        }
    )
}

@Suite("Two spreadsheets")
struct MatchSheetsTests {
    @Test("are matched without any database, and standard output is JSON and nothing else")
    func matches() throws {
        let files = try SheetFiles(presenters: presenters, requests: requests)
        let run = try files.match(["--json"])
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        let json = try #require(run.json)
        // On the fifth only ana is free, who may lecture once a month: ben goes to her town.
        #expect(pairs(json) == ["A": "ana", "B": "ben"])
        #expect(json["matched"] as? Int == 2)
        #expect(json["unmatched"] as? Int == 1)
        let left = try #require((json["unmatched_requests"] as? [[String: Any]])?.first)
        #expect(left["request"] as? String == "C")
        let reason = try #require(left["reason"] as? [String: Any])
        #expect(reason["code"] as? String == "nobody")
        let rules = try #require(reason["rules"] as? [[String: Any]])
        #expect(rules.map { $0["rule"] as? String } == ["out_of_reach"])
        #expect(rules.map { $0["presenters"] as? Int } == [2])
    }

    @Test("give costs that add up to the whole, with what is left unmatched")
    func costs() throws {
        let files = try SheetFiles(presenters: presenters, requests: requests)
        let json = try #require(try files.match(["--json"]).json)
        let assignments = try #require(json["assignments"] as? [[String: Any]])
        let costs = try assignments.map { try #require($0["cost"] as? [String: Int]) }
        for cost in costs {
            #expect(cost["total"] == cost.filter { $0.key != "total" }.values.reduce(0, +))
        }
        // office.csv: 45 a level; B asks for 3, ben has 2. Nobody lectures twice.
        #expect(costs.map { $0["missing_level"] } == [0, 45])
        #expect(costs.map { $0["load"] } == [0, 0])
        let plan = costs.compactMap { $0["total"] }.reduce(0, +)
        let unmatched = try #require(json["unmatched_cost"] as? Int)
        #expect(json["plan_cost"] as? Int == plan)
        #expect(json["total_cost"] as? Int == plan + unmatched)
        #expect(unmatched > plan)
        for key in ["candidate_seconds", "solve_seconds"] { #expect(try #require(json[key] as? Double) > 0) }
        #expect(try #require(json["peak_rss_bytes"] as? Int) > 1_000_000)
    }

    @Test("give the same plan whatever the order of rows and columns")
    func shuffled() throws {
        var dice = SystemRandomNumberGenerator()
        let towns = ["13101", "13206", "東京都八王子市", "14100", "さいたま市大宮区", "12100"]
        let columns = ["id", "municipality", "topics", "level", "cap_per_month", "lectures_this_year"]
        let people = (1...40).map { number in
            [
                "p\(number)", towns[number % 6], number % 3 == 0 ? "a;b" : "a", "\(number % 4)",
                "\(number % 3)",
                "\(number % 2)",
            ]
        }
        let asked = ["id", "municipality", "topic", "level", "slots"]
        let wishes = (1...30).map { number in
            [
                "r\(number)", towns[number % 5], number % 2 == 0 ? "a" : "b", "\(number % 4)",
                "2026/12/\(1 + number % 4) 14:00-16:00;2026/12/\(10 + number % 3) 10:00-12:00",
            ]
        }
        func sheet(_ header: [String], _ rows: [[String]], _ order: [Int]) -> String {
            ([header] + rows).map { row in order.map { row[$0] }.joined(separator: ",") }.joined(
                separator: "\n"
            )
        }
        func plan(_ files: SheetFiles) throws -> NSDictionary {
            var json = try #require(try files.match(["--json"]).json)
            for key in ["candidate_seconds", "solve_seconds", "peak_rss_bytes"] { json[key] = nil }
            return json as NSDictionary
        }
        let first = try plan(
            SheetFiles(
                presenters: sheet(columns, people, Array(columns.indices)),
                requests: sheet(asked, wishes, Array(asked.indices))
            )
        )
        #expect(first["matched"] as? Int ?? 0 > 10)
        for _ in 1...3 {
            let other = try SheetFiles(
                presenters: sheet(
                    columns,
                    people.shuffled(using: &dice),
                    columns.indices.shuffled(using: &dice)
                ),
                requests: sheet(asked, wishes.shuffled(using: &dice), asked.indices.shuffled(using: &dice))
            )
            #expect(try plan(other) == first)
        }
    }

    @Test("are refused whole for a bad row, with file, line, column, value and what was expected")
    func badRows() throws {
        let bad = requests.replacing("phishing,3,", with: "phishing,9,").replacing("47207", with: "府中市")
        let files = try SheetFiles(presenters: presenters, requests: bad)
        let run = try files.match(["--json", "--network-out", files.folder + "/net.min"])
        #expect(run.status == 65)
        #expect(run.output.isEmpty)
        let lines = run.errors.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("\(files.requests), line 3, level: \"9\" – "))
        #expect(lines[0].contains("0 to 3"))
        #expect(lines[1].hasPrefix("\(files.requests), line 4, municipality: \"府中市\" – "))
        #expect(lines[1].contains("東京都府中市") && lines[1].contains("広島県府中市"))
        #expect(lines[2].contains("2 rows") && lines[2].contains("--skip-bad-rows"))
        #expect(try files.names == ["p.csv", "r.csv"])
    }

    @Test("are matched without their bad rows if told so, and the rows are named all the same")
    func skipsBadRows() throws {
        let bad = requests.replacing("phishing,3,", with: "phishing,9,")
        let files = try SheetFiles(presenters: presenters, requests: bad)
        let run = try files.match(["--json", "--skip-bad-rows"])
        #expect(run.status == 0)
        #expect(run.errors.split(separator: "\n").count == 1)
        let json = try #require(run.json)
        #expect(json["skipped_rows"] as? Int == 1)
        #expect(pairs(json) == ["A": "ana"])
    }

    @Test("are matched without columns that nobody knows if told so, and those are named")
    func unknownColumns() throws {
        let header = "id,name,municipality,topics,level,cap_per_month,unavailable"
        let files = try SheetFiles(
            presenters: presenters.replacing(header, with: header + ",備考"),
            requests: requests
        )
        let refused = try files.match(["--json"])
        #expect(refused.status == 65 && refused.errors.contains("備考 (--ignore-unknown-columns "))
        let run = try files.match(["--json", "--ignore-unknown-columns"])
        #expect(run.status == 0)
        #expect(run.errors == "\(files.presenters): columns passed over: 備考\n")
        #expect(run.json.map(pairs) == ["A": "ana", "B": "ben"])
    }

    @Test("heed whom a host wishes for and does not want, and name a stranger as a bad row")
    func wishedPresenters() throws {
        let header = "id,municipality,topic,level,slots,希望講師,希望しない講師\n"
        let slot = "2026/12/12(土) 14:00〜16:00"
        func match(_ wishes: String) throws -> CommandRun {
            let row = "B,13101,phishing,2,\(slot),\(wishes)\n"
            return try SheetFiles(presenters: presenters, requests: header + row).match(["--json"])
        }
        // ana lives in the very town, and ben within the hour that another than the one wished for costs.
        #expect(try match(",").json.map(pairs) == ["B": "ana"])
        #expect(try match("ben,").json.map(pairs) == ["B": "ben"])
        #expect(try match(",ana").json.map(pairs) == ["B": "ben"])
        #expect(try match(",ana;ben").json?["unmatched"] as? Int == 1)
        let stranger = try match("eve,")
        #expect(stranger.status == 65)
        #expect(stranger.errors.contains("line 2, 希望講師: \"eve\" – "))
        #expect(stranger.errors.contains("ana, ben"))
    }

    @Test("write their network whole, with a node for each request and one arc each to stay unmatched")
    func network() throws {
        let files = try SheetFiles(presenters: presenters, requests: requests)
        let path = files.folder + "/net.min"
        let run = try files.match(["--json", "--network-out", path])
        let json = try #require(run.json)
        #expect(try files.names == ["net.min", "p.csv", "r.csv"])
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        let sizes = try #require(lines.first { $0.hasPrefix("p min ") }).split(separator: " ").compactMap {
            Int($0)
        }
        #expect(lines.filter { $0.hasPrefix("a ") }.count == sizes.last)
        #expect(lines.filter { $0.hasPrefix("n ") && $0.hasSuffix(" 1") }.count == 3)
        let cost = try #require(json["unmatched_cost"] as? Int)
        #expect(lines.filter { $0.hasPrefix("a ") && $0.hasSuffix(" 1 \(cost)") }.count == 3)
    }

    @Test("are told in lines for people, by their own ids and names")
    func report() throws {
        let files = try SheetFiles(presenters: presenters, requests: requests)
        let lines = try files.match().output.split(separator: "\n")
        #expect(lines.count == 4 + 2)
        #expect(lines[0].hasPrefix("3 open requests, 2 matched, 1 not; cost "))
        #expect(lines[1].hasPrefix("A 会員研修  ana 講壇 花子  2026-12-05 14:00, "))
        #expect(lines[2].hasPrefix("B 見本講演  ben 見本 太郎  2026-12-12 14:00, "))
        #expect(lines[3].hasPrefix("C  nobody: "))
        // Nobody is told minutes of a journey.
        let json = try #require(try files.match(["--json"]).json)
        let ways = (json["assignments"] as? [[String: Any]] ?? []).map {
            ($0["cost"] as? [String: Int])?["travel"]
        }
        for (line, minutes) in zip(lines[1...2], ways) {
            let band = try #require(minutes) < 30 ? "under 30 minutes" : "about "
            #expect(line.contains(", \(band)"))
        }
        #expect(lines[4].hasPrefix("Fiscal year 2026 before the plan: 0 lectures by 2 presenters"))
        #expect(lines[5].hasPrefix("Fiscal year 2026 with the plan: 2 lectures by 2 presenters"))
    }

    @Test("of the README are good, and nobody goes to Osaka")
    func example() throws {
        let folder = SheetFiles.checkout + "/Config/demo"
        let files = try SheetFiles(
            presenters: String(contentsOfFile: folder + "/sheet_presenters.csv", encoding: .utf8),
            requests: String(contentsOfFile: folder + "/sheet_requests.csv", encoding: .utf8)
        )
        let json = try #require(try files.match(["--json"]).json)
        #expect(pairs(json) == ["R1": "P2", "R2": "P3"])
        #expect(json["unmatched"] as? Int == 1)
    }
}

@Suite("Spreadsheets that cannot be matched")
struct UnmatchableSheetsTests {
    @Test(
        "are refused in one sentence with a documented status",
        arguments: [
            ("id,topics\n", [], Int32(65), "municipality"),
            ("id,municipality,topics,level,cap_per_month,shoes\n", [], 65, "shoes"),
            ("id,municipality,topics,level,cap_per_month\n\"a\"b,", [], 65, "Line 2"),
            ("PK\u{3}\u{4}\u{14}", [], 65, "workbook"),
            (presenters, ["--network-out", "/nonexistent/net.min"], 73, "/nonexistent"),
            (presenters, ["--presenters", "/nonexistent/p.csv"], 66, "/nonexistent/p.csv"),
            (presenters, ["--presenters", "/"], 66, "/"),
        ] as [(String, [String], Int32, String)]
    )
    func refuses(presenters: String, arguments: [String], status: Int32, names: String) throws {
        let files = try SheetFiles(presenters: presenters, requests: requests)
        let run = try files.match(arguments + ["--json"])
        #expect(run.status == status)
        #expect(run.output.isEmpty)
        #expect(run.errors.split(separator: "\n").count == 1)
        #expect(run.errors.contains(names))
    }

    @Test(
        "are not asked for together with what is for the database, nor the other way round",
        arguments: [
            (["--presenters", "p.csv"], "--requests"), (["--requests", "r.csv"], "--presenters"),
            (["--presenters", "p.csv", "--requests", "r.csv", "--save"], "--save"),
            (["--presenters", "p.csv", "--requests", "r.csv", "--as", "a@example.jp"], "--as"),
            (["--presenters", "p.csv", "--requests", "r.csv", "--prefecture", "13"], "--prefecture"),
            (["--presenters", "p.csv", "--requests", "r.csv", "--programme", "x"], "--programme"),
            (["--presenters", "p.csv", "--requests", "r.csv", "--as-of", "2026-12-05"], "--as-of"),
            (["--as", "a@example.jp", "--skip-bad-rows"], "--skip-bad-rows"),
            (["--as", "a@example.jp", "--ignore-unknown-columns"], "--ignore-unknown-columns"),
            (["--as", "a@example.jp", "--save", "--as-of", "2026-12-05T14:00"], "--as-of"),
            (["--as", "a@example.jp", "--as-of", "yesterday"], "yesterday"),
        ]
    )
    func conflicts(arguments: [String], names: String) throws {
        let run = try CommandRun(["match"] + arguments, environment: SheetFiles.settings)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(run.errors.split(separator: "\n").first?.contains(names) == true)
    }
}
