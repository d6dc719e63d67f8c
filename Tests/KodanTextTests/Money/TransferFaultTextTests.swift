import KodanDomain
import KodanExport
import KodanText
import Testing

@Suite("Words for a broken bank file")
struct TransferFaultTextTests {
    private static let problems: [ZenginFault.Problem] =
        [
            .terminator, .cutShort, .afterEnd, .order, .count(expected: 5, found: 4),
            .total(expected: Yen(1_127_629), found: Yen(1)), .unwantedTerminator(expected: .crlf),
            .unwantedTerminator(expected: .none), .tooMany(limit: 9_999),
        ]
        + ZenginField.allCases.flatMap { field in
            [
                ZenginFault.Problem.notAllowed(field), .text(field), .value(field), .unwanted(field),
            ]
        }

    private func sentence(
        _ problem: ZenginFault.Problem,
        byte: UInt8? = nil,
        in language: Language = .english
    ) -> String {
        let fault = ZenginFault(record: 3, column: 81, byte: byte, problem: problem)
        return TransferFaultText.sentence(fault, at: 324, in: language)
    }

    @Test("say record, column and place in the file, in both languages", arguments: problems)
    func place(problem: ZenginFault.Problem) {
        for language in Language.allCases {
            let sentence = sentence(problem, in: language)
            // The place is counted from 0, and told from 1.
            for number in ["3", "81", "325"] { #expect(sentence.contains(number)) }
            #expect(sentence.hasSuffix(language == .japanese ? "。" : "."))
        }
        #expect(sentence(problem, in: .japanese).contains("レコード3、81桁目"))
        #expect(sentence(problem).contains("Record 3, column 81"))
    }

    @Test("are others for every problem and every field")
    func distinct() {
        for language in Language.allCases {
            #expect(
                Set(TransferFaultTextTests.problems.map { sentence($0, in: language) }).count
                    == TransferFaultTextTests.problems.count
            )
        }
    }

    /// JIS X 0201: 0xC0 is タ; 0x41 is A.
    @Test(
        "show the byte as a number and as the character that it is",
        arguments: [
            (0x41, ["0x41", "A"]), (0xC0, ["0xC0", "ﾀ"]), (0x20, ["0x20"]), (0x0A, ["0x0A"]),
            (0xFF, ["0xFF"]),
        ] as [(UInt8, [String])]
    )
    func byte(byte: UInt8, parts: [String]) {
        for language in Language.allCases {
            let sentence = sentence(.notAllowed(.amount), byte: byte, in: language)
            for part in parts { #expect(sentence.contains(part)) }
        }
    }

    @Test("tell both numbers where a count or a total is wrong")
    func totals() {
        for language in Language.allCases {
            let sentence = sentence(.total(expected: Yen(1_127_629), found: Yen(9_999)), in: language)
            #expect(sentence.contains("1,127,629"))
            #expect(sentence.contains("9,999"))
            let good = TransferFaultText.allGood(5, Yen(1_127_629), in: language)
            #expect(good.contains("1,127,629"))
            #expect(good.contains("5"))
        }
    }
}
