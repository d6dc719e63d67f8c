import CSV
import KodanDomain
import KodanExport
import KodanService
import KodanTestSupport
import Postgres
import Testing

private let december = PaperScene.december
private let january = PaperScene.january
private let february = PaperScene.february

@Suite("The tax slip of a month", .database)
struct TaxSlipExportTests {
    private let database = TestDatabase.current

    private func export(_ scene: PaperScene, _ month: YearMonth, to folder: String) async throws
        -> MonthTaxSlip
    {
        try await ExportTaxSlip(office: scene.office)(month, to: folder, as: scene.staff.accountant)
    }

    private func figures(_ slip: MonthTaxSlip) -> [Int64] {
        let all = slip.residents
        return [Int64(all.payees), all.paid.amount, all.tax.amount, all.excess.amount]
    }

    @Test("counts what was paid in the month, not what was due, and leaves corporations out")
    func paid() async throws {
        let scene = try await PaperScene()
        try await withFolder { folder in
            let before = try await export(scene, december, to: folder)
            #expect(figures(before) == [0, 0, 0, 0])
            #expect(before.waiting == 3)
            try await scene.pay(december, on: day("2026-12-28"))
            let slip = try await export(scene, december, to: folder)
            #expect(figures(slip) == [2, 1_242_340, 147_262, 200_000])
            #expect((slip.waiting, slip.dueOn, slip.paper.differsFromLast) == (0, day("2027-01-12"), true))
            let row = try #require(CSVTable(bytes(slip.paper.path)).rows.first)
            #expect(row["納期限"] == "2027-01-12")
            #expect(row["摘要"] == "100万円超支払額 200000")
            #expect(slip.paper.path == folder + "/tax-slip-2026-12.csv")
            let again = try await export(scene, december, to: folder)
            #expect(again.paper.sha256 == slip.paper.sha256)
            #expect(!again.paper.differsFromLast)
        }
    }

    @Test("counts a person once who is paid as two payees")
    func samePerson() async throws {
        let scene = try await PaperScene()
        try await scene.pay(december, on: day("2026-12-25"))
        try await NoteSamePayee(office: scene.office)(
            scene.other.payee,
            as: scene.registered.payee,
            because: "旧姓の登録",
            as: scene.staff.accountant
        )
        try await withFolder { folder in
            let slip = try await export(scene, december, to: folder)
            #expect(figures(slip) == [1, 1_242_340, 147_262, 200_000])
        }
    }

    @Test("takes off what was taken back, with its part above a million, in the month of the settlement")
    func reversals() async throws {
        let scene = try await PaperScene()
        try await scene.pay(december, on: day("2026-12-25"))
        try await scene.correct()
        try await scene.pay(january, on: day("2027-01-25"))
        database.clock.set(moment("2027-02-04T10:00:00+09:00"))
        try await withFolder { folder in
            let slip = try await export(scene, january, to: folder)
            // 1,200,000 less 600,000; tax 142,940 less 71,470; the 200,000 above a million came and went.
            #expect(figures(slip) == [1, 600_000, 71_470, 0])
            #expect(slip.waiting == 1)
            let claim: Payment.ID = try await database.owner.transaction { session in
                Payment.ID(try session.value("SELECT id FROM payment WHERE net < 0", as: Int64.self))
            }
            try await RecordRepayment(office: scene.office)(
                claim,
                on: day("2027-02-03"),
                as: scene.staff.accountant
            )
            // February has no payments of its own.
            let later = try await export(scene, february, to: folder)
            #expect(figures(later) == [1, -12_340, -1_259, 0])
        }
    }

    /// The other's 1,200,000 come back in two months, of which February's payment was made first.
    @Test("takes the part above a million off the month that takes back first, whichever was prepared first")
    func reversalsInOrder() async throws {
        let scene = try await PaperScene()
        let accountant = scene.staff.accountant
        try await scene.pay(december, on: day("2026-12-25"))
        let payee = scene.other.payee
        let paid = try await keys("SELECT id FROM honorarium WHERE payee_id = \(payee) ORDER BY id")
        for (month, hours) in [
            (january, "2027-01-08T10:00:00+09:00"), (february, "2027-02-04T10:00:00+09:00"),
        ] {
            database.clock.set(moment(hours))
            _ = try await CorrectHonorarium(office: scene.office)(
                Honorarium.ID(paid[month == january ? 0 : 1]),
                by: nil,
                reason: "開催なし",
                as: accountant
            )
            if month == january {
                _ = try await PreparePayments(office: scene.office)(february, as: accountant)
            }
            _ = try await closeMonth(month, scene.office)
        }
        let claims = try await keys("SELECT id FROM payment WHERE net < 0 ORDER BY pay_on")
        #expect(claims == claims.sorted(by: >) && claims.count == 2)
        database.clock.set(moment("2027-02-27T10:00:00+09:00"))
        for (claim, repaid) in zip(claims, ["2027-01-28", "2027-02-26"]) {
            let repay = RecordRepayment(office: scene.office)
            try await repay(Payment.ID(claim), on: day(repaid), as: accountant)
        }
        try await withFolder { folder in
            let first = try await export(scene, january, to: folder)
            #expect(figures(first) == [0, -600_000, -71_470, -200_000])
            let second = try await export(scene, february, to: folder)
            #expect(figures(second) == [0, -600_000, -71_470, 0])
        }
    }

