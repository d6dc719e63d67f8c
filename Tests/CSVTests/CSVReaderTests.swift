import CSV
import Testing

@Suite("Reading CSV")
struct CSVReaderTests {
    @Test(
        "takes fields, quotes and line ends as RFC 4180 has them",
        arguments: [
            ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
            ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
            ("a\rb\r", [["a"], ["b"]]),
            ("\"a,\"\"b\"\"\",c\n", [["a,\"b\"", "c"]]),
            ("\"line\nbreak\",x\n", [["line\nbreak", "x"]]),
            ("a,,\n", [["a", "", ""]]),
            ("\n\na\n\n", [["a"]]),
            ("\u{FEFF}\"名前\",カナ\n", [["名前", "カナ"]]),
            ("", []),
        ]
    )
    func reads(text: String, expected: [[String]]) throws {
        for size in [1, 2, 7, 4096] {
            #expect(try records(Array(text.utf8), chunk: size).map(\.fields) == expected)
        }
    }

    @Test("says on which line each record begins")
    func lines() throws {
        let found = try records(Array("h\n\"a\nb\"\n\nc\n".utf8), chunk: 3)
        #expect(found.map(\.line) == [1, 2, 5])
        let returns = try records(Array("h\r\"a\rb\"\r\rc\r".utf8), chunk: 3)
        #expect(returns.map(\.line) == [1, 2, 5])
        let both = try records(Array("h\r\n\"a\r\nb\"\r\nc\r\n".utf8), chunk: 3)
        #expect(both.map(\.line) == [1, 2, 4])
    }

    @Test(
        "refuses what is no CSV",
        arguments: [
            (Array("a\nb\"c\n".utf8), CSVError.strayQuote(line: 2)),
            (Array("\"a\"b\n".utf8), CSVError.strayQuote(line: 1)),
            (Array("a\n\"b\n".utf8), CSVError.openQuote(line: 2)),
            ([0x61, 0x0A, 0x82, 0xA0, 0x0A], CSVError.notUTF8(line: 2)),
        ]
    )
    func refuses(bytes: [UInt8], error: CSVError) {
        #expect(throws: error) { try records(bytes, chunk: 2) }
    }

    @Test("refuses a record without end before it fills the memory")
    func bounded() {
        let endless: () -> [UInt8]? = { [UInt8](repeating: 0x61, count: 65_536) }
        var reader = CSVReader(source: endless)
        #expect(throws: CSVError.tooLong(line: 1, limit: CSVReader.recordLimit)) { try reader.next() }
    }

    @Test("gives back what was written, guarding formulas")
    func roundTrip() throws {
        var bytes = CSVWriter.byteOrderMark
        CSVWriter.append(["a,b", "say \"hi\"", "x\ny", " pad ", "-12"], to: &bytes)
        CSVWriter.append(["=SUM(A1)", "+81", "@x", "-a", ""], to: &bytes)
        let found = try records(bytes, chunk: 5).map(\.fields)
        #expect(
            found == [
                ["a,b", "say \"hi\"", "x\ny", " pad ", "-12"],
                ["'=SUM(A1)", "+81", "'@x", "'-a", ""],
            ]
        )
    }

    @Test(
        "guards what a spreadsheet could compute, in either width, and no amount and no dash for none",
        arguments: [
            ("=1+1", true), ("@SUM(A1)", true), ("+81-3-0000", true), ("-a", true), ("-1-2", true),
            ("＝１＋１", true), ("＠ＳＵＭ", true), ("＋Ａ１", true), ("－Ａ１", true), ("＝cmd", true), ("=1", true),
            ("\t=1", true), ("\r=1", true), ("\n=1", true), ("\r\n=1", true),
            ("-", false), ("--", false), ("－", false), ("－－", false), ("+", false), ("@", false),
            ("-1200", false), ("+7", false), ("－１２００", false), ("9223372036854775808", false),
            ("ー", false), ("１－２－３", false), ("セキュリティ＝対策", false), ("﹅", false), ("", false),
        ]
    )
    func guards(field: String, isGuarded: Bool) throws {
        var bytes: [UInt8] = []
        CSVWriter.append([field, "x"], to: &bytes)
        let written = try records(bytes, chunk: 3).map(\.fields)
        #expect(written == [[isGuarded ? "'" + field : field, "x"]])
        guard isGuarded, field.first?.isWhitespace == false else { return }
        #expect(CSVWriter.withoutGuard("'" + field) == field)
    }

    @Test("leaves an apostrophe that guards nothing", arguments: ["'", "''", "'a", "a'", "'１", ""])
    func apostrophes(field: String) {
        #expect(CSVWriter.withoutGuard(field) == field)
    }

    @Test("reads a small table by column name")
    func table() throws {
        let table = try CSVTable(Array("x,y\n1,\n2,b\n".utf8))
        #expect(table.columns == ["x", "y"])
        #expect(table.rows.map { $0["x"] } == ["1", "2"])
        #expect(table.rows.map { $0["y"] } == ["", "b"] && table.rows.map { $0["z"] } == ["", ""])
        #expect(table.rows.map(\.line) == [2, 3])
    }

    private func records(_ bytes: [UInt8], chunk: Int) throws -> [CSVRecord] {
        var rest = bytes[...]
        var reader = CSVReader {
            guard !rest.isEmpty else { return nil }
            defer { rest = rest.dropFirst(chunk) }
            return Array(rest.prefix(chunk))
        }
        var found: [CSVRecord] = []
        while let record = try reader.next() { found.append(record) }
        return found
    }
}
