import CSV
import KodanDomain
import KodanExport
import Testing

@Suite("The month's list of honoraria")
struct HonorariumListTests {
    private func line(
        _ fee: Int64,
        tax: Int64,
        travel: (cash: Int64, ticket: Int64) = (0, 0),
        lecture: String = "lec-1",
        entry: HonorariumEntry = .original
    ) throws -> HonorariumListLine {
        try HonorariumListLine(
            lecture: lecture,
            lectureDate: Golden.date("2026-11-10"),
            programme: "地域における講習会",
            host: "テスト商工会議所",
            rank: "A",
            unitPrice: Yen(7_900),
            rate: "fee-3",
            billedMinutes: 120,
            entry: entry,
            fee: Yen(fee),
            travelToPresenter: Yen(travel.cash),
            travelDirectly: Yen(travel.ticket),
            tax: Yen(tax),
            invoiceNumber: "T7123456789012",
            invoiceStatus: .registered,
            accountCode: "5210"
        )
    }

    private func payment(
        _ key: String,
        to payee: String,
        tax: Int64,
        lines: [HonorariumListLine]
    ) throws -> HonorariumListPayment {
        HonorariumListPayment(
            payment: key,
            date: try Golden.date("2026-12-25"),
            payee: payee,
            payeeName: "試験 太郎",
            base: lines.reduce(.zero) { $0 + $1.base },
            tax: Yen(tax),
            preparer: "担当 一",
            approver: "決裁 二",
            lines: lines
        )
    }

