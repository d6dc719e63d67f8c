import Foundation
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("Rates at the command line", .database)
struct RatesCommandTests {
    private static let addFee = [
        "rates", "add", "fee", "--rank", "senior", "--programme", "awareness_seminar", "--unit", "per_hour",
        "--amount", "9000", "--preparation", "60", "--no-tax-included", "--from", "2027-04-01", "--basis",
        "謝金規程第3条",
    ]

    @Test("are added, listed, ended and removed")
    func walk() async throws {
        let run = try OfficeRun()
        defer { run.end() }
        let added = try run(as: "administrator", Self.addFee)
        #expect(added.errors.isEmpty)
        let key = String(try #require(added.output.firstMatch(of: /fee-\d+/)).output)
        #expect(added.output == "\(key) holds from 2027-04-01 on.\n")
        let listed = try run(as: "auditor", ["rates", "list", "fee", "--on", "2027-04-01"]).output
        let line = try #require(listed.split(separator: "\n").first { $0.hasPrefix(key + " ") })
        #expect(
            line == """
                \(key)  senior awareness_seminar  2027-04-01 to further notice  9,000 yen an hour  by 30 minutes, up  \
                preparation 60 minutes  tax added  謝金規程第3条
                """
        )
        #expect(
            try run(as: "administrator", ["rates", "end", key, "--last", "2028-03-31"]).output
                == "\(key) ends on 2028-03-31.\n"
        )
        let again = try run(as: "administrator", Self.addFee)
        #expect(again.status == 65 && again.errors.contains(key))
        #expect(try run(as: "administrator", ["rates", "remove", key]).output == "\(key) is gone.\n")
        #expect(try run(as: "accountant", Self.addFee).status == 77)
    }

    @Test("of every table are added and shown")
    func tables() async throws {
        let run = try OfficeRun()
        defer { run.end() }
        let open = try run(as: "auditor", ["rates", "list", "withholding", "--on", "2048-01-01"]).output
        #expect(
            open.contains(
                "above 1,000,000 yen  20.20 %: income tax 20.00 %, of it 0/1000 reconstruction, 10/1000 defence"
            )
        )
        let residents = open.split(separator: "\n").filter {
            $0.contains("resident_individual  ") && !$0.contains("non")
        }
        .compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(residents.count == 2)
        #expect(
            try run(as: "administrator", ["rates", "end"] + residents + ["--last", "2059-12-31"]).status == 0
        )
        let commands = [
            [
                "withholding", "resident_individual", "--band", "1000000:2000", "--band", "0:1000", "--from",
                "2060-01-01",
            ],
            ["consumption-tax", "--basis-points", "800", "--from", "2019-01-01", "--last", "2019-09-30"],
            ["deduction", "--percent", "100", "--from", "2020-01-01", "--last", "2023-09-30"],
            [
                "travel", "lodging_limit", "--prefecture", "20", "--amount", "15000", "--from", "2027-04-01",
                "--basis", "旅費規程",
            ],
            [
                "evidence", "car", "--wants", "receipt", "--above", "3000", "--from", "2027-04-01", "--basis",
                "旅費規程",
            ],
        ]
        for words in commands {
            let added = try run(as: "administrator", ["rates", "add"] + words)
            #expect(added.status == 0 && added.output.contains("holds from"), "\(words) \(added.errors)")
        }
        let all = try run(as: "clerk", ["rates", "list"]).output
        for part in [
            "tvl-", "evr-", "ded-", "ctx-", "wht-", "fee-", "15,000 yen", "above 3,000 yen", "8.00 %",
        ] {
            #expect(all.contains(part), "\(part)")
        }
        #expect(
            try run(as: "clerk", ["rates", "list", "holidays", "--on", "2026-01-01"]).output.contains("元日")
        )
        #expect(
            try run(as: "clerk", ["rates", "list", "holidays", "--on", "2026-01-05"]).output == "None.\n"
        )
        #expect(try run(as: "clerk", ["rates", "list", "holidays"]).output.contains("2027-01-01"))
        #expect(try run(as: "clerk", ["rates", "list", "travel", "--on", "2000-01-01"]).output == "None.\n")
    }

    @Test("are refused with a sentence that says what is taken")
    func refused() async throws {
        let run = try OfficeRun()
        defer { run.end() }
        let from = ["--from", "2027-04-01"]
        let basis = from + ["--basis", "x"]
        let cases: [([String], Int32, String)] = [
            (["add", "deduction", "--percent", "101"] + from, 65, "--percent"),
            (["add", "consumption-tax", "--basis-points", "10001"] + from, 65, "--basis-points"),
            (["add", "travel", "car_per_km", "--amount", "0"] + basis, 65, "--amount"),
            (
                ["add", "travel", "car_per_km", "--prefecture", "13", "--amount", "1"] + basis, 64,
                "--prefecture"
            ),
            (["add", "evidence", "taxi", "--wants", "other", "--above", "0"] + basis, 65, "--wants"),
            (
                ["add", "evidence", "lodging_allowance", "--wants", "receipt", "--above", "0"] + basis, 64,
                "lodging_allowance"
            ),
            (
                ["add", "withholding", "resident_individual", "--band", "0:1001", "--defence", "1"] + from,
                65, "bands"
            ),
            (["add", "withholding", "resident_individual", "--band", "x"] + from, 64, "band"),
            (
                ["add", "deduction", "--percent", "1", "--from", "2027-04-01", "--last", "2027-03-31"], 64,
                "--last"
            ),
            (["end", "req-1", "--last", "2027-03-31"], 64, "req-1"),
            (["end", "fee-999", "--last", "2027-03-31"], 65, "fee-999"),
            (["remove", "wht-16"], 65, "wht-16"),
        ]
        for (words, status, part) in cases {
            let refused = try run(as: "administrator", ["rates"] + words)
            #expect(refused.status == status, "\(words): \(refused.errors)")
            #expect(refused.errors.contains(part) && refused.output.isEmpty, "\(words): \(refused.errors)")
        }
        for (option, value) in [
            ("--amount", "0"), ("--step", "61"), ("--preparation", "481"), ("--cap", "0"),
        ] {
            var words = Self.addFee
            if let index = words.firstIndex(of: option) {
                words[index + 1] = value
            } else {
                words += [option, value]
            }
            let refused = try run(as: "administrator", words)
            #expect(refused.status == 65 && refused.errors.contains(option), "\(option): \(refused.errors)")
        }
    }

    @Test("of holidays come as a whole year")
    func holidays() async throws {
        let run = try OfficeRun()
        defer { run.end() }
        let header = "date,weekday,name_ja,name_en,kind\n"
        let file = try run.file("2029.csv", header + "2029-01-01,Mon,元日,New Year's Day,national\n")
        let command = ["rates", "holidays", "2029", file]
        #expect(try run(as: "administrator", command).output == "1 holiday of 2029 added.\n")
        let again = try run(as: "administrator", command)
        #expect(again.status == 65 && again.errors.contains("2029"))
        let broken = try run.file("broken.csv", header + "2030-02-30,Mon,元日,New Year's Day,national\n")
        let refused = try run(as: "administrator", ["rates", "holidays", "2030", broken])
        #expect(refused.status == 65 && refused.errors.contains("2030-02-30"))
        let unnamed = try run.file("unnamed.csv", "date,weekday,name,name_en,kind\n")
        #expect(
            try run(as: "administrator", ["rates", "holidays", "2030", unnamed]).errors
                == "kodan: holidays: columns are missing: name_ja; columns are unknown: name; nothing was added.\n"
        )
        let other = try run(as: "administrator", ["rates", "holidays", "2030", file])
        #expect(other.status == 65 && other.errors.contains("2030"))
        #expect(
            try run(as: "administrator", ["rates", "holidays", "2030", run.folder + "/no.csv"]).status == 66
        )
    }
}

