import KodanDomain
import KodanText
import Testing

@Suite("The end of a link")
struct LinkEndTests {
    @Test(
        "is told with what to do, for each reason in other words",
        arguments: [Language.japanese, .english]
    )
    func words(language: Language) {
        let sentences = LinkEnd.allCases.map { RefusalText.sentence(.material(.linkEnded($0)), in: language) }
        #expect(Set(sentences).count == LinkEnd.allCases.count)
        let office = language == .japanese ? "事務局" : "the office"
        #expect(sentences.allSatisfy { $0.contains(office) })
    }
}
