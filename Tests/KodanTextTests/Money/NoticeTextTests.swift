import KodanDomain
import KodanText
import Testing

@Suite("States of payment notices")
struct NoticeTextTests {
    @Test("have a name of their own in each language", arguments: Language.allCases)
    func names(language: Language) {
        let names = NoticeState.allCases.map { NoticeText.name(of: $0, in: language) }
        #expect(Set(names).count == NoticeState.allCases.count)
        #expect(!names.contains(""))
    }
}
