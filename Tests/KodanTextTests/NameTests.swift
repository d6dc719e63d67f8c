import KodanDomain
import KodanMatching
import KodanText
import Testing

@Suite("Names")
struct NameTests {
    /// Every list of names, by what it names.
    private static func lists(_ language: Language) -> [(String, [String])] {
        [
            ("field", Field.allCases.map { FieldText.name(of: $0, in: language) }),
            ("request", RequestState.allCases.map { StateText.name(of: $0, in: language) }),
            ("next step", NextStep.allCases.map { NextStepText.sentence($0, in: language) }),
            ("offer", OfferState.allCases.map { StateText.name(of: $0, in: language) }),
            ("assignment", AssignmentState.allCases.map { StateText.name(of: $0, in: language) }),
            ("payment", PaymentState.allCases.map { StateText.name(of: $0, in: language) }),
            ("delivery", DeliveryState.allCases.map { StateText.name(of: $0, in: language) }),
            ("presenter", PresenterStatus.allCases.map { StateText.name(of: $0, in: language) }),
            ("organization", OrganizationStatus.allCases.map { StateText.name(of: $0, in: language) }),
            ("month", [true, false].map { StateText.name(ofMonthClosed: $0, in: language) }),
            ("role", Role.allCases.map { NameText.name(of: $0, in: language) }),
            ("side", Side.allCases.map { NameText.name(of: $0, in: language) }),
            ("kind", OrganizationKind.allCases.map { NameText.name(of: $0, in: language) }),
            ("deposit", DepositType.allCases.map { NameText.name(of: $0, in: language) }),
            ("travel", TravelMode.allCases.map { NameText.name(of: $0, in: language) }),
            ("finding", FindingKind.allCases.map { FindingText.name(of: $0, in: language) }),
            ("severity", FindingSeverity.allCases.map { FindingText.name(of: $0, in: language) }),
            ("finding's state", FindingState.allCases.map { FindingText.name(of: $0, in: language) }),
            ("ground", DuplicateGround.allCases.map { NameText.name(of: $0, in: language) }),
            ("rule", EligibilityRule.allCases.map { RuleText.name(of: $0, in: language) }),
            ("rule's sentence", EligibilityRule.allCases.map { RuleText.sentence($0, in: language) }),
        ]
    }

    @Test("are in their language, and none names two things of a kind", arguments: Language.allCases)
    func distinct(language: Language) {
        for (kind, names) in NameTests.lists(language) {
            #expect(Set(names).count == names.count, "\(kind)")
            for name in names {
                let isASCII = name.unicodeScalars.allSatisfy(\.isASCII)
                #expect(isASCII == (language == .english) && !name.isEmpty, "\(kind): \(name)")
            }
        }
    }

    @Test("of rules' sentences end", arguments: EligibilityRule.allCases)
    func ruleSentences(rule: EligibilityRule) {
        for language in Language.allCases {
            #expect(fault(in: RuleText.sentence(rule, in: language), language) == nil)
        }
    }

    @Test("of keys say what they are keys of; what is no key stands as it is")
    func keys() {
        #expect(ThingText.name(ofKey: "req-1042", in: .japanese) == "申込 req-1042")
        #expect(ThingText.name(ofKey: "wht-12", in: .english) == "withholding rate wht-12")
        #expect(ThingText.name(ofKey: "link", in: .english) == "link")
        #expect(ThingText.name(ofKey: "2026-05", in: .japanese) == "2026-05")
        #expect(ThingText.name(ofKey: "", in: .english) == "")
    }
}

@Suite("Why a match found nobody")
struct UnmatchedTextTests {
    @Test("is read from the stored reason")
    func sentences() {
        #expect(
            UnmatchedText.sentence("nobody outOfReach=812 topicMissing=266", in: .japanese)
                == "条件に合う講師が見つかりませんでした（移動圏外812名、テーマ対象外266名）。"
        )
        #expect(
            UnmatchedText.sentence("nobody outOfReach=812 topicMissing=266", in: .english)
                == "No presenter meets the conditions (out of reach 812, topic not covered 266)."
        )
        #expect(UnmatchedText.sentence("given_to_others 3", in: .japanese)?.contains("3名") == true)
        #expect(
            UnmatchedText.sentence("given_to_others 1", in: .english)?.hasPrefix("1 presenter could") == true
        )
    }

    @Test(
        "is a whole sentence for every rule",
        arguments: ["too_late", "nobody", "given_to_others 12"]
            + EligibilityRule.allCases.map { "nobody \($0)=1" }
    )
    func whole(code: String) throws {
        for language in Language.allCases {
            #expect(fault(in: try #require(UnmatchedText.sentence(code, in: language)), language) == nil)
        }
    }

    @Test(
        "is nothing for what no match wrote",
        arguments: [
            "", "日程が合わない", "nobody outOfReach", "nobody elsewhere=3", "given_to_others", "too_late 3",
        ]
    )
    func foreign(code: String) {
        #expect(UnmatchedText.sentence(code, in: .japanese) == nil)
    }
}
