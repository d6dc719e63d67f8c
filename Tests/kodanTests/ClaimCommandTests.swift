import Foundation
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@Suite("Claims at the command line", .database)
struct ClaimCommandTests {
    @Test("payees: what is stated from a day on is shown with its days")
    func payees() async throws {
        let scene = try await MoneyScene()
        let (_, payee) = try await scene.presenter()
        let (_, other) = try await scene.presenter()
        let run = try OfficeRun()
        defer { run.end() }
        func payees(_ words: String...) throws -> CommandRun {
            try run(as: "accountant", ["payees", words[0], "\(payee)"] + words.dropFirst())
        }
        #expect(
            try payees("residency", "nonresident", "--from", "2026-07-01").output
                == "\(payee) is nonresident from 2026-07-01 on.\n"
        )
        #expect(try payees("residency", "resident", "--from", "2026-07-01").status == 65)
        #expect(try payees("residency", "elsewhere", "--from", "2026-07-01").status == 64)
        #expect(try payees("invoice", "T7123456789012", "--from", "2023-10-01").errors.isEmpty)
        #expect(try payees("invoice", "T7123456789012", "--checked-on", "2026-04-10").errors.isEmpty)
        #expect(
            try payees("invoice", "T7123456789012", "--end", "2026-12-31").output
                == "T7123456789012 of \(payee) holds until 2026-12-31.\n"
        )
        #expect(try payees("invoice", "T1234567890123", "--from", "2023-10-01").status == 65)
        #expect(try payees("invoice", "T7123456789012").status == 64)
        #expect(
            try payees("invoice", "T7123456789012", "--end", "2026-12-31", "--checked-on", "2026-04-10")
                .status
                == 64
        )
        #expect(try payees("address", "--postal-code", "1020074", "--address", "九段南1-2-1").errors.isEmpty)
        #expect(try payees("address", "--postal-code", "x", "--address", "九段南1-2-1").status == 65)
        let treaty = ["--treaty", "日米租税条約第7条", "--from", "2026-07-01"]
        #expect(
            try run(
                as: "accountant",
                ["payees", "treaty", "\(payee)", "--relief", "exempt", "--notified-on", "2026-06-20"] + treaty
            ).output == "trd-1: \(payee) has the relief exempt from 2026-07-01 on.\n"
        )
        #expect(
            try run(as: "accountant", ["payees", "treaty", "\(payee)", "--relief", "reduced"] + treaty).status
                == 65
        )
        #expect(
            try run(as: "coordinator", ["payees", "treaty", "\(payee)", "--relief", "none"] + treaty).status
                == 77
        )
        #expect(
            try run(
                as: "accountant",
                ["payees", "same", "\(other)", "--as-payee", "\(payee)", "--reason", "改姓"]
            ).output
                == "\(other) counts as \(payee).\n"
        )
        let shown = try run(as: "auditor", ["payees", "show", "\(payee)"]).output
        for part in [
            "1020074 九段南1-2-1", "nonresident 2026-07-01/..", "resident 2026-04-01/2026-06-30",
            "invoice number T7123456789012  2023-10-01/2026-12-31  looked up on 2026-04-10",
            "trd-1  treaty relief: exempt  日米租税条約第7条  notified on 2026-06-20  2026-07-01/..",
            "as which count: \(other)",
        ] { #expect(shown.contains(part), "\(part)") }
    }

    @Test("honoraria: what stands out is found, listed and cleared")
    func findings() async throws {
        let scene = try await MoneyScene()
        let (presenter, _) = try await scene.presenter()
        let lecture = try await scene.lecture(by: presenter, on: day("2026-05-10"), confirmed: 30)
        let run = try OfficeRun()
        defer { run.end() }
        let found = try run(as: "accountant", ["honoraria", "check", "--up-to", "2026-05-31"])
        #expect(found.output.contains("new findings, 0 gone; "))
        let listed = try run(as: "auditor", ["honoraria", "findings", "--open", "--limit", "1"]).output
        let finding = try #require(listed.firstMatch(of: /fnd-\d+/)).output
        #expect(listed.contains("\(lecture)"))
        let clear = ["honoraria", "clear", String(finding), "--reason", "時計のずれ"]
        #expect(try run(as: "approver", clear).output == "\(finding) is cleared.\n")
        #expect(try run(as: "approver", clear).status == 65)
        #expect(try run(as: "clerk", clear).status == 77)
        #expect(
            try !run(as: "auditor", ["honoraria", "findings", "--open"]).output.contains("\(finding) ")
        )
        let calculated = try run(as: "accountant", ["honoraria", "calculate", "--up-to", "2026-05-31"]).output
        #expect(calculated.contains("0 new findings, 0 gone; "))
    }

    @Test("budget: is set, and shown in lines and as JSON")
    func budget() async throws {
        let run = try OfficeRun()
        defer { run.end() }
        #expect(try run(as: "accountant", ["budget", "show", "2026"]).output == "None.\n")
        let set = ["budget", "set", "regional_dispatched", "2026", "1000000", "--reason", "年度計画"]
        #expect(
            try run(as: "accountant", set).output == "regional_dispatched may cost 1,000,000 yen in FY2026.\n"
        )
        #expect(try run(as: "clerk", set).status == 77)
        #expect(try run(as: "accountant", ["budget", "set", "x", "2026", "1", "--reason", "x"]).status == 65)
        #expect(
            try run(as: "approver", ["budget", "show", "2026"]).output
                == "regional_dispatched  FY2026  budget 1,000,000 yen  spent 0  reserved 0  left 1,000,000  "
                + "forecast 0 (0 requests, 0 expected at 0)\n"
        )
        let json = try run(as: "auditor", ["budget", "show", "2026", "--json"]).output
        #expect(
            json.hasSuffix(
                #""programmes":[{"average_per_request":0,"budget":1000000,"expected_requests":0,"fiscal_year":2026,"#
                    + #""forecast":0,"left":1000000,"programme":"regional_dispatched","requests":0,"reserved":0,"#
                    + #""spent":0}]}"# + "\n"
            )
        )
    }

    @Test("keys: all accounts go under the newest key, once; what no key opens is named")
    func keys() async throws {
        let scene = try await MoneyScene()
        _ = try await scene.presenter()
        _ = try await scene.presenter()
        var run = try OfficeRun()
        defer { run.end() }
        #expect(
            try run(as: "administrator", ["keys", "rotate"]).output == "0 accounts sealed under key 1.\n"
        )
        run.accountKeys += ",2:" + Data(100..<132).base64EncodedString()
        #expect(
            try run(as: "administrator", ["keys", "rotate", "--dry-run"]).output
                == "2 accounts would be sealed under key 2.\n"
        )
        #expect(try run(as: "coordinator", ["keys", "rotate"]).status == 77)
        #expect(
            try run(as: "administrator", ["keys", "rotate"]).output == "2 accounts sealed under key 2.\n"
        )
        #expect(
            try run(as: "administrator", ["keys", "rotate"]).output == "0 accounts sealed under key 2.\n"
        )
        run.accountKeys = "3:" + Data(100..<132).base64EncodedString()
        let lost = try run(as: "administrator", ["keys", "rotate"])
        #expect(lost.status == 78 && lost.errors.split(separator: "\n").count == 1)
        #expect(lost.output.contains("acc-1 is opened by no key and was left.\nacc-2 is opened by no key"))
    }
}
