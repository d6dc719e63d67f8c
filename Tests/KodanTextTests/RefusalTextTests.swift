import KodanDomain
import KodanText
import Testing

@Suite("What people are told")
struct RefusalTextTests {
    @Test("is a whole sentence in each language that names what it is about", arguments: Language.allCases)
    func refusalSentences(language: Language) {
        for (refusal, named) in refusals {
            let sentence = RefusalText.sentence(refusal, in: language)
            #expect(fault(in: sentence, language) == nil, "\(refusal.code): \(sentence)")
            for name in named { #expect(sentence.contains(name), "\(refusal.code): \(sentence)") }
        }
    }

    @Test("differs from refusal to refusal", arguments: Language.allCases)
    func distinct(language: Language) {
        let sentences = refusals.map { RefusalText.sentence($0.refusal, in: language) }
        #expect(Set(sentences).count == sentences.count)
        #expect(Set(refusals.map(\.refusal.code)).count == refusals.count)
        #expect(refusals.count > 50)
    }

    @Test("names states, roles and fields by their names")
    func names() {
        let request = Refusal.requestState(LectureRequest.ID(1), .cancelled)
        #expect(RefusalText.sentence(request, in: .japanese).contains("「中止」"))
        #expect(RefusalText.sentence(request, in: .english).contains("“cancelled”"))
        #expect(RefusalText.sentence(.notPermitted(.auditor), in: .japanese).contains("監査担当"))
        let field = Refusal.field(FieldRefused(.email, expected: .email))
        #expect(RefusalText.sentence(field, in: .japanese).hasPrefix("「メールアドレス」："))
    }

    @Test("says what a code would be of, where no key says it")
    func notFound() {
        let programme = Refusal.notFound("nope", as: .programme)
        #expect(RefusalText.sentence(programme, in: .japanese).hasPrefix("事業「nope」"))
        #expect(RefusalText.sentence(programme, in: .english).contains("programme “nope”"))
        #expect(RefusalText.sentence(.notFound("link"), in: .japanese).hasPrefix("リンク"))
    }

    @Test("of a role that is not held says for which prefecture")
    func roleNotHeld() throws {
        let tokyo = try PrefectureCode("13")
        let refusal = Refusal.roleNotHeld(User.ID(1), .coordinator, in: tokyo)
        for language in Language.allCases {
            #expect(RefusalText.sentence(refusal, in: language).contains("13"))
        }
    }

    @Test("of a day is of that day alone where no other will do")
    func oneDay() throws {
        let day = try #require(LocalDate("2027-06-16"))
        let only = DateRange(day)
        for language in Language.allCases {
            let sentence = ExpectationText.sentence(.dateWithin(only), in: language)
            #expect(fault(in: sentence, language) == nil, "\(sentence)")
            #expect(sentence.ranges(of: "2027-06-16").count == 1, "\(sentence)")
        }
    }

    @Test("of a field is a whole sentence", arguments: Language.allCases)
    func expectationSentences(language: Language) {
        var seen: Set<String> = []
        for expected in expectations {
            let sentence = ExpectationText.sentence(expected, in: language)
            #expect(fault(in: sentence, language) == nil, "\(expected.code): \(sentence)")
            seen.insert(sentence)
        }
        #expect(seen.count == expectations.count)
    }
}
