import CSV
import KodanDomain
import KodanExport
import Testing

@Suite("Journal entries")
struct JournalTests {
    private static let codes: [JournalRole: String] = [
        .honoraria: "5110", .travel: "5210", .payable: "2130", .withheld: "2190", .bank: "1110",
        .receivable: "1150",
    ]

    private func journal() throws -> Journal {
        let accounts = Dictionary(
            uniqueKeysWithValues: try JournalRole.allCases.map { role in
                let code = try #require(JournalTests.codes[role])
                return (
                    role, try #require(JournalAccount(code: code, name: role.rawValue, taxCode: "T\(code)"))
                )
            }
        )
        return try Journal(accounts: JournalAccounts(accounts))
    }

    private func entry(
        _ number: String,
        _ event: JournalEntry.Event,
        isReversal: Bool = false
    ) throws -> JournalEntry {
        try JournalEntry(
            number: number,
            date: Golden.date("2026-11-30"),
            event: event,
            isReversal: isReversal,
            source: "hon-12",
            payee: "pye-3",
            payeeName: "講壇, 花子",
            description: "講師謝金"
        )
    }

    /// Fee 30,000 and cash travel 12,340: tax 4,322, transfer 38,018, as the domain's worked example has it.
    private func story() throws -> [JournalEntry] {
        [
            try entry("1", .accrued(fee: Yen(30_000), travel: Yen(12_340))),
            try entry("2", .paid(gross: Yen(42_340), tax: Yen(4_322))),
        ]
    }

    @Test("post fee, travel, transfer and tax with the body's own codes")
    func rows() throws {
        var journal = try journal()
        var bytes = journal.header()
        for entry in try story() { bytes += try journal.rows(of: entry) }
        let rows = try CSVTable(bytes).rows
        #expect(
            rows.map { [$0["伝票番号"], $0["行番号"], $0["借方科目コード"], $0["貸方科目コード"], $0["金額"]] } == [
                ["1", "1", "5110", "2130", "30000"], ["1", "2", "5210", "2130", "12340"],
                ["2", "1", "2130", "1110", "38018"], ["2", "2", "2130", "2190", "4322"],
            ]
        )
        #expect(rows.allSatisfy { $0["取引先名"] == "講壇, 花子" && $0["元データ"] == "hon-12" && $0["区分"] == "通常" })
        #expect(rows.first?["借方税区分"] == "T5110")
        #expect(Array(bytes.prefix(3)) == [0xEF, 0xBB, 0xBF])
    }

    @Test("balance: what was owed is gone in the end, its tax stays, and all accounts add up to zero")
    func balances() throws {
        var journal = try journal()
        for entry in try story() {
            _ = try journal.rows(of: entry)
            #expect(journal.balances.values.reduce(Yen.zero, +) == .zero)
        }
        #expect(journal.balances[.payable] == .zero)
        #expect(journal.balances[.withheld] == Yen(-4_322))
        #expect(journal.balances[.bank] == Yen(-38_018))
        #expect(journal.entries == 2)
    }

    @Test("are reversed by the same rows with the sign changed")
    func reversal() throws {
        var journal = try journal()
        let original = try entry("2", .paid(gross: Yen(42_340), tax: Yen(4_322)))
        let red = try entry("4", .paid(gross: Yen(42_340), tax: Yen(4_322)), isReversal: true)
        _ = try journal.rows(of: original)
        let rows = try CSVTable(journal.header() + journal.rows(of: red)).rows
        #expect(rows.map { $0["金額"] } == ["-38018", "-4322"])
        #expect(rows.map { $0["区分"] } == ["赤", "赤"])
        #expect(journal.balances.values.allSatisfy { $0 == .zero })
    }

    @Test("claim what a payee owes back without moving money, until it comes")
    func claims() throws {
        var journal = try journal()
        // 42,340 was paid with 4,322 of tax; 20,000 with 2,042 was right.
        let entries = [
            try entry("1", .claimed(gross: Yen(20_000), tax: Yen(2_042))),
            try entry("2", .claimed(gross: Yen(42_340), tax: Yen(4_322)), isReversal: true),
        ]
        let rows = try CSVTable(journal.header() + entries.flatMap { try journal.rows(of: $0) }).rows
        #expect(
            rows.map { [$0["借方科目コード"], $0["貸方科目コード"], $0["金額"]] } == [
                ["2130", "1150", "17958"], ["2130", "2190", "2042"],
                ["2130", "1150", "-38018"], ["2130", "2190", "-4322"],
            ]
        )
        #expect(journal.balances[.receivable] == Yen(20_060))
        #expect(journal.balances[.bank] == nil)
        _ = try journal.rows(of: entry("3", .repaid(Yen(20_060))))
        #expect(journal.balances[.receivable] == .zero)
        #expect(journal.balances[.bank] == Yen(20_060))
    }

    @Test("bear the tax code of the payee's registration, and say why they count on their day")
    func taxCodes() throws {
        var roles = [JournalRole: JournalAccount]()
        for role in JournalRole.allCases {
            roles[role] = JournalAccount(
                code: role.rawValue,
                name: "",
                taxCode: "all",
                unregisteredTaxCode: "{percent} of {percent}"
            )
        }
        var journal = try Journal(accounts: JournalAccounts(roles))
        let entry = try JournalEntry(
            number: "1",
            date: Golden.date("2026-11-30"),
            event: .accrued(fee: Yen(1), travel: .zero),
            source: "hon-1",
            description: JournalEntry.accrualText(programme: "講習", title: "題", host: ""),
            basis: .corrected,
            deductiblePercent: 70
        )
        let row = try #require(try CSVTable(journal.header() + journal.rows(of: entry)).rows.first)
        #expect(row["借方税区分"] == "70 of 70")
        #expect(row["日付の根拠"] == "訂正日")
        #expect(row["摘要"] == "講師謝金 講習「題」")
    }

    @Test("leave out what is zero, and refuse entries of nothing or below zero")
    func refusals() throws {
        var journal = try journal()
        let untaxed = try journal.rows(of: entry("1", .paid(gross: Yen(500), tax: .zero)))
        #expect(untaxed.count { $0 == 0x0A } == 1)
        #expect(throws: JournalRefusal.nothing(entry: "2")) {
            try journal.rows(of: entry("2", .accrued(fee: .zero, travel: .zero)))
        }
        #expect(throws: JournalRefusal.amount(entry: "3")) {
            try journal.rows(of: entry("3", .accrued(fee: Yen(-1), travel: .zero)))
        }
        #expect(throws: JournalRefusal.amount(entry: "4")) {
            try journal.rows(of: entry("4", .paid(gross: Yen(100), tax: Yen(101))))
        }
        #expect(journal.entries == 1)
    }

    @Test("need an account for every role, and a code for every account")
    func accounts() {
        #expect(JournalAccount(code: "", name: "x") == nil)
        let found = #expect(throws: JournalRolesMissing.self) { try JournalAccounts([:]) }
        #expect(found?.roles == JournalRole.allCases)
    }
}
