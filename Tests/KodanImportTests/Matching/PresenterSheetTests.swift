import Foundation
import KodanDomain
import KodanImport
import Testing

@Suite("A spreadsheet of presenters")
struct PresenterSheetTests {
    @Test("gives every column")
    func reads() throws {
        let row = try #require(try presenter([:]))
        #expect(row.id == "P1")
        #expect(row.name == "講壇 花子")
        #expect(row.base.municipality.digits == "13101")
        #expect(row.topics == ["phishing", "五か条"])
        #expect(row.level == 2)
        #expect(row.capPerMonth == 3)
        #expect(row.unavailable.map(\.description).sorted() == ["2026-12-05", "2026-12-12"])
        #expect(row.reachMinutes == 90)
        #expect(row.weekdays == [.monday, .tuesday, .wednesday])
        #expect(row.lecturesThisYear == 4)
        #expect(row.yearlyCap == 12)
        #expect(row.organizations == ["講壇協会"])
        #expect(!row.acceptsOnline)
    }

    @Test("needs only what cannot be guessed, and says what it takes for the rest")
    func defaults() throws {
        let bytes = Array("id,municipality,topics,level,cap_per_month\nP1,13101,phishing,0,0\n".utf8)
        let row = try #require(try sheet(presenters: bytes).rows.first)
        #expect(row.name.isEmpty)
        #expect(row.unavailable == [])
        #expect(row.reachMinutes == 150)
        #expect(row.weekdays == Set(Weekday.allCases))
        #expect(row.lecturesThisYear == 0)
        #expect(row.yearlyCap == nil)
        #expect(row.organizations == [])
        #expect(row.acceptsOnline)
        #expect(row.level == 0)
        #expect(row.capPerMonth == 0)
    }

    @Test("gives the same in any order of columns, in Japanese, UTF-8 with and without mark, and CP932")
    func sameInEveryForm() throws {
        let expected = try presenter([:])
        let japanese = """
            オンライン,所属団体,年上限,今年度の回数,曜日,移動時間,対応不可日,月上限,レベル,分野,市区町村,氏名,講師番号\r
            いいえ,講壇協会,１２回,4,月・火;水曜日,90分,2026年12月5日;令和8年12月12日,３,2級,ＰＨＩＳＨＩＮＧ；五か条,13101,講壇　花子,P1\r

            """
        let cp932 = try #require(japanese.data(using: .shiftJIS))
        for bytes in [Array(japanese.utf8), [0xEF, 0xBB, 0xBF] + Array(japanese.utf8), Array(cp932)] {
            #expect(try sheet(presenters: bytes).rows.first == expected)
        }
    }

