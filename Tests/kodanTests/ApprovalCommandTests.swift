import Glibc
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("An approval at the command line", .database)
struct ApprovalCommandTests {
    private let database = TestDatabase.current
    private let approval = ["honoraria", "approve", "2026-06"]

    /// A June that waits for approval: two payees with 30,000 each, of which 3,063 are withheld.
    private func submitted() async throws -> (scene: MoneyScene, payee: Payee.ID) {
        let scene = try await MoneyScene()
        let first = try await scene.presenter()
        let second = try await scene.presenter()
        _ = try await scene.lecture(by: first.presenter, on: day("2026-05-10"))
        _ = try await scene.lecture(by: second.presenter, on: day("2026-05-17"))
        let office = database.office(at: moment("2026-06-10T09:00:00+09:00"))
        let june = YearMonth(containing: day("2026-06-01"))
        _ = try await CalculateHonoraria(office: office)(upTo: day("2026-05-31"), as: .system)
        _ = try await PreparePayments(office: office)(june, as: database.staff.accountant)
        _ = try await SubmitPayments(office: office)(june, as: database.staff.accountant)
        return (scene, first.payee)
    }

    private func approvedPayments() async throws -> Int {
        try await database.owner.autocommit { session in
            try session.value("SELECT count(*)::integer FROM payment WHERE state = 'approved'")
        }
    }

    /// The mark that a run printed.
    private func mark(of run: CommandRun) throws -> String {
        String(try #require(run.output.firstMatch(of: /--seen ([0-9a-f]{16})\n/), "\(run.output)").1)
    }

    @Test("shows what waits, and approves it by the mark that it showed")
    func seen() async throws {
        _ = try await submitted()
        let kodan = try OfficeRun(now: moment("2026-06-10T10:00:00+09:00"))
        defer { kodan.end() }
        let shown = try kodan(as: "approver", approval)
        #expect(shown.status == 0 && shown.errors.isEmpty, "\(shown.errors)")
        #expect(shown.output.contains("1 honorarium  gross 30,000  tax 3,063  net 26,937\n"))
        #expect(shown.output.contains("\n2 payments of 2026-06, to be paid on "))
        #expect(shown.output.contains(": gross 60,000, tax 6,126, net 53,874\n"))
        #expect(try await approvedPayments() == 0)
        let approved = try kodan(as: "approver", approval + ["--seen", try mark(of: shown)])
        #expect(approved.output == "2 payments of 2026-06 approved.\n", "\(approved.errors)")
        #expect(try await approvedPayments() == 2)
        #expect(try kodan(as: "approver", approval).output == "No payment of 2026-06 waits for approval.\n")
    }

    @Test("approves nothing by another mark, nor once a payee has another account")
    func stale() async throws {
        let (scene, payee) = try await submitted()
        let kodan = try OfficeRun(now: moment("2026-06-10T10:00:00+09:00"))
        defer { kodan.end() }
        let first = try mark(of: try kodan(as: "approver", approval))
        try await scene.account(of: payee, number: "0000009", confirmed: "2026-06-10T00:30:00Z")
        for words in [first, "0000000000000000", ""] {
            let refused = try kodan(as: "approver", approval + ["--seen", words])
            #expect(refused.status == EX_DATAERR, "\(words) \(refused.output)")
            #expect(refused.errors.contains("Nothing was approved."), "\(refused.errors)")
        }
        #expect(try await approvedPayments() == 0)
        let second = try mark(of: try kodan(as: "approver", approval))
        #expect(second != first)
        #expect(try kodan(as: "approver", approval + ["--seen", second]).status == 0)
        #expect(try await approvedPayments() == 2)
    }

    @Test("is for approvers, of a month that was opened")
    func refusals() async throws {
        let kodan = try OfficeRun(now: moment("2026-06-10T10:00:00+09:00"))
        defer { kodan.end() }
        for words in [approval, approval + ["--seen", "3f2a9c0b7d41e865"]] {
            #expect(try kodan(as: "approver", words).status == EX_DATAERR)
            #expect(try kodan(as: "accountant", words).status == EX_NOPERM)
        }
    }
}
