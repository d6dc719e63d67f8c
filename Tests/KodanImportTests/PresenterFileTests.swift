import CSV
import Foundation
import KodanDomain
import KodanImport
import Testing

private func expectedDraft() throws -> PresenterDraft {
    try PresenterDraft(
        name: PersonName(family: "山田", given: "太郎"),
        kana: KanaName(family: "ヤマダ", given: "タロウ"),
        email: EmailAddress("taro@example.jp"),
        phone: PhoneNumber("0312345678".prefix(2) + "-1234-5678"),
        postalCode: PostalCode("1020074"),
        municipality: MunicipalityCode("13101"),
        address: "九段南1-2-1",
        qualifications: [Qualification(QualificationCode("riss"))],
        topics: [TopicSkill(TopicCode("phishing"), level: 2)],
        reachMinutes: 90,
        acceptsOnline: false,
        acceptsOvernight: true,
        monthlyCap: 3,
        yearlyCap: 20,
        weeklyHours: [
            WeeklyHours(
                .monday,
                from: #require(TimeOfDay(hour: 9, minute: 0)),
                to: #require(TimeOfDay(hour: 12, minute: 0))
            )
        ],
        organization: "講壇協会",
        rank: RankCode("standard"),
        payee: PayeeDraft(
            legalStatus: .individual,
            residency: .resident,
            name: "山田 太郎",
            postalCode: PostalCode("1000001"),
            address: "東京都千代田区千代田1",
            invoiceNumber: "T1234567890123",
            account: AccountDraft(
                bankCode: "9991",
                branchCode: "001",
                depositType: 1,
                number: "1234567",
                holderKana: "ヤマダ タロウ"
            )
        )
    )
}

/// The same presenter as Japanese Excel has it: full-width digits, half-width kana, other words.
private let japanese = """
    氏名,フリガナ,メールアドレス,電話番号,郵便番号,市区町村コード,住所,資格,分野,移動時間,オンライン,宿泊,月上限,\
    年上限,曜日・時間,所属団体,等級,法的区分,居住区分,支払先名,支払先郵便番号,支払先住所,登録番号,銀行コード,\
    支店コード,預金種目,口座番号,口座名義\r
    山田　太郎,ﾔﾏﾀﾞ ﾀﾛｳ,taro@example.jp,（０３）１２３４－５６７８,〒102-0074,131016,九段南１－２－１,riss,\
    phishing：2,９０分,×,○,３回,20,月曜日 9時～12時,講壇協会,standard,個人,居住者,山田　太郎,１００－０００１,\
    東京都千代田区千代田１,t1234567890123,9991,001,普通,1234567,ヤマダ　タロウ\r
    """

@Suite("A file of presenters")
struct PresenterFileTests {
    @Test("gives a draft with every column")
    func reads() throws {
        #expect(try presenters(file(presenterFields)) == [.draft(line: 2, try expectedDraft())])
    }

    @Test("gives the same draft in UTF-8, with a byte order mark, in CP932, in English and in Japanese")
    func sameInEveryEncoding() throws {
        let expected = [ImportedRow.draft(line: 2, try expectedDraft())]
        let utf8 = Array(japanese.utf8)
        // Foundation converts by a table of its own.
        let cp932 = try #require(japanese.data(using: .shiftJIS))
        #expect(try presenters(utf8) == expected)
        #expect(try presenters([0xEF, 0xBB, 0xBF] + utf8) == expected)
        #expect(try presenters(Array(cp932)) == expected)
    }

    @Test("needs no more than what cannot be guessed, and says what it took for the rest")
    func defaults() throws {
        let header = "姓,名,セイ,メイ,メール,電話,郵便番号,市区町村,住所"
        let row = "山田,太郎,やまだ,たろう,taro@example.jp,0312345678,1020074,千代田区,九段南1-2-1"
        let draft = try #require(try presenters(Array("\(header)\n\(row)\n".utf8)).first?.draft)
        #expect(draft.kana.description == "ヤマダ タロウ")
        #expect(draft.reachMinutes == 150)
        #expect(draft.acceptsOnline)
        #expect(!draft.acceptsOvernight)
        #expect(draft.monthlyCap == 2)
        #expect(draft.yearlyCap == 12)
        #expect(draft.weeklyHours.map(\.weekday) == [.monday, .tuesday, .wednesday, .thursday, .friday])
        #expect(draft.weeklyHours.allSatisfy { "\($0.from)-\($0.to)" == "09:00-18:00" })
        #expect(draft.payee == nil)
        #expect(draft.qualifications.isEmpty && draft.topics.isEmpty && draft.rank == nil)
    }

    @Test("pays a person at home where no other address is given, with the whole address")
    func payeeDefaults() throws {
        let changes: [String: String?] = ["payee_name": "", "payee_postal_code": "", "payee_address": ""]
        let payee = try #require(try presenters(file(presenterFields, changes)).first?.draft?.payee)
        #expect(payee.name == "山田 太郎")
        #expect(payee.postalCode.digits == "1020074")
        #expect(payee.address == "東京都千代田区九段南1-2-1")
    }

    @Test("has a template that it reads itself")
    func template() throws {
        let rows = try presenters(PresenterFile.template)
        let draft = try #require(rows.first?.draft)
        #expect(rows.count == 1)
        #expect(draft.name.description == "講壇 花子")
        #expect(draft.payee?.account?.bankCode == "9991")
        #expect(draft.weeklyHours.count == 6)
    }

    @Test("passes over rows of blanks, as Excel leaves them at the end")
    func blankRows() throws {
        let bytes = file(presenterFields) + Array(",,,,\n , ,\n".utf8)
        #expect(try presenters(bytes).count == 1)
    }

    @Test("takes back a number that an export guarded against formulas")
    func guarded() throws {
        let rows = try presenters(file(presenterFields, ["phone": "'+81-3-1234-5678"]))
        #expect(rows.first?.draft?.phone.key == "0312345678")
    }
}

/// What each column refuses: header, value, what was expected.
private let refusals: [(column: String, value: String, expected: Expected)] = [
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
        // These have tests of their own below.
        #expect(untested == ["name", "kana", "municipality_code", "account_number"])
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
