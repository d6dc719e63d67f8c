import KodanDomain
import KodanExport
import KodanText
import Testing

@Suite("What is wrong with payment records, in words")
struct Form309TextTests {
    static let problems: [Form309Problem] = [
        .missing, .tooLong(limit: 60), .character("𡈽"), .amount(Yen(-5)), .longNumber, .year,
    ]

    @Test("names payee, item and cause, and what to do", arguments: problems)
    func sentences(problem: Form309Problem) {
        for item in [4, 5, 6, 7, 11, 12, 14, 15, 16, 17, 18, 19, 20, 27, 51, 52, 53] {
            let refused = Form309Refused(payee: "pye-34", item: item, problem: problem)
            for language in Language.allCases {
                let sentence = Form309Text.sentence(refused, in: language)
                #expect(sentence.contains("pye-34"))
                #expect(fault(in: sentence.replacing("office.csv", with: "the settings"), language) == nil)
            }
        }
        let one = Form309Refused(payee: "pye-3", item: 14, problem: .character("𡈽"))
        #expect(
            Form309Text.sentence(one, in: .english)
                == "payee pye-3, name: 𡈽 is not in JIS X 0208; please register its standard form, or kana."
        )
        #expect(
            Form309Text.sentence(one, in: .japanese)
                == "支払先 pye-3、支払先の氏名・名称：「𡈽」はJIS第1・第2水準にありません。標準の字体かカナで登録してください。"
        )
    }

    @Test("names what is left out and why", arguments: PersonYear.LeftOut.allCases)
    func leftOut(reason: PersonYear.LeftOut) {
        for language in Language.allCases {
            let sentence = Form309Text.leftOut(reason, of: Payee.ID(34), Yen(120_000), in: language)
            #expect(fault(in: sentence, language) == nil)
            #expect(sentence.contains("pye-34") && sentence.contains("120,000"))
        }
    }
}