    @Test("has a mark, Japanese names and one row per honorarium with its share of the tax")
    func rows() throws {
        var list = HonorariumList()
        var bytes = list.header()
        #expect(bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
        bytes += try list.rows(
            of: payment(
                "pay-1",
                to: "pye-9",
                tax: 4_322,
                lines: [line(30_000, tax: 4_322, travel: (12_340, 980))]
            )
        )
        // Two lines of 5,000: 1,021 for the payment, not twice 510.
        let halves = try [line(5_000, tax: 511, lecture: "lec-2"), line(5_000, tax: 510, lecture: "lec-3")]
        bytes += try list.rows(of: payment("pay-2", to: "pye-10", tax: 1_021, lines: halves))
        let table = try CSVTable(bytes)
        #expect(table.columns.count == 25)
        #expect(table.rows.map { $0["講演番号"] } == ["lec-1", "lec-2", "lec-3"])
        #expect(table.rows.map { $0["源泉徴収税額"] } == ["4322", "511", "510"])
        #expect(table.rows.map { $0["差引支払額"] } == ["38018", "4489", "4490"])
        let first = table.rows[0]
        let expected = [
            "支払番号": "pay-1", "区分": "通常", "支払日": "2026-12-25", "支払先番号": "pye-9", "支払先氏名": "試験 太郎",
            "講演日": "2026-11-10", "事業": "地域における講習会", "開催団体": "テスト商工会議所", "支給時間（分）": "120",
            "ランク": "A", "単価": "7900", "単価番号": "fee-3", "謝金": "30000", "旅費（本人支払）": "12340",
            "旅費（直接支払）": "980", "支払額": "42340", "源泉徴収対象額": "42340", "登録番号": "T7123456789012",
            "登録状況（講演日時点）": "登録あり", "勘定科目": "5210", "作成者": "担当 一", "承認者": "決裁 二",
        ]
        for (column, value) in expected { #expect(first[column] == value, "\(column)") }
    }

    @Test("keeps totals that agree with its rows, red entries with their sign")
    func totals() throws {
        var list = HonorariumList()
        var bytes = list.header()
        let lines = try [line(30_000, tax: 3_063), line(20_000, tax: 2_042)]
        bytes += try list.rows(of: payment("pay-1", to: "pye-1", tax: 5_105, lines: lines))
        let corrected = try [
            line(-30_000, tax: -3_063, entry: .red), line(10_000, tax: 1_021, entry: .black),
        ]
        bytes += try list.rows(of: payment("pay-2", to: "pye-1", tax: -2_042, lines: corrected))
        bytes += try list.rows(
            of: payment("pay-3", to: "pye-2", tax: 1_021, lines: [line(10_000, tax: 1_021)])
        )
        let expected = ControlTotals(
            payees: 2,
            payments: 3,
            lines: 5,
            gross: Yen(40_000),
            base: Yen(40_000),
            tax: Yen(4_084)
        )
        #expect(list.totals == expected)
        let table = try CSVTable(bytes)
        let sums = ["支払額", "源泉徴収対象額", "源泉徴収税額", "差引支払額"].map { column in
            table.rows.reduce(Int64(0)) { $0 + (Int64($1[column]) ?? 0) }
        }
        #expect(sums == [expected.gross, expected.base, expected.tax, expected.net].map(\.amount))
        #expect(table.rows.map { $0["区分"] } == ["通常", "通常", "赤", "黒", "通常"])
        #expect(table.rows[2]["差引支払額"] == "-26937")
    }

    @Test("refuses payments out of order, and lines that are not the payment's base")
    func refusals() throws {
        var list = HonorariumList()
        let lines = try [line(10_000, tax: 1_021)]
        _ = try list.rows(of: payment("pay-1", to: "pye-10", tax: 1_021, lines: lines))
        let early = try payment("pay-2", to: "pye-9", tax: 1_021, lines: lines)
        #expect(throws: HonorariumListRefusal.order(payment: "pay-2")) { try list.rows(of: early) }
        let taxed = try payment("pay-3", to: "pye-11", tax: 1_022, lines: lines)
        #expect(throws: HonorariumListRefusal.tax(payment: "pay-3", stated: Yen(1_022), lines: Yen(1_021))) {
            try list.rows(of: taxed)
        }
        let empty = try payment("pay-5", to: "pye-13", tax: 0, lines: [])
        #expect(throws: HonorariumListRefusal.noLines(payment: "pay-5")) { try list.rows(of: empty) }
        let wrong = HonorariumListPayment(
            payment: "pay-4",
            date: try Golden.date("2026-12-25"),
            payee: "pye-12",
            payeeName: "試験 花子",
            base: Yen(10_001),
            tax: Yen(1_021),
            preparer: "",
            approver: "",
            lines: lines
        )
        #expect(throws: HonorariumListRefusal.base(payment: "pay-4", stated: Yen(10_001), lines: Yen(10_000)))
        {
            try list.rows(of: wrong)
        }
        #expect(list.totals.payments == 1)
    }

    @Test("gives spreadsheets no formula to run")
    func formulas() throws {
        var list = HonorariumList()
        let payment = HonorariumListPayment(
            payment: "pay-1",
            date: try Golden.date("2026-12-25"),
            payee: "pye-1",
            payeeName: "=HYPERLINK(\"x\")",
            base: Yen(1),
            tax: .zero,
            preparer: "",
            approver: "",
            lines: [try line(1, tax: 0)]
        )
        let table = try CSVTable(list.header() + list.rows(of: payment))
        #expect(table.rows[0]["支払先氏名"] == "'=HYPERLINK(\"x\")")
    }
}

@Suite("Names of bank files")
struct TransferFileNameTests {
    @Test("say the month, which try and which part")
    func names() throws {
        let month = try Golden.date("2026-12-25").yearMonth
        #expect(TransferFileName(month, round: 1, part: 1).description == "transfer-2026-12.txt")
        #expect(TransferFileName(month, round: 1, part: 2).description == "transfer-2026-12-2.txt")
        #expect(TransferFileName(month, round: 2, part: 1).description == "transfer-2026-12-retry1.txt")
        #expect(TransferFileName(month, round: 3, part: 4).description == "transfer-2026-12-retry2-4.txt")
    }
}
