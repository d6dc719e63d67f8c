import KodanDomain
import KodanImport
import Testing

@Suite("Values of people")
struct PeopleTests {
    @Test(
        "mail addresses can stand in a header, or are refused",
        arguments: [
            ("taro@example.jp", true), ("a..b@docomo.example.jp", true), ("o'hara+x@ex-ample.co.jp", true),
            ("", false), ("taro", false), ("taro@", false), ("@example.jp", false), ("a@b@example.jp", false),
            ("taro@example", false), ("taro@-example.jp", false), ("taro@example..jp", false),
            ("ta ro@example.jp", false), ("taro@example.jp\r\nBcc: x@y.jp", false), ("taro@例え.jp", false),
            ("<taro@example.jp>", false), ("\"t\"@example.jp", false),
            (String(repeating: "a", count: 64) + "@example.jp", true),
            (String(repeating: "a", count: 65) + "@example.jp", false),
        ]
    )
    func email(text: String, isAccepted: Bool) {
        #expect(((try? EmailAddress(text)) != nil) == isAccepted)
    }

    @Test(
        "telephone numbers are the same however they are written",
        arguments: [
            ("03-1234-5678", "0312345678"), ("（０３）１２３４−５６７８", "0312345678"),
            ("+81-3-1234-5678", "0312345678"),
            ("+81 (0)3 1234 5678", "0312345678"), ("090ー1234ー5678", "09012345678"),
            ("+1 202 555 0100", "12025550100"),
        ]
    )
    func phone(text: String, key: String) throws {
        #expect(try PhoneNumber(text).key == key)
    }

    @Test(
        "telephone numbers need their digits",
        arguments: ["", "110", "12-3456-7890", "03-1234-567x", "0312345678901"]
    )
    func phoneRefused(text: String) {
        #expect(throws: FieldRefused(.phone, expected: .phone)) { try PhoneNumber(text) }
    }

    @Test("kana become full-width katakana, byte for byte")
    func kana() throws {
        let name = try KanaName(family: "ｼﾞｮｰｼﾞ", given: "ゔぃくとりあ")
        #expect(Array(name.family.utf8) == Array("ジョージ".utf8))
        #expect(name.given == "ヴィクトリア")
    }

    @Test("names refuse characters of one machine only")
    func privateUse() {
        #expect(throws: FieldRefused(.familyName, expected: .plainText)) {
            try PersonName(family: "\u{E000}田", given: "太郎")
        }
    }

    @Test("keys are of the kind that their prefix says")
    func keys() {
        #expect(Presenter.ID("pre-7") == Presenter.ID(7))
        #expect(Presenter.ID("org-7") == nil)
    }

    @Test("account numbers are filled up to seven digits")
    func account() throws {
        let account = try AccountDraft(
            bankCode: "９９９１",
            branchCode: "001",
            depositType: 1,
            number: "123",
            holderKana: "ｶ)ｺｳﾀﾞﾝ"
        )
        #expect(account.number == "0000123")
        #expect(account.bankCode == "9991")
        #expect(account.holderKana == "カ)コウダン")
        #expect(throws: FieldRefused(.depositType, expected: .oneOf(["1", "2", "4", "9"]))) {
            try AccountDraft(
                bankCode: "9991",
                branchCode: "001",
                depositType: 3,
                number: "1",
                holderKana: "ア"
            )
        }
    }
}

@Suite("An account of Japan Post Bank as its passbook prints it")
struct PassbookAccountTests {
    private func draft(
        _ symbol: String,
        _ number: String,
        _ type: Int = 1,
        bank: String = "9900"
    ) throws(FieldRefused) -> AccountDraft {
        try AccountDraft(
            bankCode: bank,
            branchCode: symbol,
            depositType: type,
            number: number,
            holderKana: "ア"
        )
    }

