import Foundation
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@Suite("What an auditor and the year's end ask for, at the command line", .database)
struct YearCommandTests {
    private let database = TestDatabase.current

    /// A lecture of November that is in an approved payment.
    private func approved() async throws {
        let scene = try await MoneyScene()
        let (presenter, _) = try await scene.presenter(rank: "flat_600000")
        _ = try await scene.lecture(by: presenter, on: day("2026-11-10"), travel: [.cash(1200)])
        let office = database.office(at: moment("2026-12-10T10:00:00+09:00"))
        let month = YearMonth(containing: day("2026-12-01"))
        let staff = database.staff
        _ = try await CalculateHonoraria(office: office)(upTo: day("2026-11-30"), as: .system)
        _ = try await PreparePayments(office: office)(month, as: staff.accountant)
        _ = try await SubmitPayments(office: office)(month, as: staff.accountant)
        _ = try await ApprovePayments(office: office)(.month(month), as: staff.approver)
    }

    @Test("explains a payment in words and as JSON, to those who may")
    func explain() async throws {
        try await approved()
        let run = try OfficeRun()
        defer { run.end() }
        let words = try run(as: "auditor", ["honoraria", "explain", "pmt-1"])
        #expect(words.errors.isEmpty && words.status == 0)
        #expect(words.output.contains("payment pmt-1: from the request to the yen"))
        #expect(words.output.contains("tax: 61,382 yen"))
        let json = try run(as: "accountant", ["honoraria", "explain", "hon-1", "--json"])
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        )
        #expect(object["subject"] as? String == "hon-1")
        let payments = try #require(object["payments"] as? [[String: Any]])
        let steps = try #require(payments.first?["steps"] as? [[String: Any]])
        let facts = try #require(steps.first?["facts"] as? [String: Any])
        #expect(facts["net"] as? Int == 539_818 && facts["pay_on"] as? String == "2026-12-25")
        #expect((steps.first?["by"] as? [String: Any])?["name"] as? String == "accountant")
        #expect(try run(as: "clerk", ["honoraria", "explain", "pmt-1"]).status == 77)
        #expect(try run(as: "auditor", ["honoraria", "explain", "pmt-2"]).status == 65)
        #expect(try run(as: "auditor", ["honoraria", "explain", "req-1"]).status == 64)
    }

    @Test("searches by date, amount and name, a page at a time or into a file")
    func search() async throws {
        try await approved()
        let run = try OfficeRun()
        defer { run.end() }
        let found = try run(
            as: "auditor",
            [
                "honoraria", "search", "--from", "2026-12-01", "--to", "2026-12-31", "--amount-min", "539818",
                "--amount-max", "539818", "--payee", "太郎",
            ]
        )
        #expect(found.errors.isEmpty)
        #expect(
            found.output
                == "pmt-1  2026-12-25  pye-1 講 太郎  gross 601,200  tax 61,382  net 539,818  approved  hon-1\n"
        )
        let none = try run(as: "approver", ["honoraria", "search", "--payee", "pye-1", "--to", "2026-11-30"])
        #expect(none.output == "None.\n")
        let file = run.folder + "/found.csv"
        let written = try run(as: "accountant", ["honoraria", "search", "--csv", file])
        #expect(written.output == "\(file)  1 payment\n")
        let backwards = ["honoraria", "search", "--from", "2026-12-31", "--to", "2026-12-01"]
        #expect(try run(as: "auditor", backwards).status == 64)
        #expect(try run(as: "auditor", ["honoraria", "search", "--payee", ""]).status == 64)
        let nowhere = try run(
            as: "auditor",
            ["honoraria", "search", "--csv", run.folder + "/none/found.csv"]
        )
        #expect(nowhere.status == 73 && nowhere.errors.contains("does not exist"))
    }

    @Test("make no records or lists of a year that is not over", arguments: ["records", "accrued"])
    func ahead(command: String) throws {
        let run = try OfficeRun()
        defer { run.end() }
        // The machine's clock counts here: a year that is far ahead of it.
        let early = try run(as: "accountant", ["honoraria", command, "2190", "--to", run.folder])
        #expect(early.status == 65 && early.errors.contains("2191"))
        #expect(try run(as: "auditor", ["honoraria", command, "2019", "--to", run.folder]).status == 77)
    }

    @Test("writes payment records of a year that is over, or says that none are due")
    func records() throws {
        let run = try OfficeRun()
        defer { run.end() }
        let none = try run(as: "accountant", ["honoraria", "records", "2025", "--to", run.folder])
        #expect(none.errors.isEmpty)
        #expect(none.output == "Nothing was written: no record is due that is not filed as it is.\n")
        let again = ["honoraria", "records", "2025", "--repeat", "1", "--to", run.folder]
        let missing = try run(as: "accountant", again)
        #expect(missing.status == 65 && missing.errors.contains("309dat01.txt"))
        let both = ["honoraria", "records", "2025", "--repeat", "1", "--sequence", "2"]
        #expect(try run(as: "accountant", both).status == 64)
        #expect(try run(as: "accountant", ["honoraria", "records", "1999"]).status == 64)
        let list = try run(as: "accountant", ["honoraria", "accrued", "2025", "--to", run.folder])
        #expect(list.output.hasSuffix("accrued-fy2025.csv  0 honoraria, gross 0, tax 0, net 0 yen\n"))
    }
}
