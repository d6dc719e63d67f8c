import KodanDomain
import Testing

@testable import KodanPages

@Suite("What people type")
struct TypedValueTests {
    @Test(
        "is read as a whole number where it says one",
        arguments: [
            ("30", "attendance", 30), ("３０名", "expected_attendance", 30), ("30 人", "capacity", 30),
            ("10,000円", "amount", 10_000), ("¥10,000", "travel/0/amount", 10_000),
            ("￥１２，０００，０００", "amount", 12_000_000), ("90分", "minutes", 90),
            ("12km", "travel/1/kilometres", 12),
            ("12㎞", "travel/1/kilometres", 12), ("２泊", "travel/0/nights", 2), ("500部", "quantity", 500),
            ("30日前", "lead_days", 30), ("2027年度", "fiscal_year", 2027), ("令和9年度", "fiscal_year", 2027),
            ("R9", "year", 2027), ("令和元年", "year", 2019), ("50％", "percent", 50), (" 7 ", "level", 7),
            ("-5", "amount", -5),
        ]
    )
    func numbers(text: String, name: String, number: Int) {
        #expect(TypedNumber.read(text, of: name) == number)
    }

    @Test(
        "is not guessed where it may say another",
        arguments: [
            ("", "amount"), ("many", "attendance"), ("三十", "lead_days"), ("9.900", "amount"),
            ("2時間", "minutes"),
            ("12,000,00", "amount"), ("1200,000", "amount"), (",500", "amount"), ("10%", "rate_bp"),
            ("30円", "attendance"), ("30名", "amount"), ("1200万円", "amount"), ("約30名", "attendance"),
            ("30名〜40名", "attendance"), ("99999999999999999999", "amount"), ("1 000", "amount"),
            ("令和", "year"),
        ]
    )
    func doubtful(text: String, name: String) {
        #expect(TypedNumber.read(text, of: name) == nil)
    }

    @Test("is not cut off within an amount with its commas and its unit")
    func room() throws {
        let most = try #require(FormField.number("amount", "金額（円）").input?.most)
        #expect(most >= "¥100,000,000 円".count)
    }

    @Test(
        "is read as a day",
        arguments: [
            "2028-01-01", "2028/1/1", "２０２８／１／１", "2028年1月1日", "令和10年1月1日", "2028.1.1",
        ]
    )
    func days(text: String) throws {
        #expect(TypedDay.read(text) == LocalDate(year: 2028, month: 1, day: 1))
    }

    @Test(
        "is no day otherwise",
        arguments: ["", "元日", "2028/2/30", "28/1/1", "2028/1", "令和0年1月1日", "1/1/2028"]
    )
    func noDays(text: String) {
        #expect(TypedDay.read(text) == nil)
    }
}

@Suite("Things that are named in a field")
struct NamedThingsTests {
    private static let things = NamedThings([
        NamedThings.Thing(key: "pre-1", name: "田中 花子", reading: "タナカ ハナコ", place: "東京都町田市"),
        NamedThings.Thing(key: "pre-2", name: "田中 花", reading: "タナカ ハナ", place: "茨城県笠間市"),
        NamedThings.Thing(key: "pre-3", name: "田中 徹", reading: "タナカ トオル", place: "沖縄県那覇市"),
        NamedThings.Thing(key: "pre-4", name: "田中 徹", reading: "タナカ テツ", place: "奈良県五條市"),
    ])

    @Test(
        "are meant by their whole name or its reading",
        arguments: [("田中花子", "pre-1"), ("田中　花", "pre-2"), ("たなか とおる", "pre-3"), ("ﾀﾅｶ ﾃﾂ", "pre-4")]
    )
    func meant(name: String, key: String) {
        #expect(NamedThingsTests.things.key(of: name) == key)
    }

    @Test("are not guessed from a part of it, nor among two of one name", arguments: ["田中", "田中 徹", "山田 太郎"])
    func unclear(name: String) {
        #expect(NamedThingsTests.things.key(of: name) == nil)
        #expect(NamedThingsTests.things.choices.first == "pre-1 田中 花子（東京都町田市）")
    }
}

@Suite("What happened to a request")
struct HappeningTextTests {
    @Test("says in words why nobody was found, and what somebody wrote as it was written")
    func reasons() {
        #expect(
            HappeningText.reason("nobody topicMissing=661 outOfReach=417")
                == "条件に合う講師が見つかりませんでした（テーマ対象外661名、移動圏外417名）。"
        )
        #expect(HappeningText.reason("too_late") == "希望日時がすべて過ぎています。新しい希望日時をご指定ください。")
        #expect(HappeningText.reason("会場をお知らせください") == "会場をお知らせください")
    }
}
