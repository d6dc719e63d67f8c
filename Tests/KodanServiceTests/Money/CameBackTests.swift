import CSV
import KodanDomain
import KodanExport
import KodanService
import KodanTestSupport
import Postgres
import Testing

private let december = PaperScene.december
private let january = PaperScene.january

/// The first payee's 42,340 with 4,322 withheld, 38,018 sent, come back after the bank had paid them.
@Suite("A transfer that comes back after it was paid", .database)
struct CameBackTests {
    private let database = TestDatabase.current

    private func file() async throws -> TransferFile.ID {
        let id: Int64 = try await database.owner.transaction { session in
            try session.value("SELECT max(id) FROM transfer_file")
        }
        return TransferFile.ID(id)
    }

    private func comeBack(
        _ scene: PaperScene,
        on day: LocalDate,
        record: Int = 1
    ) async throws -> SettledTransfer {
        try await SettleTransferFile(office: scene.office)(
            try await file(),
            paidOn: day,
            returned: [record: "入金口座なし"],
            as: scene.staff.accountant
        )
    }

    private func states(_ scene: PaperScene) async throws -> [PaymentState] {
        try await ReadMonth(office: scene.office)(december, as: scene.staff.accountant).payments.map(\.state)
    }

    private func slip(_ scene: PaperScene, _ month: YearMonth) async throws -> [Int64] {
        try await withFolder { folder in
            let slip = try await ExportTaxSlip(office: scene.office)(
                month,
                to: folder,
                as: scene.staff.accountant
            )
            let all = slip.residents
            return [Int64(all.payees), all.paid.amount, all.tax.amount, all.excess.amount]
        }
    }

    private func journal(_ scene: PaperScene) async throws -> [CSVTable.Row] {
        try await withFolder { folder in
            let paper = try await ExportJournal(office: scene.office)(
                december,
                to: folder,
                by: PaperScene.accounts(),
                as: scene.staff.accountant
            )
            return try CSVTable(bytes(paper.path)).rows
        }
    }

    private func said(_ row: CSVTable.Row) -> String {
        ["伝票番号", "計上日", "区分", "借方科目コード", "貸方科目コード", "金額", "日付の根拠"].map { row[$0] }.joined(separator: " ")
    }

    /// Debits less credits.
    private func balances(_ rows: [CSVTable.Row]) -> [String: Int64] {
        var balances: [String: Int64] = [:]
        for row in rows {
            let amount = Int64(row["金額"]) ?? 0
            balances[row["借方科目コード"], default: 0] += amount
            balances[row["貸方科目コード"], default: 0] -= amount
        }
        return balances
    }

    @Test("is owed again, and is sent and paid once more, while what was booked and paid over stands")
    func again() async throws {
        let scene = try await PaperScene()
        try await scene.pay(december, on: day("2026-12-28"))
        let before = try await journal(scene)
        database.clock.set(moment("2027-01-06T10:00:00+09:00"))
        let back = try await comeBack(scene, on: day("2027-01-05"))
        #expect((back.paid, back.returned) == ([], [Payment.ID(1)]))
        #expect(try await states(scene) == [.exported, .paid, .paid])
        #expect(try await slip(scene, december) == [2, 1_242_340, 147_262, 200_000])
        #expect(try await slip(scene, january) == [0, -42_340, -4_322, 0])
        let rows = try await journal(scene)
        #expect(rows.prefix(before.count).map(said) == before.map(said))
        let turned = rows.dropFirst(before.count).map(said)
        #expect(turned[0].hasSuffix("2027-01-05 赤 2110 1110 -38018 組戻日"))
        #expect(turned[1].hasSuffix("2027-01-05 赤 2110 2140 -4322 組戻日"))
        #expect(turned.count == 2)
        #expect(balances(rows)["2110"] == -42_340)

        let sent = try await withFolder { folder in
            try await RetryTransfers(office: scene.office)(
                december,
                on: day("2027-01-15"),
                to: folder,
                by: sampleBank(),
                as: scene.staff.accountant
            )
        }
        #expect(sent.map(\.records) == [1])
        database.clock.set(moment("2027-01-18T10:00:00+09:00"))
        let settled = try await SettleTransferFile(office: scene.office)(
            try await file(),
            paidOn: day("2027-01-15"),
            as: scene.staff.accountant
        )
        #expect(settled.paid == [Payment.ID(1)])
        #expect(try await states(scene) == [.paid, .paid, .paid])
        #expect(try await slip(scene, december) == [2, 1_242_340, 147_262, 200_000])
        #expect(try await slip(scene, january) == [1, 0, 0, 0])
        let last = try await journal(scene)
        #expect(last.prefix(rows.count).map(said) == rows.map(said))
        #expect(last.dropFirst(rows.count).map { $0["計上日"] } == ["2027-01-15", "2027-01-15"])
        #expect(balances(last) == balances(before))
    }

