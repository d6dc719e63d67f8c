import Foundation
import Testing

private let presenters = """
    id,name,municipality,topics,level,cap_per_month,unavailable,lectures_this_year,online
    ana,講壇 花子,13101,phishing,2,1,,3,yes
    ben,見本 太郎,13206,phishing,2,1,2026-12-05,0,yes

    """
private let requests = """
    id,title,municipality,topic,level,slots
    A,会員研修,13206,phishing,2,2026/12/5 14:00-16:00
    B,見本講演,13101,phishing,3,2026-12-12T14:00:00+09:00/PT2H
    C,遠方講演,02201,phishing,0,2026-12-14T14:00:00+09:00/PT2H

    """

/// The lines of `sheet` whose first field is among `ids`, under its header.
private func rows(_ ids: String..., of sheet: String) -> String {
    let lines = sheet.split(separator: "\n")
    let kept = lines.dropFirst().filter { line in ids.contains { line.hasPrefix($0 + ",") } }
    return ([lines[0]] + kept).joined(separator: "\n")
}

private func json(_ presenters: String, _ requests: String, _ arguments: String...) throws -> [String: Any] {
    try #require(
        try SheetFiles(presenters: presenters, requests: requests).match(["--json"] + arguments).json
    )
}

private func entries(_ json: [String: Any], _ key: String) throws -> [[String: Any]] {
    try #require(json[key] as? [[String: Any]])
}

@Suite("What is asked about a plan of spreadsheets")
struct MatchReasonsTests {
    @Test("is answered for a matched request with its terms, and what others would cost the whole plan")
    func matched() throws {
        let all = try json(presenters, requests, "--explain", "B")
        let explanation = try #require(try entries(all, "explanations").first)
        #expect(explanation["request"] as? String == "B")
        #expect(explanation["outcome"] as? String == "matched")
        let assignments = try entries(all, "assignments")
        #expect(
            explanation["assignment"] as? NSDictionary
                == assignments.first { $0["request"] as? String == "B" } as NSDictionary?
        )
        let next = try #require(try entries(explanation, "next_best").first)
        #expect(next["presenter"] as? String == "ana")
        #expect(next["name"] as? String == "講壇 花子")
        // ana lectures once a month: with B she has no time for A, which ben cannot take.
        #expect(next["more_unmatched"] as? Int == 1)
        let forced = try json(rows("ana", of: presenters), rows("B", of: requests))
        let (less, whole) = (forced["plan_cost"] as? Int, all["plan_cost"] as? Int)
        #expect(next["more_minutes"] as? Int == (try #require(less)) - (try #require(whole)))
    }

    @Test("is answered for an unmatched request with the rules that left nobody, and with what would help")
    func unmatched() throws {
        let far = rows("C", of: requests)
        let asked = try json(presenters, far, "--explain", "C")
        let explanation = try #require(try entries(asked, "explanations").first)
        #expect(explanation["outcome"] as? String == "nobody_eligible")
        let rules = try entries(explanation, "rules")
        #expect(rules.first?["rule"] as? String == "out_of_reach")
        let blocking = try #require(try entries(explanation, "blocking").first)
        #expect((blocking["rules"] as? [String])?.contains("out_of_reach") == true)
        let online = try #require(
            try entries(explanation, "remedies").first { $0["change"] as? String == "online" }
        )
        #expect(online["presenters"] as? Int == 2)
        // The remedy does what it says.
        let lines = far.split(separator: "\n")
        #expect(try json(presenters, "\(lines[0]),online\n\(lines[1]),yes")["matched"] as? Int == 1)
    }

    @Test("is answered where others need everybody, with who they are")
    func givenToOthers() throws {
        let twice = rows("B", of: requests) + "\nD,二件目,13101,phishing,3,2026-12-12T14:00:00+09:00/PT2H"
        let asked = try json(rows("ana", of: presenters), twice, "--explain", "B", "--explain", "D")
        let explanations = try entries(asked, "explanations")
        #expect(explanations.map { $0["request"] as? String } == ["B", "D"])
        let left = try #require(explanations.first { $0["outcome"] as? String == "given_to_others" })
        #expect(left["eligible"] as? [String] == ["ana"])
        let competitors = try entries(left, "competitors")
        let other = left["request"] as? String == "B" ? "D" : "B"
        #expect(competitors.map { $0["request"] as? String } == [other])
        #expect(competitors.map { $0["takes"] as? String } == ["already_booked"])
    }

    @Test("is told in lines below the plan, by ids and names")
    func lines() throws {
        let files = try SheetFiles(presenters: presenters, requests: requests)
        let run = try files.match(["--explain", "B", "--scarcity"])
        let parts = run.output.components(separatedBy: "\n\n")
        #expect(parts.count == 3)
        let explanation = parts[1].split(separator: "\n")
        #expect(explanation.first == "B 見本講演")
        #expect(explanation[1].hasPrefix("  ben 見本 太郎 takes it on Saturday, 12 December 2026"))
        #expect(explanation.last?.hasPrefix("  Choosing ana 講壇 花子 would leave 1 more request") == true)
        #expect(parts[2].hasPrefix("One more presenter on phishing in Aomori would leave 1 fewer request"))
    }

    @Test("must be about a row that is there")
    func unknown() throws {
        let files = try SheetFiles(presenters: presenters, requests: requests)
        let run = try files.match(["--json", "--explain", "Z9", "--map", files.folder + "/plan.svg"])
        #expect(run.status == 65)
        #expect(run.output.isEmpty)
        #expect(run.errors.split(separator: "\n").count == 1)
        #expect(run.errors.contains("Z9") && run.errors.contains(files.requests))
        #expect(try files.names == ["p.csv", "r.csv"])
    }

    @Test("counts the lectures of the fiscal year without the plan and with it")
    func fairness() throws {
        let all = try json(presenters, requests)
        let year = try #require(try entries(all, "fairness").first)
        #expect(year["fiscal_year"] as? Int == 2026)
        func spread(_ key: String) -> [String: Int]? { year[key] as? [String: Int] }
        let people = ["presenters": 2, "busiest_tenth": 1]
        let before = ["lectures": 3, "most": 3, "with_none": 1, "lectures_of_busiest_tenth": 3]
        let after = ["lectures": 5, "most": 4, "with_none": 0, "lectures_of_busiest_tenth": 4]
        #expect(spread("before") == people.merging(before) { $1 })
        #expect(spread("after") == people.merging(after) { $1 })
        #expect(all["scarcities"] == nil && all["explanations"] == nil)
    }

    @Test("names where one more presenter helps most, and one more there saves exactly that")
    func scarcity() throws {
        let all = try json(presenters, requests, "--scarcity")
        let scarcities = try entries(all, "scarcities")
        #expect((1...5).contains(scarcities.count))
        let first = try #require(scarcities.first)
        #expect(first["prefecture"] as? String == "02")
        #expect(first["prefecture_name"] as? String == "青森県")
        #expect(first["topic"] as? String == "phishing")
        #expect(first["fewer_unmatched"] as? Int == 1)
        // One lecture at level 3, in the capital, not online: what the report says is assumed.
        let lines = presenters + "zoe,,02201,phishing,3,1,,0,no"
        let more = try json(lines, requests)
        #expect(more["matched"] as? Int == 3)
        let (before, after) = (all["plan_cost"] as? Int, more["plan_cost"] as? Int)
        #expect(first["fewer_minutes"] as? Int == (try #require(before)) - (try #require(after)))
    }
}

