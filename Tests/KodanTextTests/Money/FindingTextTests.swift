import KodanDomain
import KodanText
import Testing

@Suite("What stands out, in words")
struct FindingTextTests {
    @Test("is a whole sentence for every kind that names what it is about", arguments: FindingKind.allCases)
    func sentences(kind: FindingKind) throws {
        let severity = try #require(kind.severities.first)
        let others: [FindingKind: String] = [
            .claimOverlaps: "asg-9", .travelImpossible: "asg-9", .lectureTwice: "asg-9",
            .secondAccount: "pye-9",
            .sameAccount: "pye-9", .evidenceMissing: "leg-9", .overLimit: "leg-9",
        ]
        let subject: FindingSubject =
            kind == .secondAccount || kind == .sameAccount ? .payee(Payee.ID(7)) : .lecture(Assignment.ID(7))
        let other = others[kind] ?? ""
        for language in Language.allCases {
            let sentence = FindingText.sentence(
                FoundCause(kind, severity, subject, other: other),
                in: language
            )
            #expect(fault(in: sentence, language) == nil, "\(sentence)")
            #expect(sentence.contains(other.isEmpty ? "-7" : other), "\(sentence)")
        }
    }

    @Test("names the lecture where there is no other thing")
    func alone() {
        let cause = FoundCause(.evidenceMissing, .blocks, .lecture(Assignment.ID(7)))
        #expect(
            FindingText.sentence(cause, in: .english)
                == "The evidence that assignment asg-7 needs is not there: please file it."
        )
        #expect(FindingText.sentence(cause, in: .japanese).hasPrefix("派遣決定 asg-7に"))
    }
}
