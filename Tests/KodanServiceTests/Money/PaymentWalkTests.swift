import Foundation
import KodanDomain
import KodanExport
import KodanService
import KodanTestSupport
import Postgres
import Testing

private let december = YearMonth(containing: day("2026-12-01"))

@Suite("From the attested lecture to the paid honorarium", .database)
struct PaymentWalkTests {
    let database = TestDatabase.current
    var staff: Staff { database.staff }
    var office: Office { database.office(at: moment("2026-12-10T10:00:00+09:00")) }
    var afterwards: Office { database.office(at: moment("2026-12-26T10:00:00+09:00")) }

    struct Case: Sendable, CustomTestStringConvertible {
        let rank: String
        let lectures: [[MoneyScene.Leg]]
        let base: Int64
        let tax: Int64
        let net: Int64
        var testDescription: String { "\(rank) × \(lectures.count), tax \(tax)" }
    }

    /// Worked examples of the tax rules: travel in cash is taxed, tickets are not, and lines are summed first.
    static let cases = [
        Case(rank: "flat_30000", lectures: [[.cash(12_340)]], base: 42_340, tax: 4322, net: 38_018),
        Case(rank: "flat_30000", lectures: [[.ticket(12_340)]], base: 30_000, tax: 3063, net: 26_937),
        Case(rank: "flat_600000", lectures: [[], []], base: 1_200_000, tax: 142_940, net: 1_057_060),
        Case(rank: "flat_5000", lectures: [[], []], base: 10_000, tax: 1021, net: 8979),
    ]

