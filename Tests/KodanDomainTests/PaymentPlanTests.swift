import KodanDomain
import Testing

@Suite("A payment plan")
struct PaymentPlanTests {
    let table: WithholdingTable
    let payOn: LocalDate

    init() throws {
        table = try Golden.withholdingTable()
        payOn = try Golden.date("2026-12-25")
    }

    private func owed(
        _ id: Int64,
        to payee: Int64,
        _ gross: Int64,
        _ status: LegalStatus = .individual,
        _ residency: Residency? = .resident,
        hasAccount: Bool = true,
        state: PaymentState? = nil,
        correctsPaid: Bool = false
    ) -> PayableHonorarium {
        PayableHonorarium(
            id: Honorarium.ID(id),
            payee: Payee.ID(payee),
            gross: Yen(gross),
            legalStatus: status,
            residency: residency,
            hasAccount: hasAccount,
            paymentState: state,
            correctsPaid: correctsPaid
        )
    }

    private func plan(_ payables: [PayableHonorarium]) throws -> PaymentPlan {
        try PaymentPlan(payables, on: payOn, table: table)
    }

    /// Two of 600,000 are 142,940 together, not 61,260 twice; two of 5,000 are 1,021, not 510 twice.
    @Test("taxes what one payee gets on one date once, and shares the tax out exactly")
    func once() throws {
        let plan = try plan([
            owed(4, to: 2, 5_000), owed(3, to: 2, 5_000), owed(2, to: 1, 600_000), owed(1, to: 1, 600_000),
            owed(5, to: 3, 50_000, .corporation),
        ])
        #expect(plan.payments.map(\.payee) == [Payee.ID(1), Payee.ID(2), Payee.ID(3)])
        #expect(plan.payments.map(\.withholding.tax) == [Yen(142_940), Yen(1_021), .zero])
        #expect(plan.payments.map(\.net) == [Yen(1_057_060), Yen(8_979), Yen(50_000)])
        #expect(plan.payments[0].lines.map(\.honorarium) == [Honorarium.ID(1), Honorarium.ID(2)])
        #expect(plan.payments[1].lines.map(\.taxShare) == [Yen(511), Yen(510)])
        #expect(plan.leftOut.isEmpty)
    }

    @Test("leaves a payee out for what a person has to decide")
    func leftOut() throws {
        let plan = try plan([
            owed(1, to: 1, 100, .individual, nil), owed(2, to: 2, 100, .individual, .nonresident),
            owed(3, to: 3, 100, hasAccount: false), owed(4, to: 4, 0),
            owed(5, to: 5, 100, correctsPaid: true),
            owed(6, to: 6, 100, state: .approved), owed(7, to: 7, 20_000_000_000),
            owed(8, to: 8, 1_000_000_000_000), owed(9, to: 9, 100),
        ])
        #expect(
            plan.leftOut.map(\.reason) == [
                .residencyUnknown, .treatyDecision, .noAccount, .zero, .correctsPaid, .paymentUnderWay,
                .tooLarge, .tooLarge,
            ]
        )
        #expect(plan.leftOut.map(\.payee) == (1...8).map { Payee.ID($0) })
        #expect(plan.payments.map(\.payee) == [Payee.ID(9)])
    }

    /// The largest transfer is 9,999,999,999 yen: a corporation's gross is its net.
    @Test("pays up to the largest transfer and not a yen more")
    func largest() throws {
        let most = try plan([owed(1, to: 1, 9_999_999_999, .corporation)])
        #expect(most.payments.map(\.net) == [.largestTransfer])
        let more = try plan([owed(1, to: 1, 10_000_000_000, .corporation)])
        #expect(more.leftOut.map(\.reason) == [.tooLarge])
    }

    @Test("is refused whole on a date beyond the rates")
    func dates() throws {
        let early = try Golden.date("1988-12-31")
        #expect(throws: Refusal.noTaxRate(early)) {
            try PaymentPlan([owed(1, to: 1, 100)], on: early, table: table)
        }
    }
}
