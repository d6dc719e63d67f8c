import KodanDomain
import KodanImport
import Testing

@Suite("The header of a file")
struct HeaderTests {
    @Test("may have no column that nobody knows, unless the caller says so")
    func unknown() throws {
        let bytes = file(presenterFields, ["血液型": "A", "note": ""])
        #expect(throws: HeaderProblem(unknown: ["note", "血液型"])) { try presenters(bytes) }
        var file = try PresenterFile(
            wholePiece(bytes),
            vocabulary: vocabulary,
            ignoringUnknownColumns: true
        )
        #expect(file.ignoredColumns == ["note", "血液型"])
        #expect(try file.next() == .draft(line: 2, try expectedDraft()))
    }

    @Test("may leave columns without a name, as spreadsheets do, and then nothing may stand in them")
    func unnamed() throws {
        let header = "id,municipality,,topics,level,cap_per_month, ,\n"
        let empty = try sheet(presenters: Array("\(header)P1,13101,,phishing,2,1, ,\n".utf8))
        #expect(empty.rows.map(\.id) == ["P1"])
        let filled = try sheet(presenters: Array("\(header)P1,13101,x,phishing,2,1,,y\n".utf8))
        #expect(
            filled.problems == [
                RowProblem(line: 2, column: "3", value: "x", expected: .absent),
                RowProblem(line: 2, column: "8", value: "y", expected: .absent),
            ]
        )
    }

    @Test("may not say the same in Japanese and in English")
    func doubled() throws {
        #expect(throws: HeaderProblem(doubled: ["ｅ－ｍａｉｌ"])) {
            try presenters(file(presenterFields, ["ｅ－ｍａｉｌ": "x"]))
        }
    }

    @Test("must have what cannot be guessed; everything missing is named at once")
    func missing() throws {
        #expect(
            throws: HeaderProblem(
                unknown: ["nothing"],
                missing: [
                    "姓 (family_name)", "名 (given_name)", "セイ (family_kana)", "メイ (given_kana)",
                    "メール (email)", "電話 (phone)", "郵便番号 (postal_code)", "市区町村 (municipality)",
                    "住所 (address)",
                ]
            )
        ) { try presenters(Array("nothing\n".utf8)) }
        #expect(throws: HeaderProblem(missing: ["メイ (given_kana)"])) {
            try presenters(file(presenterFields, ["given_kana": nil]))
        }
    }

    @Test("of each kind names every column once, in both languages")
    func distinct() throws {
        let presenter = PresenterColumn.allCases.flatMap { $0.japanese + [$0.rawValue] }
        let organization = OrganizationColumn.allCases.flatMap { $0.japanese + [$0.rawValue] }
        #expect(Set(presenter).count == presenter.count)
        #expect(Set(organization).count == organization.count)
    }
}
