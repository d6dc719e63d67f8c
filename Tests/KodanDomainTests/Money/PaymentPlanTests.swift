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

    private func recipient(
        _ payee: Int64,
        _ status: LegalStatus = .individual,
        _ residency: Residency? = .resident,
        treaty: AppliedTreaty? = nil,
        hasAccount: Bool = true,
        state: PaymentState? = nil
    ) -> PayableHonorarium.Recipient {
        PayableHonorarium.Recipient(
            payee: Payee.ID(payee),
            legalStatus: status,
            residency: residency,
            treaty: treaty,
            hasAccount: hasAccount,
            paymentState: state
        )
    }

    private func owed(
        _ id: Int64,
        to recipient: PayableHonorarium.Recipient,
        _ gross: Int64,
        base: Int64? = nil,
        net: Int64? = nil,
        corrects: Int64? = nil,
        isBlocked: Bool = false
    ) -> PayableHonorarium {
        PayableHonorarium(
            id: Honorarium.ID(id),
            corrects: corrects.map { Honorarium.ID($0) },
            recipient: recipient,
            amount: .owed(gross: Yen(gross), base: Yen(base ?? gross), promisedNet: net.map { Yen($0) }),
            isBlocked: isBlocked
        )
    }

    private func owed(_ id: Int64, to payee: Int64, _ gross: Int64) -> PayableHonorarium {
        owed(id, to: recipient(payee), gross)
    }

    private func red(_ id: Int64, of corrects: Int64, to payee: Int64, _ gross: Int64, tax: Int64)
        -> PayableHonorarium
    {
        PayableHonorarium(
            id: Honorarium.ID(id),
            corrects: Honorarium.ID(corrects),
            recipient: recipient(payee),
            amount: .takenBack(gross: Yen(gross), base: Yen(gross), tax: Yen(tax))
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
            owed(5, to: recipient(3, .corporation), 50_000),
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
            owed(1, to: recipient(1, .individual, nil), 100),
            owed(2, to: recipient(2, .individual, .nonresident), 100),
            owed(3, to: recipient(3, hasAccount: false), 100), owed(4, to: 4, 0),
            owed(5, to: recipient(5), 100, isBlocked: true),
            owed(6, to: recipient(6, state: .approved), 100), owed(7, to: 7, 20_000_000_000),
            owed(8, to: 8, 1_000_000_000_000), owed(9, to: recipient(9, state: .dropped), 100),
            owed(10, to: recipient(10, .corporation, .nonresident), 100),
        ])
        #expect(
            plan.leftOut.map(\.reason) == [
                .residencyUnknown, .treatyDecision, .noAccount, .zero, .finding, .paymentUnderWay,
                .tooLarge, .tooLarge, .foreignCorporation,
            ]
        )
        #expect(plan.leftOut.map(\.payee) == [1, 2, 3, 4, 5, 6, 7, 8, 10].map { Payee.ID($0) })
        #expect(plan.payments.map(\.payee) == [Payee.ID(9)])
    }

    /// The largest transfer is 9,999,999,999 yen: a corporation's gross is its net.
    @Test("pays up to the largest transfer and not a yen more")
    func largest() throws {
        let most = try plan([owed(1, to: recipient(1, .corporation), 9_999_999_999)])
        #expect(most.payments.map(\.net) == [.largestTransfer])
        let more = try plan([owed(1, to: recipient(1, .corporation), 10_000_000_000)])
        #expect(more.leftOut.map(\.reason) == [.tooLarge])
    }

    @Test("is refused whole on a date beyond the rates")
    func dates() throws {
        let early = try Golden.date("1988-12-31")
        #expect(throws: Refusal.noTaxRate(early)) {
            try PaymentPlan([owed(1, to: 1, 100)], on: early, table: table)
        }
    }

    /// Red copies the tax that was withheld; black is taxed anew with everything else of the date: 50,000 → 5,105.
    @Test("takes back what was paid with its own tax, and taxes only what is owed anew")
    func redAndBlack() throws {
        let plan = try plan([
            red(5, of: 1, to: 1, 30_000, tax: 3_063), owed(6, to: recipient(1), 20_000, corrects: 1),
            owed(7, to: 1, 30_000),
        ])
        let payment = try #require(plan.payments.first)
        #expect(payment.withholding.tax == Yen(5_105))
        #expect((payment.gross, payment.base, payment.tax) == (Yen(20_000), Yen(20_000), Yen(2_042)))
        #expect(payment.net == Yen(17_958))
        #expect(payment.reversedGross == Yen(30_000))
        #expect((payment.reversedBase, payment.reversedTax) == (Yen(30_000), Yen(3_063)))
        #expect(payment.lines.map(\.taxShare) == [Yen(-3_063), Yen(2_042), Yen(3_063)])
    }

    @Test("asks for money back where red is more than the rest, without an account")
    func claim() throws {
        let all = [
            red(5, of: 1, to: 1, 30_000, tax: 3_063), owed(6, to: recipient(1), 20_000, corrects: 1),
        ].map { one in
            PayableHonorarium(
                id: one.id,
                corrects: one.corrects,
                recipient: recipient(1, hasAccount: false),
                amount: one.amount
            )
        }
        let payment = try #require(try plan(all).payments.first)
        #expect((payment.gross, payment.tax, payment.net) == (Yen(-10_000), Yen(-1_021), Yen(-8_979)))
    }

    @Test("leaves consumption tax that is shown apart out of the base")
    func separate() throws {
        let payment = try #require(try plan([owed(1, to: recipient(1), 33_000, base: 30_000)]).payments.first)
        #expect((payment.gross, payment.tax, payment.net) == (Yen(33_000), Yen(3_063), Yen(29_937)))
    }

    /// 20.42 % flat of 100,000 is 20,420; a treaty's 10 % is 10,000.
    @Test("withholds from non-residents what the treaty leaves, once the notification was in time")
    func treaties() throws {
        func tax(_ relief: TreatyRelief, _ points: Int64? = nil, notified: String?) throws -> Yen? {
            let treaty = AppliedTreaty(
                decision: TreatyDecision.ID(3),
                relief: relief,
                rateBasisPoints: points,
                notifiedOn: try notified.map(Golden.date)
            )
            let payee = recipient(1, .individual, .nonresident, treaty: treaty)
            return try plan([owed(1, to: payee, 100_000)]).payments.first?.tax
        }
        #expect(try tax(.none, notified: nil) == Yen(20_420))
        #expect(try tax(.exempt, notified: "2026-12-24") == .zero)
        #expect(try tax(.reduced, 1_000, notified: "2026-12-24") == Yen(10_000))
        // On the payment date itself it is too late.
        #expect(try tax(.exempt, notified: "2026-12-25") == nil)
        #expect(try tax(.reduced, 1_000, notified: nil) == nil)
    }

    /// 100,000 after tax is 111,370 before it; with 9 yen more in the base the tax is 11,371 and a yen is missing.
    @Test("keeps a net promise, alone if need be")
    func netPromise() throws {
        let alone = try plan([owed(1, to: recipient(1), 111_370, net: 100_000)])
        #expect(alone.payments.map(\.net) == [Yen(100_000)])
        let together = try plan([owed(1, to: recipient(1), 111_370, net: 100_000), owed(2, to: 1, 9)])
        #expect(together.payments.map(\.net) == [Yen(9)])
        #expect(together.leftOut.map(\.reason) == [.netPromise])
        #expect(together.leftOut.map(\.honoraria) == [[Honorarium.ID(1)]])
        // 111,370 leaves 0.877 yen of tax unrounded: 1 yen beside it still rounds down to 11,370.
        let kept = try plan([owed(1, to: recipient(1), 111_370, net: 100_000), owed(2, to: 1, 1)])
        #expect(kept.payments.map(\.net) == [Yen(100_001)])
        // 21,580 on 211,370 is 11,370 more than the 10,210 on 100,000 alone.
        let beside = try plan([owed(1, to: recipient(1), 111_370, net: 100_000), owed(2, to: 1, 100_000)])
        #expect(beside.payments.map(\.net) == [Yen(189_790)])
    }

    /// 20.42 % of 111,370 leaves 88,629 yen of the 100,000 that were promised to a resident.
    @Test("pays no net promise to who is not resident any more, and goes on with the rest")
    func promiseToNonresident() throws {
        let relief = AppliedTreaty(
            decision: TreatyDecision.ID(3),
            relief: .none,
            rateBasisPoints: nil,
            notifiedOn: nil
        )
        let abroad = recipient(1, .individual, .nonresident, treaty: relief)
        let plan = try plan([owed(1, to: abroad, 111_370, net: 100_000), owed(2, to: abroad, 10_000)])
        #expect(plan.leftOut.map(\.reason) == [.netPromise])
        #expect(plan.leftOut.map(\.honoraria) == [[Honorarium.ID(1)]])
        #expect(plan.payments.map(\.net) == [Yen(7_958)])
        let alone = try self.plan([owed(1, to: abroad, 111_370, net: 100_000)])
        #expect(alone.payments.isEmpty)
        #expect(alone.leftOut.map(\.reason) == [.netPromise])
    }
}