    @Test("counts once where all of it lies in one month")
    func oneMonth() async throws {
        let scene = try await PaperScene()
        try await scene.pay(december, on: day("2026-12-25"))
        database.clock.set(moment("2026-12-29T10:00:00+09:00"))
        _ = try await comeBack(scene, on: day("2026-12-28"))
        #expect(try await slip(scene, december) == [1, 1_200_000, 142_940, 200_000])
    }

    @Test("is no affair of the transfers that still wait, and of nothing that never was paid")
    func others() async throws {
        let scene = try await PaperScene()
        let accountant = scene.staff.accountant
        _ = try await withFolder { folder in
            try await ExportTransferFiles(office: scene.office)(
                december,
                to: folder,
                by: sampleBank(),
                as: accountant
            )
        }
        let file = try await file()
        database.clock.set(moment("2026-12-29T10:00:00+09:00"))
        let settle = SettleTransferFile(office: scene.office)
        let one = [TransferResult(record: 1, returned: nil)]
        _ = try await settle(file, paidOn: day("2026-12-28"), results: one, as: accountant)
        await #expect(throws: Refusal.settledAlready(file, record: 1)) {
            try await settle(file, paidOn: day("2026-12-29"), results: one, as: accountant)
        }
        await #expect(throws: Refusal.paidTooEarly(first: day("2026-12-28"))) {
            try await comeBack(scene, on: day("2026-12-27"))
        }
        let back = try await comeBack(scene, on: day("2026-12-29"))
        #expect((back.paid.count, back.returned.count) == (0, 1))
        await #expect(throws: Refusal.settledAlready(file, record: 1)) {
            try await comeBack(scene, on: day("2026-12-29"))
        }
        #expect(try await states(scene) == [.exported, .exported, .exported])
        let rest = try await settle(file, paidOn: day("2026-12-28"), as: accountant)
        #expect((rest.paid.count, rest.returned.count) == (2, 0))
    }

    @Test("is not sent again once it is cancelled, or another payee's")
    func notOwed() async throws {
        let scene = try await PaperScene()
        try await scene.pay(december, on: day("2026-12-28"))
        database.clock.set(moment("2027-01-06T10:00:00+09:00"))
        _ = try await CorrectHonorarium(office: scene.office)(
            Honorarium.ID(1),
            by: nil,
            reason: "開催なし",
            as: scene.staff.accountant
        )
        for record in 1...2 { _ = try await comeBack(scene, on: day("2027-01-05"), record: record) }
        let sent = try await withFolder { folder in
            try await RetryTransfers(office: scene.office)(
                december,
                on: day("2027-01-15"),
                to: folder,
                by: sampleBank(),
                as: scene.staff.accountant
            )
        }
        // The other's two lectures are owed as before.
        #expect(sent.map(\.records) == [1])
        #expect(try await states(scene) == [.exported, .exported, .paid])
        let waiting: [Int64] = try await database.owner.transaction { session in
            try session.rows(
                "SELECT payment_id FROM transfer_attempt WHERE state = 'sent'"
            ) { row throws(PostgresError) in try row.value("payment_id") }
        }
        #expect(waiting == [2])
    }

    @Test("is not accrued on the 31 March between, by when it was booked as paid")
    func accrued() async throws {
        let scene = try await PaperScene()
        try await scene.pay(december, on: day("2027-03-25"))
        database.clock.set(moment("2027-04-05T10:00:00+09:00"))
        _ = try await comeBack(scene, on: day("2027-04-02"))
        let year = try #require(FiscalYear(startYear: 2026))
        try await withFolder { folder in
            let list = try await ListAccrued(office: scene.office)(
                year,
                to: folder,
                as: scene.staff.accountant
            )
            #expect(list.totals.lines == 0)
        }
    }
}