@Suite("The map of a plan")
struct MatchMapTests {
    @Test("is written whole, with journeys in bands and the unmatched by name")
    func map() throws {
        let files = try SheetFiles(presenters: presenters, requests: requests)
        let path = files.folder + "/plan.svg"
        let run = try files.match(["--json", "--map", path])
        #expect(run.json != nil)
        #expect(try files.names == ["p.csv", "plan.svg", "r.csv"])
        let svg = try String(contentsOfFile: path, encoding: .utf8)
        #expect(svg.hasPrefix("<?xml") && svg.hasSuffix("</svg>\n"))
        #expect(svg.contains("<title id=\"plan-title\">Who lectures where</title>"))
        for name in ["A 会員研修 → ana 講壇 花子, ", "B 見本講演 → ben 見本 太郎, "] { #expect(svg.contains(name)) }
        #expect(svg.contains("<title>C 遠方講演</title>"))
        // Japan by its municipalities: far more dots than the two towns.
        let dots = try #require(svg.split(separator: "\n").first { $0.contains("class=\"dots\"") })
        #expect(dots.count { $0 == "M" } > 1_000)
    }

    @Test("speaks the language of the terminal")
    func japanese() throws {
        let files = try SheetFiles(presenters: presenters, requests: requests)
        let path = files.folder + "/plan.svg"
        let run = try CommandRun(
            [
                "match", "--presenters", files.presenters, "--requests", files.requests, "--map", path,
                "--explain", "C",
            ],
            environment: SheetFiles.settings.merging(["LANG": "ja_JP.UTF-8"]) { $1 }
        )
        #expect(run.output.hasPrefix("申込3件のうち2件に講師が決まり、1件は決まりません。"))
        #expect(run.output.contains("\n\nC 遠方講演\n  条件に合う講師が見つかりませんでした（移動圏外2名）。"))
        #expect(try String(contentsOfFile: path, encoding: .utf8).contains("講師派遣計画の地図"))
    }

    @Test("that cannot be written is refused before anything is solved")
    func refused() throws {
        let files = try SheetFiles(presenters: presenters, requests: requests)
        let run = try files.match(["--map", "/nonexistent/plan.svg"])
        #expect(run.status == 73)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("/nonexistent"))
    }
}
