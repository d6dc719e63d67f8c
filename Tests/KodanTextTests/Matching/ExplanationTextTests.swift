import KodanMatching
import KodanText
import Testing

@Suite("Reasons in words")
struct ExplanationTextTests {
    @Test("name each rule that left nobody, and how many it keeps away", arguments: EligibilityRule.allCases)
    func blocking(rule: EligibilityRule) {
        for language in Language.allCases {
            let alone = BlockingRules(rules: RuleSet([rule]), presenters: 57)
            let sentence = BlockingText.sentence(alone, in: language)
            #expect(fault(in: sentence, language) == nil)
            #expect(sentence.contains("57") && sentence.contains(RuleText.name(of: rule, in: language)))
            let all = BlockingRules(rules: RuleSet(EligibilityRule.allCases), presenters: 1)
            #expect(BlockingText.sentence(all, in: language).contains(RuleText.name(of: rule, in: language)))
        }
    }

    @Test("say of every remedy what it says", arguments: ReasonExamples.remedies.indices)
    func remedies(index: Int) {
        let (remedy, named) = ReasonExamples.remedies[index]
        for language in Language.allCases {
            let sentence = RemedyText.sentence(remedy, in: language, name: ReasonExamples.names.presenter)
            #expect(fault(in: sentence, language) == nil)
            for name in named { #expect(sentence.contains(name), "\(sentence)") }
            #expect(!sentence.contains("P54"))
        }
    }

    @Test(
        "say for what a presenter is needed",
        arguments: [EligibilityRule.alreadyBooked, .monthlyCapReached, .yearlyCapReached]
    )
    func competitors(rule: EligibilityRule) {
        let lecture = Competitor(presenter: 51, request: 7, time: ReasonExamples.time, takes: rule)
        let word: [EligibilityRule: (String, String)] = [
            .alreadyBooked: ("同じ日", "same day"), .monthlyCapReached: ("その月", "that month"),
            .yearlyCapReached: ("その年度", "that fiscal year"),
        ]
        for language in Language.allCases {
            let sentence = CompetitorText.sentence(lecture, presenter: "P51", request: "R7", in: language)
            #expect(fault(in: sentence, language) == nil)
            #expect(sentence.contains("P51") && sentence.contains("R7"))
            let said = language == .japanese ? word[rule]?.0 : word[rule]?.1
            #expect(said.map(sentence.contains) == true)
        }
    }

    @Test("are whole sentences for every outcome", arguments: ReasonExamples.explanations.indices)
    func wholeLines(index: Int) {
        for language in Language.allCases {
            let lines = ExplanationText.lines(
                ReasonExamples.explanations[index],
                names: ReasonExamples.names,
                in: language
            )
            #expect(lines.count > 4 && Set(lines).count == lines.count)
            for line in lines { #expect(fault(in: line, language) == nil, "\(line)") }
        }
    }

    @Test("tell of a match who, when, why and what else")
    func matched() {
        let lines = ExplanationText.lines(
            ReasonExamples.explanations[0],
            names: ReasonExamples.names,
            in: .japanese
        )
        #expect(lines.first == "P5が2026年12月5日（土）14時〜16時に担当します。")
        // Seven terms: 62 + 21 + 46 + 63 + 124 + 31 + 15.
        #expect(lines.count == 1 + 7 + 1 + 1)
        #expect(lines.contains("負担は合わせて362分相当です。"))
        #expect(lines.last == "P6を選ぶと、全体の負担が41分相当増えます。")
        let online = RequestExplanation(
            request: 9,
            outcome: .matched(
                MatchingPlan.Assignment(option: ReasonExamples.option(5, online: true), load: 0)
            ),
            nextBest: []
        )
        let english = ExplanationText.lines(online, names: ReasonExamples.names, in: .english)
        #expect(english.first == "P5 takes it online on Saturday, 5 December 2026, 14:00 to 16:00.")
    }

    @Test("tell of the others at most five, and how many more there are")
    func givenToOthers() {
        let lines = ExplanationText.lines(
            ReasonExamples.explanations[2],
            names: ReasonExamples.names,
            in: .english
        )
        #expect(lines.first == "2 presenters could come, but other lectures need them all.")
        #expect(lines.contains("P51 takes R5 on the same day."))
        #expect(!lines.contains { $0.contains("R6") })
        #expect(lines.contains("They are needed for 2 more lectures too."))
        #expect(lines.contains("Matching this request would leave one other without a presenter."))
    }

    @Test("tell of nobody which rule refused how many")
    func nobody() {
        let lines = ExplanationText.lines(
            ReasonExamples.explanations[1],
            names: ReasonExamples.names,
            in: .japanese
        )
        #expect(lines.first == "条件に合う講師が見つかりませんでした（移動圏外71名）。")
        #expect(lines.contains("「移動圏外」に当たらなければ、44名が対応できます。"))
        #expect(lines.contains("オンラインでの開催とすれば、32名が対応できます。"))
    }

    @Test("say so where no single change helps", arguments: Language.allCases)
    func hopeless(language: Language) {
        let hopeless = RequestExplanation(
            request: 9,
            outcome: .nobodyEligible(NobodyEligible(tally: RefusalTally(), blocking: [], remedies: [])),
            nextBest: []
        )
        let lines = ExplanationText.lines(hopeless, names: ReasonExamples.names, in: language)
        #expect(lines.last == RemedyText.none(in: language))
        #expect(lines.allSatisfy { fault(in: $0, language) == nil })
    }
}
