import CSV
import KodanDomain
import KodanImport
import Testing

@Suite("A table of payments whose tax is asked for")
struct TaxQuoteSheetTests {
    let table: WithholdingTable

    init() throws {
        let source = try Shipped.plain("tax/withholding-rates.csv")
        table = try WithholdingTable(rates: TableReader<WithholdingRateRecord>.all(source).map(\.rate))
    }

    private static let header =
        "gross,payee_kind,residency,consumption_tax_separated,consumption_tax,payment_date"

    private func quoted(_ bytes: [UInt8], piece: Int = 65_536) throws -> (
        sheet: TaxQuoteSheet, bytes: [UInt8]
    ) {
        var sheet = try TaxQuoteSheet(pieces(bytes, of: piece), table: table)
        var result: [UInt8] = []
        while let line = try sheet.next() { result += line }
        return (sheet, result)
    }

    private func problems(_ row: String, header: String = header) throws -> [RowProblem] {
        let (sheet, bytes) = try quoted(Array("\(header)\n\(row)\n".utf8))
        #expect(sheet.refused == 1)
        #expect(sheet.quoted == 0)
        // Of a refused row not a byte is written.
        #expect(bytes.split(separator: 0x0A).count == 1)
        return sheet.problems
    }

    @Test(
        "gets every golden vector's tax and net behind its own columns, which pass through",
        arguments: [1, 7, 65_536]
    )
    func vectors(piece: Int) throws {
        let path = Shipped.root + "/Tests/KodanDomainTests/Golden/withholding-vectors.csv"
        let bytes = try all(FileBytes(path: path).next)
        let (sheet, result) = try quoted(bytes, piece: piece)
        #expect(sheet.quoted == 104)
        #expect(sheet.refused == 0)
        let (before, after) = (try CSVTable(bytes), try CSVTable(result))
        #expect(after.columns == before.columns + ["withholding", "net"])
        #expect(after.rows.count == before.rows.count)
        for (old, new) in zip(before.rows, after.rows) {
            #expect(before.columns.map { old[$0] } == before.columns.map { new[$0] })
            #expect(new["withholding"] == old["expected_withholding"], "line \(old.line)")
            #expect(new["net"] == old["expected_net"], "line \(old.line)")
        }
    }

    @Test("keeps order, line ends, byte order mark and whatever stands in other columns")
    func form() throws {
        let rows = [
            "支払日,備考,支払額,支払先区分,居住区分,消費税区分記載,消費税額",
            "2026-11-30,\"=1+1, \"\"x\"\"\",33000,個人,居住者,はい,3000",
            "2027-01-01, y ,10,法人,居住者,いいえ,",
            ",,,,,,",
            "2026-11-30,,100,individual,nonresident,false,not read",
        ]
        let wanted = [
            "支払日,備考,支払額,支払先区分,居住区分,消費税区分記載,消費税額,withholding,net",
            "2026-11-30,\"=1+1, \"\"x\"\"\",33000,個人,居住者,はい,3000,3063,29937",
            "2027-01-01,\" y \",10,法人,居住者,いいえ,,0,10",
            "2026-11-30,,100,individual,nonresident,false,not read,20,80",
        ]
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        for (start, end) in [(mark, "\r\n"), ([], "\n"), (mark, "\n"), ([], "\r\n")] {
            let bytes = start + Array((rows.joined(separator: end) + end).utf8)
            let result = try quoted(bytes).bytes
            #expect(result == start + Array((wanted.joined(separator: end) + end).utf8))
        }
    }

    @Test("is refused row by row, each with line, column and what was expected")
    func rows() throws {
        let most = 0...999_999_999_999
        let cases: [(String, String, Expected)] = [
            ("-1,individual,resident,false,,2026-11-30", "gross", .integer(most)),
            ("1.5,individual,resident,false,,2026-11-30", "gross", .integer(most)),
            (",individual,resident,false,,2026-11-30", "gross", .integer(most)),
            ("1000000000000,individual,resident,false,,2026-11-30", "gross", .integer(most)),
            ("99999999999999999999,individual,resident,false,,2026-11-30", "gross", .integer(most)),
            ("1,person,resident,false,,2026-11-30", "payee_kind", .oneOf(["individual", "corporation"])),
            ("1,individual,,false,,2026-11-30", "residency", .oneOf(["resident", "nonresident"])),
            ("1,corporation,nonresident,false,,2026-11-30", "residency", .oneOf(["resident"])),
            ("1,individual,resident,maybe,,2026-11-30", "consumption_tax_separated", .yesOrNo),
            ("100,individual,resident,true,,2026-11-30", "consumption_tax", .integer(0...100)),
            ("100,individual,resident,true,101,2026-11-30", "consumption_tax", .integer(0...100)),
            ("1,individual,resident,false,,2026-02-29", "payment_date", .date),
            ("1,individual,resident,false,,", "payment_date", .date),
        ]
        for (row, column, expected) in cases {
            let found = try problems(row)
            #expect(found.map(\.line) == [2], "\(row)")
            #expect(found.map(\.column) == [column], "\(row)")
            #expect(found.map(\.expected) == [expected], "\(row)")
        }
        #expect(try problems("x,x,x,x,x,x").count == 5)
        #expect(try problems("1,individual,resident,false,,2026-11-30,more").map(\.expected) == [.absent])
    }

    @Test("is refused on a day beyond the rates, which it names")
    func days() throws {
        let found = try problems("1,individual,resident,false,,1988-12-31")
        let days = DateRange(try #require(LocalDate("1989-01-01"))...)
        #expect(found.map(\.expected) == [.dateWithin(days)])
        let corporations = DateRange(try #require(LocalDate("2013-01-01"))...)
        let other = try problems("1,corporation,resident,false,,2012-12-31")
        #expect(other.map(\.expected) == [.dateWithin(corporations)])
    }

    @Test("needs the consumption tax only where a document shows it apart")
    func optionalColumn() throws {
        let header = "gross,payee_kind,residency,consumption_tax_separated,payment_date"
        let bytes = Array("\(header)\n42340,individual,resident,false,2026-11-30\n".utf8)
        #expect(try String(decoding: quoted(bytes).bytes, as: UTF8.self).hasSuffix(",4322,38018\n"))
        let found = try problems("1,individual,resident,true,2026-11-30", header: header)
        #expect(found.map(\.column) == ["消費税額"])
    }

    @Test("is refused whole without its columns, or with those that are to be added")
    func header() throws {
        #expect(throws: HeaderProblem(missing: ["支払日 (payment_date)"])) {
            try quoted(Array("gross,payee_kind,residency,consumption_tax_separated\n".utf8))
        }
        #expect(throws: HeaderProblem(doubled: ["Net"])) {
            try quoted(Array("\(TaxQuoteSheetTests.header),Net\n".utf8))
        }
        #expect(throws: SheetBroken.openQuote(line: 2)) {
            try quoted(Array("\(TaxQuoteSheetTests.header)\n\"1,\n".utf8))
        }
    }

    @Test("keeps the first problems and counts the rows of all")
    func many() throws {
        let rows = String(repeating: "x,individual,resident,false,,2026-11-30\n", count: 1_000)
        let (sheet, _) = try quoted(Array("\(TaxQuoteSheetTests.header)\n\(rows)".utf8))
        #expect(sheet.refused == 1_000)
        #expect(sheet.problems.count == TaxQuoteSheet.problemLimit)
        #expect(sheet.problems.last?.line == 201)
    }
}
