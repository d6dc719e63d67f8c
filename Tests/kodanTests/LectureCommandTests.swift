import Foundation
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@Suite("Materials, evidence and programmes at the command line", .database)
struct LectureCommandTests {
    private func lecture() async throws -> Assignment.ID {
        let scene = try await MoneyScene()
        let presenter = try await scene.presenter().presenter
        return try await scene.lecture(by: presenter, on: try #require(LocalDate("2026-07-08")))
    }

    @Test("send what was planned, once, and receive it")
    func materials() async throws {
        let assignment = try await lecture()
        let run = try OfficeRun()
        defer { run.end() }
        let planned = try run(as: "clerk", ["materials", "plan", "\(assignment)"])
        let delivery = String(try #require(planned.output.firstMatch(of: /dlv-\d+/)).output)
        let list = ["materials", "list", "--assignment", "\(assignment)", "--state"]
        #expect(try run(as: "clerk", list + ["planned"]).output.contains(delivery))
        #expect(try run(as: "clerk", ["materials", "receive", delivery]).status == 65)
        let sent = try run(as: "clerk", ["materials", "send", delivery, "--carrier-number", "1234-5678"])
        #expect(sent.output == "\(delivery) is on its way.\n")
        #expect(try run(as: "clerk", ["materials", "send", delivery]).status == 65)
        #expect(try run(as: "auditor", list + ["sent"]).output.contains("parcel 1234-5678"))
        #expect(try run(as: "coordinator", ["materials", "receive", delivery]).output.contains("arrived"))
        #expect(try run(as: "auditor", ["materials", "send", delivery]).status == 77)
        #expect(try run(as: "clerk", ["materials", "send", "dlv-999"]).status == 65)
    }

    @Test("file evidence of the kinds that are taken, and say what else is wrong")
    func evidence() async throws {
        let assignment = try await lecture()
        let run = try OfficeRun()
        defer { run.end() }
        let file = try run.file("receipt.txt", "abc")
        let add = ["evidence", "add", "\(assignment)", file, "--kind", "receipt"]
        let added = try run(as: "coordinator", add)
        #expect(added.errors.isEmpty)
        let id = String(try #require(added.output.firstMatch(of: /evd-\d+/)).output)
        let listed = try run(as: "auditor", ["evidence", "list", "\(assignment)"]).output
        #expect(listed.contains(id) && listed.contains("receipt.txt"))
        // FIPS 180-2, appendix B.1.
        #expect(listed.contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"))

        let empty = try run.file("empty.pdf", "")
        let missing = run.folder + "/missing.pdf"
        for (path, kind, status) in [
            (empty, "receipt", Int32(65)), (missing, "receipt", 66), (file, "gift", 64),
        ] {
            let refused = try run(
                as: "coordinator",
                ["evidence", "add", "\(assignment)", path, "--kind", kind]
            )
            #expect(refused.status == status && refused.output.isEmpty, "\(path) \(kind)")
        }
        #expect(try run(as: "accountant", add).status == 77)
        let absent = try run(as: "coordinator", ["evidence", "list", "asg-999"])
        #expect(absent.status == 65 && absent.errors.contains("asg-999"))
    }

    @Test("show programmes with targets, and the founding year's schedule")
    func programmes() async throws {
        let run = try OfficeRun()
        defer { run.end() }
        let listed = try run(as: "clerk", ["programmes", "list"]).output
        #expect(listed.contains("member_training") && listed.contains("FY2019: target 50 places"))
        // Its minimum is that of the tests; where there is none, nothing is said of it.
        #expect(listed.contains("at least 10 people") && !listed.contains("at least 0 people"))
        let members =
            "  asked by chamber_of_commerce, commerce_federation, small_business_association, tax_accountants, "
        #expect(listed.contains(members + "labour_consultants, management_consultants, members only\n"))
        let schedule = try run(as: "clerk", ["programmes", "schedule", "--year", "2019"]).output
        // 13 seminars and 8 conferences.
        #expect(schedule.split(separator: "\n").count == 21)
        #expect(try run(as: "clerk", ["programmes", "schedule", "--year", "2020"]).output == "None.\n")
        #expect(try run(as: "clerk", ["programmes", "schedule", "--programme", "nonesuch"]).status == 65)
    }
}
