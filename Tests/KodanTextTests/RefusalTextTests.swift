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