    @Test("pays to the yen", arguments: cases)
    func pays(example: Case) async throws {
        let scene = try await MoneyScene()
        let (presenter, payee) = try await scene.presenter(rank: example.rank)
        for (index, travel) in example.lectures.enumerated() {
            let held = day("2026-11-10").adding(days: index)
            _ = try await scene.lecture(by: presenter, on: held, travel: travel)
        }
        let office = office
        let closed = try await closedMonth(office, staff)
        #expect(
            closed.totals
                == ControlTotals(
                    payees: 1,
                    payments: 1,
                    lines: example.lectures.count,
                    gross: Yen(example.base),
                    base: Yen(example.base),
                    tax: Yen(example.tax)
                )
        )
        let bank = try sampleBank()
        try await withFolder { folder in
            let list = try await ExportHonorariumList(office: office)(
                december,
                to: folder,
                as: staff.accountant
            )
            #expect(list.totals == closed.totals)
            let file = try await ExportTransferFiles(office: office)(
                december,
                to: folder,
                by: bank,
                as: staff.accountant
            )[0]
            #expect(file.path == folder + "/transfer-2026-12.txt")
            let read = try ZenginFile(try Data(contentsOf: URL(fileURLWithPath: file.path)))
            #expect(read.transfers.map(\.amount) == [Yen(example.net)])
            #expect(read.transfers.map(\.accountNumber) == ["1234567"])
            #expect(read.transfers.map(\.holder) == ["ｺｳ ﾀﾛｳ"])
            #expect((read.header.month, read.header.day) == (12, 25))
            let settled = try await SettleTransferFile(office: afterwards)(
                file.file,
                paidOn: day("2026-12-25"),
                as: staff.accountant
            )
            #expect(settled.paid.count == 1)
            #expect(settled.closed.count == example.lectures.count)
        }
        let page = try await ReadMonth(office: office)(december, as: staff.auditor)
        let paid = try #require(page.payments.first)
        #expect((paid.payee, paid.net, paid.state) == (payee, Yen(example.net), .paid))
        #expect(paid.paidOn == day("2026-12-25"))
    }

    @Test("leaves one event of the record for every step")
    func records() async throws {
        let scene = try await MoneyScene()
        let (presenter, _) = try await scene.presenter()
        _ = try await scene.lecture(by: presenter, on: day("2026-11-10"))
        _ = try await closedMonth(office, staff)
        let actions: [String] = try await database.owner.transaction { session in
            try session.rows("SELECT action FROM audit_event WHERE at > '2026-12-01' ORDER BY id") {
                row throws(PostgresError) in try row.value("action")
            }
        }
        #expect(
            actions == [
                "honorarium.calculated", "payment_month.opened", "payment.prepared", "payment.submitted",
                "payment.approved", "payment_month.closed",
            ]
        )
    }

    @Test("pays the smaller of the two attested times, in begun half hours")
    func smallerTime() async throws {
        let scene = try await MoneyScene()
        // 10,000 an hour in the shipped rates: 61 minutes are billed as 90.
        let (presenter, _) = try await scene.presenter(rank: "standard")
        let lecture = try await scene.lecture(
            by: presenter,
            on: day("2026-11-10"),
            reported: 90,
            confirmed: 61
        )
        let result = try await CalculateHonorarium(office: office)(lecture, as: staff.coordinator)
        guard case .owed(_, let gross) = result else { return #expect(Bool(false), "nothing is owed") }
        #expect(gross == Yen(15_000))
    }

    @Test("closes the request of a programme that pays nothing, without money")
    func withoutPay() async throws {
        let scene = try await MoneyScene()
        try await database.owner.transaction { session in
            try session.execute(
                "UPDATE programme SET pays_honorarium = false WHERE code = 'regional_dispatched'"
            )
        }
        let (presenter, _) = try await scene.presenter()
        let lecture = try await scene.lecture(by: presenter, on: day("2026-11-10"))
        let result = try await CalculateHonoraria(office: office)(
            upTo: day("2026-11-30"),
            as: staff.accountant
        )
        #expect(result.owed.isEmpty)
        #expect(result.withoutPay.count == 1)
        let rows: Int = try await database.owner.transaction { session in
            try session.value("SELECT count(*)::integer FROM honorarium")
        }
        #expect(rows == 0)
        await #expect(throws: Refusal.notAttested(lecture)) {
            try await CalculateHonorarium(office: office)(lecture, as: staff.accountant)
        }
    }

    @Test("adds to a draft what is new, taxes the sum anew, and changes nothing the next time")
    func preparesAgain() async throws {
        let scene = try await MoneyScene()
        let (presenter, payee) = try await scene.presenter(rank: "flat_5000")
        let prepare = PreparePayments(office: office)
        let calculate = CalculateHonoraria(office: office)
        _ = try await scene.lecture(by: presenter, on: day("2026-11-10"))
        _ = try await calculate(upTo: day("2026-11-30"), as: .system)
        let first = try await prepare(december, as: staff.accountant)
        #expect(first.payOn == day("2026-12-25"))
        #expect(first.prepared.map(\.tax) == [Yen(510)])
        _ = try await scene.lecture(by: presenter, on: day("2026-11-11"))
        // Held in the month itself: paid a month later.
        _ = try await scene.lecture(by: presenter, on: day("2026-12-01"))
        _ = try await calculate(upTo: day("2026-12-31"), as: .system)
        let second = try await prepare(december, as: staff.accountant)
        #expect(second.prepared.map(\.id) == first.prepared.map(\.id))
        #expect(second.prepared.map(\.tax) == [Yen(1021)])
        #expect(second.prepared.map(\.lines) == [2])
        #expect(second.prepared.map(\.payee) == [payee])
        let third = try await prepare(december, as: staff.accountant)
        #expect(third.prepared.isEmpty)
        let shares: [Int64] = try await database.owner.transaction { session in
            try session.rows("SELECT tax_share FROM payment_line ORDER BY honorarium_id") {
                row throws(PostgresError) in try row.value("tax_share")
            }
        }
        #expect(shares == [511, 510])
    }

    @Test("leaves out, with the reason, whom it cannot pay, and pays the others")
    func leavesOut() async throws {
        let scene = try await MoneyScene()
        let paid = try await scene.presenter()
        let homeless = try await scene.presenter(number: nil)
        let abroad = try await scene.presenter(residency: "nonresident")
        let unknown = try await scene.presenter(residency: nil)
        let firm = try await scene.presenter(legalStatus: .corporation)
        for one in [paid, homeless, abroad, unknown, firm] {
            _ = try await scene.lecture(by: one.presenter, on: day("2026-11-10"))
        }
        _ = try await CalculateHonoraria(office: office)(upTo: day("2026-11-30"), as: .system)
        let month = try await PreparePayments(office: office)(december, as: staff.accountant)
        #expect(month.prepared.map(\.payee) == [paid.payee, firm.payee])
        #expect(month.prepared.map(\.tax) == [Yen(3063), Yen(0)])
        let reasons = Dictionary(uniqueKeysWithValues: month.leftOut.map { ($0.payee, $0.reason) })
        #expect(
            reasons == [
                homeless.payee: .noAccount, abroad.payee: .treatyDecision, unknown.payee: .residencyUnknown,
            ]
        )
    }

    @Test("keeps a returned transfer's payment exported and its request open")
    func returned() async throws {
        let scene = try await MoneyScene()
        for _ in 0..<2 {
            let (presenter, _) = try await scene.presenter()
            _ = try await scene.lecture(by: presenter, on: day("2026-11-10"))
        }
        let office = office
        _ = try await closedMonth(office, staff)
        let bank = try sampleBank()
        try await withFolder { folder in
            let file = try await ExportTransferFiles(office: office)(
                december,
                to: folder,
                by: bank,
                as: staff.accountant
            )[0]
            let settle = SettleTransferFile(office: afterwards)
            let paidOn = day("2026-12-25")
            await #expect(throws: Refusal.noTransfer(file.file, record: 3)) {
                try await settle(file.file, paidOn: paidOn, returned: [3: "口座なし"], as: staff.accountant)
            }
            let settled = try await settle(
                file.file,
                paidOn: paidOn,
                returned: [2: "口座なし"],
                as: staff.accountant
            )
            #expect(settled.paid.count == 1)
            #expect(settled.returned.count == 1)
            #expect(settled.closed.count == 1)
            await #expect(throws: Refusal.settledAlready(file.file, record: 1)) {
                try await settle(file.file, paidOn: paidOn, as: staff.accountant)
            }
        }
        let page = try await ReadMonth(office: office)(december, as: staff.approver)
        #expect(page.payments.map(\.state) == [.paid, .exported])
    }
}
