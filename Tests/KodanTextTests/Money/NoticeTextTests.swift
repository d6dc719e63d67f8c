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

    @Test("say how their payees learn of them, until they have answered", arguments: Language.allCases)
    func telling(language: Language) throws {
        let day = try #require(LocalDate("2026-12-10"))
        func words(told: Instant?, confirmed: Instant?) -> String {
            let notice = NoticeSummary(
                id: Notice.ID(1),
                payment: Payment.ID(2),
                payee: Payee.ID(3),
                payeeName: "",
                invoiceNumber: nil,
                bodyName: "",
                bodyContact: "",
                issuedOn: day,
                confirmation: .answer,
                confirmBy: day,
                toldAt: told,
                confirmedAt: confirmed,
                fileName: ""
            )
            return NoticeText.telling(of: notice, in: language)
        }
        let at = Instant(microseconds: 0)
        #expect(words(told: at, confirmed: nil) == words(told: at, confirmed: at))
        let ways = [
            words(told: at, confirmed: nil), words(told: nil, confirmed: nil),
            words(told: nil, confirmed: at),
        ]
        #expect(Set(ways).count == 3 && !ways.contains(""))
    }

    @Test("say what silence means in either way of confirming them")
    func silence() {
        #expect(Set(NoticeConfirmationMode.allCases.map(NoticeText.silence)).count == 2)
    }
}
