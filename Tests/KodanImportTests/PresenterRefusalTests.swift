import KodanDomain
import KodanImport
import Testing

/// What each column refuses: header, value, what was expected.
private let refusals: [(column: String, value: String, expected: Expected)] = [
    ("state", "退任", .oneOf(["登録中"])),
    ("family_name", "", .present),
    ("family_name", String(repeating: "山", count: 51), .atMost(characters: 50)),
    ("given_name", "太\u{200B}郎", .plainText),
    ("family_kana", "Yamada", .katakana),
    ("given_kana", "太郎", .katakana),
    ("email", "taro@example", .email),
    ("email", "taro@example.jp\nBcc: all@example.jp", .email),
    ("email", "a@b.jp,c@d.jp", .email),
    ("phone", "312345678", .phone),
    ("phone", "03-1234-567", .phone),
    ("postal_code", "102-007", .digits(7...7)),
    ("prefecture", "東方県", .prefecture),
    ("prefecture", "大阪府", .oneOf(["東京都"])),
    ("municipality", "千代川区", .municipality),
    ("address", " ", .present),
    ("address", String(repeating: "南", count: 201), .atMost(characters: 200)),
    ("qualifications", "RISS", .code),
    ("qualifications", "riss:1:2028-02-30", .date),
    ("qualifications", "riss:1:2028-02-28:x", .list(of: "code:number:expires")),
    ("qualifications", "riss;riss", .once),
    ("topics", "phishing", .list(of: "topic:level")),
    ("topics", "phishing:4", .integer(0...3)),
    ("topics", "phishing:1;phishing:2", .once),
    ("reach_minutes", "9", .integer(10...480)),
    ("reach_minutes", "481", .integer(10...480)),
    ("reach_minutes", "1時間", .integer(10...480)),
    ("accepts_online", "たまに", .yesOrNo),
    ("accepts_overnight", "2", .yesOrNo),
    ("monthly_cap", "0", .integer(1...31)),
    ("monthly_cap", "32", .integer(1...31)),
    ("yearly_cap", "367", .integer(1...366)),
    ("weekly_hours", "9:00-18:00", .hours),
    ("weekly_hours", "月 18:00-9:00", .hours),
    ("weekly_hours", "月 9:00-12:00;月 11:00-13:00", .disjointHours),
    ("unavailable", "12/5", .list(of: "2026-12-28/2027-01-04")),
    ("unavailable", "2027-01-04/2026-12-28", .list(of: "2026-12-28/2027-01-04")),
    ("organization", String(repeating: "会", count: 101), .atMost(characters: 100)),
    ("rank", "A級", .code),
    ("legal_status", "", .present),
    ("legal_status", "団体", .oneOf(["個人", "法人"])),
    ("residency", "", .present),
    ("residency", "日本", .oneOf(["居住者", "非居住者"])),
    ("payee_name", String(repeating: "名", count: 101), .atMost(characters: 100)),
    ("payee_postal_code", "100", .digits(7...7)),
    ("payee_address", "", .present),
    ("invoice_number", "1234567890123", .invoiceNumber),
    ("bank_code", "1", .digits(4...4)),
    ("branch_code", "01", .digits(3...3)),
    ("branch_code", "10530", .digits(3...3)),
    ("deposit_type", "定期", .oneOf(["普通", "当座", "貯蓄", "その他"])),
    ("account_holder", "", .present),
]