    private func keys(_ query: SQL) async throws -> [Int64] {
        try await database.owner.transaction { session in
            try session.rows(query) { row throws(PostgresError) in try row.value("id") }
        }
    }

    @Test("leaves nothing behind on a full disk", .enabled(if: SmallDisk.canBeMade))
    func full() async throws {
        let scene = try await PaperScene()
        try await scene.pay(december, on: day("2026-12-25"))
        try await SmallDisk.expectNothingLeft { folder in _ = try await export(scene, december, to: folder) }
        let rows = try await scene.rows()
        #expect(rows == [0, 0])
    }

    @Test("is the only paper whose month need not have payments of its own")
    func months() async throws {
        func insert(_ kind: String) async throws {
            try await database.owner.transaction { session in
                try session.script(
                    """
                    INSERT INTO export_run (kind, month, file_name, byte_count, sha256, exported_at)
                    VALUES ('\(kind)', '2031-02-01', 'x', 1, sha256('x'), '2031-02-01T00:00:00Z');
                    """
                )
            }
        }
        try await insert("tax_slip")
        let error = await #expect(throws: PostgresError.self) { try await insert("journal") }
        #expect(error?.sqlState == "23503")
    }

    @Test("parts non-residents from residents")
    func nonresidents() async throws {
        let scene = try await PaperScene()
        try await scene.pay(december, on: day("2026-12-25"))
        try await database.owner.transaction { session in
            try session.script(
                """
                ALTER TABLE payment DISABLE TRIGGER USER;
                UPDATE payment SET payee_class = 'nonresident_individual' WHERE id = 1;
                """
            )
        }
        try await withFolder { folder in
            let slip = try await export(scene, december, to: folder)
            #expect(figures(slip) == [1, 1_200_000, 142_940, 200_000])
            #expect((slip.nonresidents.payees, slip.nonresidents.paid) == (1, Yen(42_340)))
            #expect(try CSVTable(bytes(slip.paper.path)).rows.map { $0["納付書"] } == ["居住者", "非居住者"])
        }
    }

    /// The first payee's 42,340 with 4,322 come back out of 30,000 on which 20.42 % is withheld.
    @Test("takes off residents' what was paid to a resident, wherever the payee lives by then")
    func movedAbroad() async throws {
        let scene = try await PaperScene()
        try await scene.pay(december, on: day("2026-12-25"))
        let payee = scene.registered.payee
        try await SetResidency(office: scene.office)(
            of: payee,
            to: .nonresident,
            from: day("2027-01-01"),
            as: scene.staff.accountant
        )
        let none = try TreatyDecisionDraft(
            relief: .none,
            rateBasisPoints: nil,
            treaty: "適用なし",
            notifiedOn: nil,
            validity: DateRange(day("2027-01-01")...)
        )
        _ = try await DecideTreaty(office: scene.office)(none, for: payee, as: scene.staff.accountant)
        try await scene.correct()
        try await scene.pay(january, on: day("2027-01-25"))
        let claim: Payment.ID = try await database.owner.transaction { session in
            Payment.ID(try session.value("SELECT id FROM payment WHERE net < 0", as: Int64.self))
        }
        database.clock.set(moment("2027-01-28T10:00:00+09:00"))
        try await RecordRepayment(office: scene.office)(
            claim,
            on: day("2027-01-28"),
            as: scene.staff.accountant
        )
        try await withFolder { folder in
            let slip = try await export(scene, january, to: folder)
            // The other payee's 600,000 and 71,470 of `reversals()`, less 42,340 and 4,322.
            #expect(figures(slip) == [1, 557_660, 67_148, 0])
            let abroad = slip.nonresidents
            #expect((abroad.payees, abroad.paid, abroad.tax) == (1, Yen(30_000), Yen(6_126)))
        }
    }

    @Test("is refused for months to come, without holidays, and with other totals")
    func refusals() async throws {
        let scene = try await PaperScene()
        try await scene.pay(december, on: day("2026-12-25"))
        try await withFolder { folder in
            await #expect(throws: Refusal.dayAhead(day("2027-01-01"))) {
                try await export(scene, january, to: folder)
            }
            await #expect(throws: Refusal.notPermitted(.clerk)) {
                try await ExportTaxSlip(office: scene.office)(december, to: folder, as: scene.staff.clerk)
            }
            try await database.owner.transaction { session in
                try session.script(
                    """
                    ALTER TABLE payment DISABLE TRIGGER USER;
                    UPDATE payment SET reversed_gross = 500, reversed_base = 500, reversed_tax = 51 WHERE id = 1;
                    """
                )
            }
            await #expect(throws: Refusal.totalsDiffer(december)) {
                try await export(scene, december, to: folder)
            }
            try await database.owner.transaction { session in
                try session.script("DELETE FROM holiday; DELETE FROM holiday_year WHERE year = 2027;")
            }
            await #expect(throws: Refusal.noHolidays(year: 2027)) {
                try await export(scene, december, to: folder)
            }
            #expect(try names(in: folder).isEmpty)
            let rows = try await scene.rows()
            #expect(rows == [0, 0])
        }
    }
}