    /// Symbol, number and type, and the branch and number by which other banks reach the account: the first from the
    /// vectors of the domain, the others by the rule of Japan Post Bank.
    @Test(
        "is the account that other banks reach",
        arguments: [
            ("10530", "12345671", 1, "058", "1234567"), ("１０５３０－２", "１２３４５６７１", 1, "058", "1234567"),
            ("10170", "12345671", 4, "018", "1234567"), ("00160", "1234567", 2, "019", "1234567"),
            ("058", "1234567", 1, "058", "1234567"),
        ]
    )
    func converted(symbol: String, number: String, type: Int, branch: String, seven: String) throws {
        let account = try draft(symbol, number, type)
        #expect((account.branchCode, account.number) == (branch, seven))
        #expect(account.depositType == type)
    }

    @Test(
        "is refused with the part that is wrong",
        arguments: [
            ("1053", "12345671", 1, FieldRefused(.branchCode, expected: .passbookSymbol)),
            ("20530", "12345671", 1, FieldRefused(.branchCode, expected: .passbookSymbol)),
            ("10530", "12345672", 1, FieldRefused(.accountNumber, expected: .passbookNumber)),
            ("10530", "123-45671", 1, FieldRefused(.accountNumber, expected: .passbookNumber)),
            ("00160", "12345678", 2, FieldRefused(.accountNumber, expected: .passbookNumber)),
            ("10530", "12345671", 2, FieldRefused(.depositType, expected: .oneOf(["1", "4"]))),
            ("00160", "1234567", 1, FieldRefused(.depositType, expected: .oneOf(["2"]))),
            ("058", "12345671", 1, FieldRefused(.accountNumber, expected: .digits(1...7))),
        ]
    )
    func refused(symbol: String, number: String, type: Int, refusal: FieldRefused) {
        #expect(throws: refusal) { try draft(symbol, number, type) }
    }

    @Test("is that of no other bank")
    func elsewhere() {
        #expect(throws: FieldRefused(.branchCode, expected: .digits(3...3))) {
            try draft("10530", "12345671", bank: "9991")
        }
    }
}

@Suite("Dates and hours as people write them")
struct WrittenTests {
    @Test(
        "are understood",
        arguments: [
            ("2028/3/5", "2028-03-05"), ("2028-03-05", "2028-03-05"), ("２０２８年３月５日", "2028-03-05"),
            ("R10.3.5", "2028-03-05"), ("令和10年3月5日", "2028-03-05"), ("令和元年5月1日", "2019-05-01"),
            ("H31.4.30", "2019-04-30"), ("昭和64年1月7日", "1989-01-07"),
        ]
    )
    func dates(text: String, expected: String) throws {
        let rows = try presenters(file(presenterFields, ["qualifications": "riss::\(text)"]))
        #expect(rows.first?.draft?.qualifications.first?.expires == LocalDate(expected))
    }

    @Test(
        "are refused outside their era or calendar",
        arguments: ["H31.5.1", "R1.4.30", "2027/2/29", "5/3/2028", "28-3-5"]
    )
    func datesRefused(text: String) throws {
        let rows = try presenters(file(presenterFields, ["qualifications": "riss::\(text)"]))
        #expect(rows.first?.draft == nil)
    }

    @Test(
        "give one entry a day",
        arguments: [
            ("月-金 9:00-18:00", "1 2 3 4 5"), ("平日 9:00~18:00", "1 2 3 4 5"), ("土日　９：００－１８：００", "6 7"),
            ("月・水・金 9時-18時", "1 3 5"), ("mon,wed 9:00-18:00", "1 3"), ("Friday-Monday 9:00-18:00", "5 6 7 1"),
            ("月曜日 9:00-18:00; 火曜 9:00-18:00", "1 2"), ("毎日9:00〜18:00", "1 2 3 4 5 6 7"),
        ]
    )
    func hours(text: String, days: String) throws {
        let draft = try presenters(file(presenterFields, ["weekly_hours": text])).first?.draft
        #expect(draft?.weeklyHours.map { "\($0.weekday.rawValue)" }.joined(separator: " ") == days)
        #expect(draft?.weeklyHours.allSatisfy { "\($0.from)-\($0.to)" == "09:00-18:00" } == true)
    }
}