@Suite("A refused presenter")
struct PresenterRefusalTests {
    @Test("is told column, value and what was expected", arguments: refusals)
    func refuses(column: String, value: String, expected: Expected) throws {
        let rows = try presenters(file(presenterFields, [column: value]))
        guard case .refused(let problems)? = rows.first else {
            Issue.record("accepted")
            return
        }
        let shown =
            value.count > 40 ? String(value.prefix(39)) + "…" : value.replacing("\n", with: "\u{FFFD}")
        #expect(
            problems == [RowProblem(line: 2, column: column, value: shown, expected: expected)]
        )
    }

    @Test("is told of every column of the table above")
    func coversEveryColumn() {
        let untested = Set(PresenterColumn.allCases.map(\.rawValue)).subtracting(refusals.map(\.column))
        // These have tests of their own below, or are passed over.
        #expect(
            untested == ["name", "kana", "municipality_code", "account_number", "id", "registered_on"]
        )
    }

    @Test("is told everything at once, in the order of the columns")
    func everything() throws {
        let changes: [String: String?] = ["email": "x", "phone": "y", "topics": "z", "bank_code": "?"]
        let rows = try presenters(file(presenterFields, changes))
        #expect(
            rows == [
                .refused([
                    RowProblem(line: 2, column: "email", value: "x", expected: .email),
                    RowProblem(line: 2, column: "phone", value: "y", expected: .phone),
                    RowProblem(line: 2, column: "topics", value: "z", expected: .list(of: "topic:level")),
                    RowProblem(line: 2, column: "bank_code", value: "?", expected: .digits(4...4)),
                ])
            ]
        )
    }

    @Test("does not show an account number", arguments: [("12345678", "*****678"), ("12a", "***")])
    func masks(number: String, shown: String) throws {
        let rows = try presenters(file(presenterFields, ["account_number": number]))
        let problem = RowProblem(line: 2, column: "account_number", value: shown, expected: .digits(1...7))
        #expect(rows == [.refused([problem])])
    }

    @Test("needs a space between the names in one column", arguments: ["山田太郎", ""])
    func wholeName(name: String) throws {
        let changes: [String: String?] = [
            "family_name": nil, "given_name": nil, "family_kana": nil, "given_kana": nil, "氏名": name,
            "フリガナ": name,
        ]
        let expected: Expected = name.isEmpty ? .present : .twoNames
        #expect(
            try presenters(file(presenterFields, changes)) == [
                .refused([
                    RowProblem(line: 2, column: "氏名", value: name, expected: expected),
                    RowProblem(line: 2, column: "フリガナ", value: name, expected: expected),
                ])
            ]
        )
    }

    @Test("whose corporation is paid must say where that is")
    func corporation() throws {
        let changes: [String: String?] = [
            "legal_status": "法人", "payee_name": "", "payee_postal_code": "", "payee_address": "",
        ]
        guard case .refused(let problems)? = try presenters(file(presenterFields, changes)).first else {
            Issue.record("accepted")
            return
        }
        #expect(problems.map(\.column) == ["payee_name", "payee_postal_code", "payee_address"])
        #expect(problems.allSatisfy { $0.expected == .present })
    }

    @Test("is told of fields beyond the header")
    func tooManyFields() throws {
        var bytes = file(presenterFields)
        bytes.removeLast()
        let rows = try presenters(bytes + Array(",surplus\n".utf8))
        let problem = RowProblem(line: 2, column: "32", value: "surplus", expected: .absent)
        #expect(rows == [.refused([problem])])
    }

    @Test("does not stop the rows after it")
    func goesOn() throws {
        let good = String(decoding: file(presenterFields), as: UTF8.self)
        let row = good.split(separator: "\n")[1]
        let bad = row.replacing("taro@example.jp", with: "nobody")
        let rows = try presenters(Array("\(good)\(bad)\n\(row)\n".utf8))
        #expect(rows.map { $0.draft != nil } == [true, false, true])
        #expect(rows.last == .draft(line: 4, try expectedDraft()))
    }

    @Test("has only words that the tables know, where there are tables")
    func unknownWords() throws {
        var known = vocabulary
        known.topics = ["phishing": try TopicCode("phishing"), "フィッシング": try TopicCode("phishing")]
        var right = try PresenterFile(
            wholePiece(file(presenterFields, ["topics": "フィッシング:2"])),
            vocabulary: known
        )
        #expect(try right.next()?.draft == expectedDraft())
        var wrong = try PresenterFile(
            wholePiece(file(presenterFields, ["topics": "fishing:2"])),
            vocabulary: known
        )
        #expect(
            try wrong.next()
                == .refused([
                    RowProblem(line: 2, column: "topics", value: "fishing:2", expected: .oneOf(["phishing"]))
                ])
        )
    }
}
