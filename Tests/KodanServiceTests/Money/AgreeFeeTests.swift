import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("A fee that is agreed otherwise than by the table", .database)
struct AgreeFeeTests {
    @Test("is nothing when it is declined: travel alone is owed")
    func declined() async throws {
        let scene = try await OwedScene()
        let id = try await scene.lecture(travel: [.cash(1_200), .ticket(800)])
        try await scene.agree(.declined, for: id)
        guard case .owed(_, let gross) = try await scene.calculate(id) else {
            Issue.record("travel is owed")
            return
        }
        #expect(gross == Yen(1_200))
        #expect(try await scene.entry(of: id) == "0 1200 800 base 1200 tax 0 - rates - - {} {}")
    }

    @Test("and without travel closes the request as one without pay")
    func nothingOwed() async throws {
        let scene = try await OwedScene()
        let id = try await scene.lecture()
        try await scene.agree(.declined, for: id, as: scene.staff.accountant)
        let result = try await CalculateHonoraria(office: scene.office)(
            upTo: day("2026-11-30"),
            as: scene.staff.accountant
        )
        #expect(result.owed.isEmpty && result.leftOut.isEmpty && result.withoutPay.count == 1)
        #expect(try await scene.entry(of: id) == nil)
    }

    @Test("that was declined by mistake is taken back, also after the request was closed for it")
    func takenBack() async throws {
        let scene = try await OwedScene()
        let id = try await scene.lecture()
        let agree = AgreeFee(office: scene.office)
        await #expect(throws: Refusal.field(FieldRefused(.kind, expected: .oneOf(["declined", "net"])))) {
            try await agree(nil, for: id, because: "x", as: scene.staff.coordinator)
        }
        try await scene.agree(.declined, for: id)
        guard case .withoutPay = try await scene.calculate(id) else {
            Issue.record("nothing is owed")
            return
        }
        await #expect(throws: Refusal.notAttested(id)) { try await scene.calculate(id) }
        try await agree(nil, for: id, because: "別の講演の申し出だった", as: scene.staff.coordinator)
        // It waits with the others again, and is looked at as they are.
        _ = try await CalculateHonoraria(office: scene.office)(
            upTo: day("2026-11-30"),
            as: scene.staff.accountant
        )
        let unpaid = try await scene.database.owner.transaction { session in
            try FindingStore(session).unpaidLectures(upTo: day("2026-11-30")).map(\.assignment)
        }
        #expect(unpaid == [id])
        let fee = try await scene.key(.fee, "flat_30000", on: day("2026-11-10"))
        #expect(
            try await scene.entry(of: id) == "30000 0 0 base 30000 tax 0 - rates \(fee.number) - {} {}"
        )
        await #expect(throws: Refusal.calculatedAlready(id)) { try await scene.agree(.declined, for: id) }
    }

    @Test("that was declined by mistake is computed by the table where the honorarium is corrected")
    func corrected() async throws {
        let scene = try await OwedScene()
        let id = try await scene.lecture(travel: [.cash(1_200)])
        try await scene.agree(.declined, for: id)
        guard case .owed(let wrong, _) = try await scene.calculate(id) else {
            Issue.record("travel is owed")
            return
        }
        let corrected = try await CorrectHonorarium(office: scene.office)(
            wrong,
            by: HonorariumCorrection(rank: RankCode("flat_30000")),
            reason: "辞退は別の講演",
            as: scene.staff.accountant
        )
        let black = try #require(corrected.black)
        let amounts: String = try await scene.database.owner.transaction { session in
            try session.value(
                """
                SELECT concat_ws(' ', fee, travel_to_presenter, billed_minutes, rank_code)
                  FROM honorarium
                 WHERE id = \(black)
                """
            )
        }
        #expect(amounts == "30000 1200 90 flat_30000")
    }

    @Test("is what leaves a net promise, and the tax on it gives the promise back")
    func net() async throws {
        let scene = try await OwedScene()
        let id = try await scene.lecture()
        try await scene.agree(.net(Yen(30_000)), for: id)
        _ = try await scene.calculate(id)
        let band = try await scene.key(.withholding, "resident_individual", on: day("2026-12-01"))
        // 30,000 / 0.8979 is 33,411.29…
        #expect(
            try await scene.entry(of: id)
                == "33411 0 0 base 33411 tax 0 30000 rates - - {\(band.number)} {}"
        )
        let table = try await scene.database.owner.transaction { session in
            try RateStore(session).withholdingTable()
        }
        let tax = try table.withholding(on: Yen(33_411), from: .residentIndividual, on: day("2026-12-01")).tax
        #expect(Yen(33_411) - tax == Yen(30_000))
    }

    @Test("is the promise itself for a corporation, from which nothing is withheld")
    func corporation() async throws {
        let scene = try await OwedScene(legalStatus: .corporation)
        let id = try await scene.lecture()
        try await scene.agree(.net(Yen(30_000)), for: id)
        _ = try await scene.calculate(id)
        let row = try await scene.key(.withholding, "domestic_corporation", on: day("2026-12-01"))
        #expect(
            try await scene.entry(of: id) == "30000 0 0 base 30000 tax 0 30000 rates - - {\(row.number)} {}"
        )
    }

    @Test("is never promised net to non-residents, and waits where residency is unknown")
    func residency() async throws {
        let scene = try await OwedScene(residency: "nonresident")
        let id = try await scene.lecture()
        await #expect(throws: Refusal.netForNonresident(scene.payee)) {
            try await scene.agree(.net(Yen(30_000)), for: id)
        }
        try await scene.database.owner.transaction { session in
            try session.script(
                "UPDATE payee_residency SET residency = 'resident', valid = '[2020-01-01,2020-02-01)'"
            )
        }
        try await scene.agree(.net(Yen(30_000)), for: id)
        await #expect(throws: Refusal.residencyUnknown(scene.payee)) { try await scene.calculate(id) }
        try await scene.database.owner.transaction { session in
            try session.script(
                "UPDATE payee_residency SET residency = 'nonresident', valid = '[2020-01-01,)'"
            )
        }
        let all = try await CalculateHonoraria(office: scene.office)(upTo: day("2026-11-30"), as: .system)
        #expect(all.leftOut == [id: .netForNonresident(scene.payee)])
    }

    @Test("is agreed once, before the calculation, with a reason, by those who may")
    func refused() async throws {
        let scene = try await OwedScene()
        let id = try await scene.lecture()
        let agree = AgreeFee(office: scene.office)
        await #expect(throws: Refusal.field(FieldRefused(.reason, expected: .present))) {
            try await agree(.declined, for: id, because: " ", as: scene.staff.coordinator)
        }
        for role in [Role.clerk, .approver, .auditor, .administrator] {
            let credential = try #require(scene.staff[role])
            await #expect(throws: Refusal.notPermitted(role)) {
                try await agree(.declined, for: id, because: "x", as: credential)
            }
        }
        await #expect(throws: Refusal.notPermitted(.system)) {
            try await agree(.declined, for: id, because: "x", as: .system)
        }
        await #expect(throws: Refusal.notFound("asg-999")) {
            try await scene.agree(.declined, for: Assignment.ID(999))
        }
        try await scene.agree(.declined, for: id)
        await #expect(throws: Refusal.feeAgreed(id)) { try await scene.agree(.net(Yen(1)), for: id) }
        let other = try await scene.money.lecture(by: scene.presenter, on: day("2026-11-11"))
        _ = try await scene.calculate(other)
        await #expect(throws: Refusal.calculatedAlready(other)) {
            try await scene.agree(.declined, for: other)
        }
    }
}

