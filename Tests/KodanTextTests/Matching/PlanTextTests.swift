import KodanDomain
import KodanMatching
import KodanText
import Testing

@Suite("A plan in short lines")
struct PlanTextTests {
    @Test("tells the journey in bands and the other terms in minutes, those that add nothing not at all")
    func assignment() {
        let assignment = MatchingPlan.Assignment(option: ReasonExamples.option(5), load: 0)
        let english = PlanText.assignment(assignment, in: .english)
        #expect(
            english
                == "2026-12-05 14:00, about an hour, order of wishes 21, missing level 46, "
                + "not the presenter wished for 63, online instead 124, same host again 31: 347"
        )
        #expect(!english.contains("62"))
        let japanese = PlanText.assignment(assignment, in: .japanese)
        #expect(japanese.hasPrefix("2026-12-05 14:00、約1時間、希望順位 21、"))
        let online = MatchingPlan.Assignment(option: ReasonExamples.option(5, online: true), load: 15)
        #expect(PlanText.assignment(online, in: .english).hasPrefix("2026-12-05 14:00, online, "))
        #expect(PlanText.assignment(online, in: .english).contains("load 15"))
    }

    @Test("says of every change why a row was not saved, each in its own words", arguments: Language.allCases)
    func stale(language: Language) {
        let reasons =
            [.requestClosed, .slotGone, .presenterGone, .heldOtherwise]
            + EligibilityRule.allCases.map(StaleReason.notEligible)
        let sentences = reasons.map { StaleText.sentence($0, in: language) }
        #expect(Set(sentences).count == reasons.count)
        for sentence in sentences { #expect(fault(in: sentence, language) == nil) }
    }
}
