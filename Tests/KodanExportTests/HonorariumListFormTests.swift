import CSV
import Foundation
import KodanDomain
import KodanExport
import KodanTestSupport
import Testing

@Suite("The list of honoraria in other forms")
struct HonorariumListFormTests {
    private func line(_ fee: Int64, tax: Int64, host: String, entry: HonorariumEntry) throws
        -> HonorariumListLine
    {
        try HonorariumListLine(
            honorarium: "hon-7",
            lecture: "asg-1",
            lectureDate: Golden.date("2026-11-10"),
            programme: "地域における講習会",
            host: host,
            rank: "A",
            unitPrice: Yen(7_900),
            rate: "",
            billedMinutes: 120,
            entry: entry,
            fee: Yen(fee),
            travelToPresenter: Yen(fee > 0 ? 12_340 : -12_340),
            travelDirectly: Yen(980),
            separateTax: Yen(fee > 0 ? 100 : -100),
            tax: Yen(tax),
            invoiceNumber: "T7123456789012",
            invoiceStatus: .registered,
            accountCode: "5310"
        )
    }

    private func payments(host: String = "見本商工会議所", payee: String = "試験 太郎") throws -> [HonorariumListPayment]
    {
        let lines = try [
            line(30_000, tax: 4_312, host: host, entry: .original),
            line(-10_000, tax: -2_271, host: host, entry: .red),
        ]
        return try lines.enumerated().map { index, line in
            HonorariumListPayment(
                payment: "pmt-\(index + 1)",
                date: try Golden.date("2026-12-25"),
                payee: "pye-\(index + 1)",
                payeeName: payee,
                base: line.base,
                tax: line.tax,
                preparer: "担当 \"一\"",
                approver: "決裁",
                lines: [line]
            )
        }
    }

    private func bytes(_ list: some HonorariumListForm, _ payments: [HonorariumListPayment]) throws -> [UInt8]
    {
        var list = list
        var bytes = try list.header()
        for payment in payments { bytes += try list.rows(of: payment) }
        return try bytes + list.footer()
    }

    private var totals: ControlTotals {
        ControlTotals(
            payees: 2,
            payments: 2,
            lines: 2,
            gross: Yen(20_000),
            base: Yen(20_000),
            tax: Yen(2_041)
        )
    }

    @Test("is one JSON object with typed values, and the totals of its lines")
    func json() throws {
        let month = try #require(YearMonth("2026-12"))
        let list = HonorariumListJSON(month: month, totals: totals)
        let bytes = try bytes(list, payments())
        #expect(try self.bytes(list, payments()) == bytes)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(object["month"] as? String == "2026-12")
        let stated = try #require(object["totals"] as? [String: Int])
        let lines = try #require(object["lines"] as? [[String: Any]])
        for key in ["gross", "base", "tax", "net"] {
            #expect(lines.reduce(0) { $0 + ($1[key] as? Int ?? 0) } == stated[key], "\(key)")
        }
        #expect(stated["payees"] == 2)
        let first = lines[0]
        #expect(first["honorarium"] as? String == "hon-7")
        #expect(first["fee"] as? Int == 30_000)
        #expect(first["base"] as? Int == 42_240)
        #expect(first["separate_consumption_tax"] as? Int == 100)
        #expect(first["pay_on"] as? String == "2026-12-25")
        #expect(first["preparer"] as? String == "担当 \"一\"")
        #expect(first["rate"] is NSNull)
        #expect(lines.map { $0["entry"] as? String } == ["original", "red"])
        #expect(lines[1]["net"] as? Int == -20_069)
    }

    @Test("is a JSON object without lines too")
    func emptyJSON() throws {
        let list = HonorariumListJSON(month: try #require(YearMonth("2026-12")), totals: .zero)
        let object = try JSONSerialization.jsonObject(with: Data(bytes(list, []))) as? [String: Any]
        #expect((object?["lines"] as? [Any])?.count == 0)
    }

    @Test("is a workbook with the same columns and sums as the CSV")
    func workbook() throws {
        let month = try #require(YearMonth("2026-12"))
        let table = try CSVTable(bytes(HonorariumList(), payments()))
        let cells = try Unzipped(bytes(HonorariumListWorkbook(month: month), payments())).cells
        #expect(cells.first == table.columns)
        for (row, record) in zip(cells.dropFirst(), table.rows) {
            for (column, cell) in zip(table.columns, row) where !["支払日", "講演日"].contains(column) {
                #expect(cell.replacing("&quot;", with: "\"") == record[column], "\(column)")
            }
        }
        #expect(cells[1][2] == "46381")
        #expect(cells.count == 3)
    }

    /// 髙 and 﨑 are in CP932 (IBM's part), 𠮷 and 〜 are not; the latter is ～ on Windows.
    @Test("is written in CP932, with a report of what does not fit")
    func cp932() throws {
        var list = try HonorariumListCP932()
        var bytes = list.header()
        #expect(Array(bytes.prefix(4)) == [0x8E, 0x78, 0x95, 0xA5])
        for payment in try payments(host: "𠮷田𠮷〜会", payee: "髙﨑") { bytes += try list.rows(of: payment) }
        #expect(list.misfitCount == 4)
        let told = list.misfits.map { "\($0.row) \($0.column) \($0.character) \($0.written)" }
        #expect(told.prefix(2) == ["2 開催団体 𠮷 〓", "2 開催団体 〜 ～"])
        #expect(list.misfits.map(\.row) == [2, 2, 3, 3])
        let geta: [UInt8] = [0x81, 0xAC]
        // 〓田〓～会
        #expect(bytes.contains(geta + [0x93, 0x63] + geta + [0x81, 0x60, 0x89, 0xEF]))
        #expect(bytes.contains([0xFB, 0xFC, 0xED, 0x95]) || bytes.contains([0xFB, 0xFC, 0xFA, 0xB1]))
        #expect(list.totals == totals)
    }

    @Test("counts what does not fit beyond what it reports")
    func bounded() throws {
        var list = try HonorariumListCP932()
        let many = String(String.UnicodeScalarView((0..<150).compactMap { UnicodeScalar(0x2_0000 + $0) }))
        _ = try list.rows(of: payments(host: many)[0])
        #expect(list.misfits.count == HonorariumListCP932.mostMisfits)
        #expect(list.misfitCount == 150)
    }
}
