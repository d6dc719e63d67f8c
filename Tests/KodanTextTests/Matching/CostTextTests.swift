import KodanDomain
import KodanMatching
import KodanText
import Testing

@Suite("Costs in words")
struct CostTextTests {
    @Test("name every term, no two alike", arguments: Language.allCases)
    func names(language: Language) {
        let names = CostTerm.allCases.map { CostText.name(of: $0, in: language) }
        #expect(Set(names).count == names.count)
        for name in names {
            #expect(name.unicodeScalars.allSatisfy(\.isASCII) == (language == .english) && !name.isEmpty)
        }
    }

    @Test("say what each term adds, and are silent where it adds nothing", arguments: CostTerm.allCases)
    func sentences(term: CostTerm) throws {
        for language in Language.allCases {
            let silent = CostText.sentence(CostShare(term: term, minutes: 0), in: language)
            #expect(silent == nil)
            let sentence = try #require(CostText.sentence(CostShare(term: term, minutes: 137), in: language))
            #expect(fault(in: sentence, language) == nil)
            let said = term == .travel ? JourneyText.duration(minutes: 137, in: language) : "137"
            #expect(sentence.contains(said))
        }
    }

    @Test("say in which direction the whole plan changes, and by how much")
    func choices() {
        func choice(_ unmatched: Int, _ cost: Int, _ language: Language) -> String {
            let choice = Alternatives.Choice(
                option: ReasonExamples.option(6),
                moreUnmatched: unmatched,
                moreCost: cost
            )
            return ChoiceText.sentence(choice, name: "P6", in: language)
        }
        #expect(choice(0, 12, .japanese) == "P6を選ぶと、全体の負担が12分相当増えます。")
        #expect(choice(0, 0, .japanese) == "P6を選ぶと、全体の負担は変わりません。")
        #expect(
            choice(1, -30, .japanese) == "P6を選ぶと、講師の決まらない申込が1件増え、全体の負担が30分相当減ります。"
        )
        #expect(choice(0, 12, .english) == "Choosing P6 would cost the whole plan 12 minutes more.")
        #expect(choice(0, 0, .english) == "Choosing P6 would cost the whole plan nothing more.")
        #expect(
            choice(2, -1, .english)
                == "Choosing P6 would leave 2 more requests without a presenter and save the whole plan 1 minute."
        )
    }

    @Test("say what one more presenter saves")
    func scarcity() {
        let gap = Scarcity(prefecture: 2, topic: 30, fewerUnmatched: 2, fewerMinutes: -45, dualBound: 900)
        #expect(
            ScarcityText.sentence(gap, prefecture: "青森県", topic: "標的型攻撃", in: .japanese)
                == "青森県で「標的型攻撃」の講師が1名増えると、講師の決まらない申込が2件減り、全体の負担が45分相当増えます。"
        )
        #expect(
            ScarcityText.sentence(gap, prefecture: "Aomori", topic: "phishing", in: .english)
                == "One more presenter on phishing in Aomori would leave 2 fewer requests without a presenter "
                + "and cost the whole plan 45 minutes more."
        )
        let assumed = AssumedPresenter(level: 2, reachMinutes: 75, lectures: 4)
        for language in Language.allCases {
            let sentence = ScarcityText.assumptions(assumed, in: language)
            #expect(fault(in: sentence, language) == nil)
            let reach = JourneyText.duration(minutes: 75, in: language)
            #expect(["2", "4", reach].allSatisfy(sentence.contains))
            var online = assumed
            online.acceptsOnline = true
            #expect(ScarcityText.assumptions(online, in: language) != sentence)
        }
    }

    @Test("say how evenly lectures are shared out")
    func fairness() throws {
        let spread = LectureSpread(lectures: [0, 1, 6, 0, 2, 1, 1, 0, 3, 1, 0, 0])
        #expect(
            FairnessText.spread(spread, in: .japanese)
                == "講師12名で講演15回（平均1.25回、最多6回）、担当のない講師は5名（42%）、上位1割の2名が60%を担当します。"
        )
        #expect(
            FairnessText.spread(spread, in: .english)
                == "15 lectures by 12 presenters (1.25 on average, 6 at most); 5 (42%) have none; "
                + "the busiest tenth, 2, have 60%."
        )
        let few = LectureSpread(lectures: [1] + Array(repeating: 0, count: 19))
        #expect(FairnessText.spread(few, in: .english).contains("(0.05 on average"))
        let year = try #require(FiscalYear(startYear: 2026))
        for language in Language.allCases {
            let lines = FairnessText.lines(Fairness(year: year, before: few, after: spread), in: language)
            #expect(lines.map { fault(in: $0, language) } == [nil, nil])
            #expect(lines.allSatisfy { $0.contains("2026") })
            #expect(lines[0].hasSuffix(FairnessText.spread(few, in: language)))
            #expect(lines[1].hasSuffix(FairnessText.spread(spread, in: language)))
        }
    }
}