    @Test("gives the same parted by tabs, as spreadsheets copy it")
    func tabs() throws {
        let comma = file(sheetPresenter)
        let tab = Array(String(decoding: comma, as: UTF8.self).replacing("\",\"", with: "\"\t\"").utf8)
        #expect(try sheet(presenters: tab).rows == (try sheet(presenters: comma).rows))
        #expect(try sheet(presenters: Array("\r\n".utf8) + tab).rows.count == 1)
        // A comma in the header says that commas part the fields; a tab is then part of a name.
        #expect(throws: HeaderProblem.self) {
            try sheet(presenters: Array("id,municipality,topics,level\tcap_per_month\n".utf8))
        }
    }

    @Test(
        "parts lists by semicolons, Japanese commas and line breaks in the cell",
        arguments: [("、", "、"), ("､", "､"), ("\n", "\r\n"), (" ; ", ";\n")]
    )
    func lists(first: String, second: String) throws {
        let row = try #require(
            try presenter([
                "topics": "Phishing\(first)五か条", "unavailable": "2026-12-05\(second)2026/12/12",
                "weekdays": "月〜火\(first)水曜日", "organization": "講壇協会\(second)見本会",
            ])
        )
        #expect(row.topics.isSuperset(of: ["phishing", "五か条"]))
        #expect(row.unavailable.map(\.description).sorted() == ["2026-12-05", "2026-12-12"])
        #expect(row.weekdays == [.monday, .tuesday, .wednesday])
        #expect(row.organizations.isSuperset(of: ["講壇協会", "見本会"]))
    }

    @Test("keeps a word with a Japanese comma in it beside its parts, for the other sheet may name it whole")
    func wholeWords() throws {
        let row = try #require(try presenter(["topics": "個人情報、情報漏えい;五か条"]))
        #expect(row.topics == ["個人情報、情報漏えい", "個人情報", "情報漏えい", "五か条"])
    }

    @Test("passes over columns that nobody knows if told so, and names them")
    func ignoredColumns() throws {
        let bytes = file(sheetPresenter, ["備考": "電話は午後", "電話": "03-0000-0001"])
        let sheet = try Sheet(presenters: wholePiece(bytes), gazetteer, ignoringUnknownColumns: true)
        let known = try #require(try presenter([:]))
        #expect(sheet.rows == [known])
        #expect(sheet.ignoredColumns == ["備考", "電話"])
    }

    @Test(
        "names line, column, value and what was expected",
        arguments: [
            ("id", "", Expected.present), ("municipality", "", .present),
            ("municipality", "東京", .municipality),
            ("municipality", "99999", .municipality), ("topics", "", .present), ("topics", ";", .present),
            ("level", "4", .integer(0...3)), ("level", "", .present), ("level", "high", .integer(0...3)),
            ("cap_per_month", "", .present), ("cap_per_month", "32", .integer(0...31)),
            ("cap_per_month", "-1", .integer(0...31)), ("unavailable", "2026-02-30", .list(of: "2026-12-05")),
            ("unavailable", "2026-12-05,2026-12-06", .list(of: "2026-12-05")),
            ("reach_minutes", "9", .integer(10...480)), ("weekdays", "someday", .list(of: "mon-fri")),
            ("lectures_this_year", "367", .integer(0...366)), ("yearly_cap", "many", .integer(0...366)),
            ("organization", ";", .present), ("online", "maybe", .yesOrNo),
        ]
    )
    func refuses(column: String, value: String, expected: Expected) throws {
        let sheet = try sheet(presenters: file(sheetPresenter, [column: value]))
        #expect(sheet.rows == [])
        #expect(sheet.refused == 1)
        #expect(
            sheet.problems == [RowProblem(line: 2, column: column, value: value, expected: expected)]
        )
    }

    @Test("tells everything that is wrong with a row at once, and keeps the good rows")
    func severalProblems() throws {
        let bytes = Array(
            """
            id,municipality,topics,level,cap_per_month
            P1,13101,phishing,2,1
            P2,nowhere,phishing,9,1

            P3,13101,phishing,2,x

            """.utf8
        )
        let sheet = try sheet(presenters: bytes)
        #expect(sheet.rows.map(\.id) == ["P1"])
        #expect(sheet.refused == 2)
        #expect(
            sheet.problems.map { "\($0.line) \($0.column) \($0.value)" }
                == ["3 municipality nowhere", "3 level 9", "5 cap_per_month x"]
        )
    }

    @Test(
        "refuses an id that an earlier row has, in whatever width it is written, and even if that row is bad"
    )
    func doubledIds() throws {
        let bytes = Array(
            """
            番号,市区町村,分野,レベル,月上限
            P1,13101,phishing,2,1
            Ｐ１,13101,phishing,2,1
            P2,13101,phishing,9,1
            P2,13101,phishing,2,1

            """.utf8
        )
        let sheet = try sheet(presenters: bytes)
        #expect(sheet.rows.map(\.id) == ["P1"])
        #expect(
            sheet.problems == [
                RowProblem(line: 3, column: "番号", value: "Ｐ１", expected: .once),
                RowProblem(line: 4, column: "レベル", value: "9", expected: .integer(0...3)),
                RowProblem(line: 5, column: "番号", value: "P2", expected: .once),
            ]
        )
    }

    @Test("keeps an id as it is written but for blanks around it", arguments: [" Ｐ１　", "p-1 a", "007"])
    func writtenIds(id: String) throws {
        let expected = id == " Ｐ１　" ? "Ｐ１" : id
        #expect(try presenter(["id": id])?.id == expected)
    }

    @Test("names unknown, missing and doubled columns together")
    func header() throws {
        #expect(
            throws: HeaderProblem(
                unknown: ["shoe size"],
                missing: ["市区町村 (municipality)", "レベル (level)"],
                doubled: ["分野"]
            )
        ) {
            try sheet(presenters: Array("id,topics,分野,cap_per_month,shoe size\n".utf8))
        }
    }

    @Test(
        "says where it stops being a CSV file",
        arguments: [("P1,\"a\"b", SheetBroken.strayQuote(line: 2)), ("P1,\"a", .openQuote(line: 2))]
    )
    func broken(row: String, problem: SheetBroken) throws {
        #expect(throws: problem) {
            try sheet(presenters: Array("id,municipality,topics,level,cap_per_month\n\(row)".utf8))
        }
    }
}
