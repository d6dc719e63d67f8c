import KodanTestSupport
import Testing

@testable import XLSX

@Suite("A workbook")
struct XLSXWriterTests {
    private static let columns = [
        XLSXColumn("名前", .text, width: 20), XLSXColumn("分", .number, width: 8),
        XLSXColumn("金額", .yen, width: 12), XLSXColumn("日", .date, width: 12),
    ]

    private func workbook(_ rows: [[XLSXCell]], limit: Int = XLSXWriter.largestSheet) throws -> [UInt8] {
        var writer = XLSXWriter(sheet: "一覧 <1>", columns: XLSXWriterTests.columns, limit: limit)
        var bytes = try writer.begin()
        for row in rows { bytes += try writer.row(row) }
        return try bytes + writer.end()
    }

    /// 2026-12-25 is day 20,812 of the epoch and 46,381 of spreadsheets.
    @Test("has typed cells under the names of its columns")
    func cells() throws {
        let file = try Unzipped(
            workbook([
                [.text("講 <太郎> & \"他\""), .number(90), .number(-42_340), .day(20_812)],
                [.text("=1+1"), .empty, .number(9_999_999_999), .empty],
            ])
        )
        #expect(
            file.cells == [
                ["名前", "分", "金額", "日"],
                ["講 &lt;太郎&gt; &amp; &quot;他&quot;", "90", "-42340", "46381"],
                ["=1+1", "", "9999999999", ""],
            ]
        )
        let sheet = file["xl/worksheets/sheet1.xml"]
        #expect(sheet.contains("<c r=\"A3\" s=\"0\" t=\"inlineStr\">"))
        #expect(sheet.contains("<c r=\"C2\" s=\"2\"><v>-42340</v></c>"))
        #expect(!sheet.contains("<f>"))
    }

    @Test("keeps its first row in sight, has widths, and formats for yen and days")
    func forms() throws {
        let file = try Unzipped(workbook([]))
        let sheet = file["xl/worksheets/sheet1.xml"]
        #expect(sheet.contains("ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\""))
        #expect(sheet.contains("<col min=\"1\" max=\"1\" width=\"20\" customWidth=\"1\"/>"))
        #expect(file["xl/styles.xml"].contains("formatCode=\"&quot;¥&quot;#,##0;"))
        #expect(file["xl/styles.xml"].contains("formatCode=\"yyyy\\-mm\\-dd\""))
        #expect(file["xl/workbook.xml"].contains("name=\"一覧 &lt;1&gt;\""))
        #expect(
            file.names == [
                "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
                "xl/styles.xml", "xl/worksheets/sheet1.xml",
            ]
        )
    }

    @Test("is the same bytes each time, also when it is many pieces")
    func again() throws {
        let rows = (0..<3_000).map { number -> [XLSXCell] in
            [.text("行 \(number)"), .number(Int64(number)), .number(Int64(number * 7_919)), .day(number)]
        }
        let bytes = try workbook(rows)
        #expect(try workbook(rows) == bytes)
        let cells = try Unzipped(bytes).cells
        #expect(cells.count == 3_001)
        #expect(cells.last == ["行 2999", "2999", "23749081", "28568"])
    }

    @Test("leaves out what XML forbids")
    func forbidden() throws {
        let cells = try Unzipped(workbook([[.text("a\u{1}\u{FFFE}b"), .empty, .empty, .empty]])).cells
        #expect(cells.last?.first == "ab")
        #expect(XLSXParts.escaped(String(repeating: "あ", count: 40_000)).count == 32_767)
    }

    @Test("refuses more rows than a sheet has")
    func tooMany() throws {
        let row: [XLSXCell] = [.text("a"), .empty, .empty, .empty]
        #expect(throws: Never.self) { try workbook([row, row], limit: 3) }
        #expect(throws: XLSXError.tooManyRows) { try workbook([row, row, row], limit: 3) }
    }

    @Test("names columns beyond Z")
    func letters() throws {
        let columns = (0..<28).map { XLSXColumn("c\($0)", .text, width: 4) }
        var writer = XLSXWriter(sheet: "s", columns: columns)
        let file = try Unzipped(writer.begin() + writer.end())
        #expect(file["xl/worksheets/sheet1.xml"].contains("<c r=\"Z1\""))
        #expect(file["xl/worksheets/sheet1.xml"].contains("<c r=\"AB1\""))
    }
}
