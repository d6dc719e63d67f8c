import KodanDomain
import KodanText
import Testing

@Suite("The language")
struct LanguageTests {
    @Test(
        "follows what the browser likes best",
        arguments: [
            (nil, .japanese), ("", .japanese), ("*", .japanese), ("ja", .japanese), ("en", .english),
            ("en-US,en;q=0.9", .english), ("en;q=0.8, ja;q=0.9", .japanese),
            ("EN-gb;q=0.5,ja;q=0.25", .english),
            ("fr", .english), ("fr, ja;q=0.1", .japanese), ("ja;q=0, en;q=0.1", .english), ("jav", .english),
            ("ja;q=nonsense, en;q=0.001", .english), (";;, ,", .japanese),
            ("en;level=1;q=0.4,ja;q=0.41", .japanese),
        ] as [(String?, Language)]
    )
    func acceptLanguage(header: String?, language: Language) {
        #expect(Language(acceptLanguage: header) == language)
    }

    @Test(
        "of a terminal follows its locale",
        arguments: [
            (nil, .english), ("", .english), ("C.UTF-8", .english), ("ja_JP.UTF-8", .japanese),
            ("ja", .japanese),
            ("en_GB", .english), ("POSIX", .english),
        ] as [(String?, Language)]
    )
    func locale(name: String?, language: Language) {
        #expect(Language(locale: name) == language)
    }
}

@Suite("Dates in words")
struct DateTextTests {
    private func moment(_ text: String) throws -> Instant { try #require(Instant(text)) }

    @Test("have their weekday")
    func days() throws {
        let day = try #require(LocalDate("2026-12-05"))
        #expect(DateText.day(day, in: .japanese) == "2026年12月5日（土）")
        #expect(DateText.day(day, in: .english) == "Saturday, 5 December 2026")
    }

    @Test("name hours, and minutes only where there are some")
    func ranges() throws {
        let start = try moment("2026-12-05T14:00:00+09:00")
        let short = try #require(TimeRange(start: start, minutes: 120))
        #expect(DateText.range(short, in: .japanese) == "2026年12月5日（土）14時〜16時")
        #expect(DateText.range(short, in: .english) == "Saturday, 5 December 2026, 14:00 to 16:00")
        let odd = try #require(TimeRange(start: start.adding(minutes: 5), minutes: 90))
        #expect(DateText.range(odd, in: .japanese) == "2026年12月5日（土）14時5分〜15時35分")
        let night = try #require(TimeRange(start: start, minutes: 12 * 60))
        #expect(DateText.range(night, in: .japanese) == "2026年12月5日（土）14時〜2026年12月6日（日）2時")
        #expect(DateText.moment(start, in: .japanese) == "2026年12月5日（土）14時")
    }

    @Test("of months have no day")
    func months() throws {
        let month = try #require(YearMonth("2026-05"))
        #expect(DateText.month(month, in: .japanese) == "2026年5月")
        #expect(DateText.month(month, in: .english) == "May 2026")
    }
}