@Suite("Fees agreed otherwise, at the command line", .database)
struct FeeCommandTests {
    @Test("are declined or promised net, once")
    func agree() async throws {
        let scene = try await MoneyScene()
        let presenter = try await scene.presenter().presenter
        let first = try await scene.lecture(by: presenter, on: day("2026-07-08"))
        let second = try await scene.lecture(by: presenter, on: day("2026-07-09"))
        let run = try OfficeRun()
        defer { run.end() }
        let agree = ["honoraria", "agree", "\(first)", "--reason", "本人の申し出"]
        #expect(
            try run(as: "coordinator", agree + ["--declined"]).output == "The fee of \(first) is declined.\n"
        )
        #expect(try run(as: "coordinator", agree + ["--declined"]).status == 65)
        #expect(try run(as: "coordinator", agree).status == 64)
        #expect(try run(as: "coordinator", agree + ["--declined", "--net", "1"]).status == 64)
        let net = ["honoraria", "agree", "\(second)", "--reason", "依頼状", "--net"]
        #expect(try run(as: "accountant", net + ["0"]).status == 65)
        #expect(
            try run(as: "accountant", net + ["30000"]).output
                == "The fee of \(second) is promised: 30000 yen after tax.\n"
        )
        #expect(try run(as: "clerk", net + ["30000"]).status == 77)
    }

    @Test("hold the consumption tax of an invoice, and travel is claimed and settled after a cancellation")
    func taxAndTravel() async throws {
        let scene = try await MoneyScene()
        let presenter = try await scene.presenter().presenter
        let id = try await scene.lecture(by: presenter, on: day("2026-07-08"))
        let run = try OfficeRun()
        defer { run.end() }
        let file = try run.file("invoice.txt", "abc")
        let filed = try run(as: "coordinator", ["evidence", "add", "\(id)", file, "--kind", "invoice"])
        let invoice = String(try #require(filed.output.firstMatch(of: /evd-\d+/)).output)
        let stated = try run(
            as: "accountant",
            ["honoraria", "separate-tax", "\(id)", "--evidence", invoice, "--amount", "2727"]
        )
        #expect(stated.output == "2727 yen of the fee of \(id) are consumption tax, by \(invoice).\n")

        let off = try await scene.lecture(by: presenter, on: day("2026-08-05"), reported: nil, confirmed: nil)
        try await TestDatabase.current.owner.transaction { session in
            try session.script(
                """
                ALTER TABLE assignment DISABLE TRIGGER transition;
                UPDATE assignment
                   SET state = 'cancelled', ended_at = '2026-08-01T00:00:00Z', ended_by = 'host', end_reason = '台風'
                 WHERE id = \(off.rawValue);
                ALTER TABLE assignment ENABLE TRIGGER transition;
                """
            )
        }
        let receipt = try run(as: "coordinator", ["evidence", "add", "\(off)", file, "--kind", "receipt"])
        let evidence = String(try #require(receipt.output.firstMatch(of: /evd-\d+/)).output)
        let claim = [
            "lectures", "claim-travel", "\(off)", "--day", "2026-08-05", "--from", "新宿", "--to", "長野",
        ]
        let claimed = try run(
            as: "coordinator",
            claim + ["--mode", "car", "--kilometres", "100", "--evidence", evidence]
        )
        #expect(claimed.output == "The leg is claimed for \(off).\n")
        let wrong = try run(as: "coordinator", claim + ["--mode", "car", "--amount", "100"])
        #expect(wrong.status == 65 && wrong.errors.contains("kilometres"))
        let settled = try run(as: "accountant", ["honoraria", "settle-travel", "\(off)"])
        #expect(settled.output.hasSuffix("settles the travel of \(off): 3700 yen to the payee.\n"))
        #expect(try run(as: "accountant", ["honoraria", "settle-travel", "\(off)"]).status == 65)
    }
}