@Suite("Consumption tax that an invoice shows apart", .database)
struct SeparateTaxTests {
    @Test("stays out of the base, with its document")
    func base() async throws {
        let scene = try await OwedScene()
        let id = try await scene.lecture(travel: [.cash(1_000)])
        let invoice = try await scene.file(.invoice, for: id)
        try await scene.stateTax(2_727, by: invoice, for: id)
        _ = try await scene.calculate(id)
        let fee = try await scene.key(.fee, "flat_30000", on: day("2026-11-10"))
        #expect(
            try await scene.entry(of: id)
                == "30000 1000 0 base 28273 tax 2727 - rates \(fee.number) - {} {}"
        )
    }

    @Test("wants an invoice of the same lecture, and is no more than the fee holds: an eleventh, rounded up")
    func document() async throws {
        let scene = try await OwedScene()
        let id = try await scene.lecture()
        let other = try await scene.money.lecture(by: scene.presenter, on: day("2026-11-11"))
        let receipt = try await scene.file(.receipt, for: id)
        let foreign = try await scene.file(.invoice, for: other)
        let invoice = try await scene.file(.invoice, for: id)
        await #expect(throws: Refusal.wantsInvoice(receipt)) {
            try await scene.stateTax(2_727, by: receipt, for: id)
        }
        await #expect(throws: Refusal.notFound("\(foreign)")) {
            try await scene.stateTax(2_727, by: foreign, for: id)
        }
        await #expect(throws: Refusal.separateTaxTooLarge(id, most: Yen(2_728))) {
            try await scene.stateTax(2_729, by: invoice, for: id)
        }
        await #expect(throws: Refusal.field(FieldRefused(.amount, expected: .integer(1...1_000_000)))) {
            try await scene.stateTax(0, by: invoice, for: id)
        }
        try await scene.stateTax(2_728, by: invoice, for: id)
        await #expect(throws: Refusal.separateTaxStated(id)) {
            try await scene.stateTax(2_727, by: invoice, for: id)
        }
    }

    @Test("is stated between attestation and calculation, and stands beside no other agreement")
    func order() async throws {
        let scene = try await OwedScene()
        let half = try await scene.lecture(confirmed: nil)
        let invoice = try await scene.file(.invoice, for: half)
        await #expect(throws: Refusal.notAttested(half)) {
            try await scene.stateTax(2_727, by: invoice, for: half)
        }
        let net = try await scene.money.lecture(by: scene.presenter, on: day("2026-11-11"))
        try await scene.agree(.net(Yen(30_000)), for: net)
        let second = try await scene.file(.invoice, for: net)
        await #expect(throws: Refusal.feeAgreed(net)) {
            try await scene.stateTax(2_727, by: second, for: net)
        }
        let stated = try await scene.money.lecture(by: scene.presenter, on: day("2026-11-12"))
        let third = try await scene.file(.invoice, for: stated)
        try await scene.stateTax(2_727, by: third, for: stated)
        await #expect(throws: Refusal.separateTaxStated(stated)) {
            try await scene.agree(.net(Yen(30_000)), for: stated)
        }
        _ = try await scene.calculate(stated)
        let done = try await scene.money.lecture(by: scene.presenter, on: day("2026-11-13"))
        let fourth = try await scene.file(.invoice, for: done)
        _ = try await scene.calculate(done)
        await #expect(throws: Refusal.calculatedAlready(done)) {
            try await scene.stateTax(2_727, by: fourth, for: done)
        }
        for role in [Role.coordinator, .approver, .auditor, .administrator] {
            let credential = try #require(scene.staff[role])
            await #expect(throws: Refusal.notPermitted(role)) {
                try await StateSeparateTax(office: scene.office)(
                    SeparateTaxStatement(amount: Yen(1), evidence: fourth),
                    for: done,
                    as: credential
                )
            }
        }
    }
}

@Suite("A fee by the table", .database)
struct TableFeeTests {
    @Test("has preparation and added tax where its rate says so, with the rows of both")
    func taxAdded() async throws {
        let scene = try await OwedScene(rank: "senior")
        let rates = RateScene()
        try await EndRates(office: scene.office)(
            [try await scene.key(.fee, "senior", on: day("2026-11-10"))],
            on: day("2026-10-31"),
            as: scene.staff.administrator
        )
        let added = try await rates.add(
            try rates.fee(
                7_333,
                try rates.days("2026-11-01"),
                programme: nil,
                unit: .perHour,
                taxIncluded: false,
                preparation: 60
            )
        )
        let id = try await scene.lecture()
        _ = try await scene.calculate(id)
        let tax = try await scene.key(.consumptionTax, "consumption-tax", on: day("2026-11-10"))
        // 90 and 60 minutes of 7,333 an hour are 18,332.5; a tenth of 18,332 is 1,833.2.
        #expect(
            try await scene.entry(of: id)
                == "20165 0 0 base 20165 tax 0 - rates \(added[0].number) \(tax.number) {} {}"
        )
    }
}
