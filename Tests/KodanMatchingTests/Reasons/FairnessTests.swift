import KodanDomain
import Testing

@testable import KodanMatching

@Suite("Fairness")
struct FairnessTests {
    @Test("of a few presenters is what one counts by hand")
    func byHand() {
        // Twelve presenters; the busiest tenth, rounded up, are two, with 6 + 3 of the 15 lectures.
        let spread = LectureSpread(lectures: [0, 1, 6, 0, 2, 1, 1, 0, 3, 1, 0, 0])
        #expect(spread.presenters == 12 && spread.lectures == 15)
        #expect(spread.most == 6 && spread.withNone == 5)
        #expect(spread.busiestTenth == 2 && spread.lecturesOfBusiestTenth == 9)
        #expect(spread.meanHundredths == 125)
        #expect(spread.withNonePercent == 42)
        #expect(spread.busiestTenthPercent == 60)
    }

    @Test("of nobody, or of nothing, is nothing")
    func empty() {
        let nobody = LectureSpread(lectures: [])
        #expect(nobody.meanHundredths == 0 && nobody.withNonePercent == 0 && nobody.most == 0)
        let idle = LectureSpread(lectures: [0, 0])
        #expect(idle.busiestTenthPercent == 0 && idle.withNonePercent == 100)
    }

    @Test("is a tenth for the busiest tenth where all have the same, and all where one has all")
    func extremes() {
        #expect(LectureSpread(lectures: Array(repeating: 3, count: 40)).busiestTenthPercent == 10)
        #expect(LectureSpread(lectures: [7] + Array(repeating: 0, count: 39)).busiestTenthPercent == 100)
    }

    @Test("adds the plan's lectures of the fiscal year, and no others", arguments: 560..<564)
    func addsThePlan(seed: Int) throws {
        var dice = Dice(seed: UInt64(seed))
        let facts = RandomFacts(presenters: 30, requests: 40, using: &dice)
        let problem = try MatchingProblem(
            presenters: facts.presenters,
            requests: facts.requests,
            eligibility: Eligibility()
        )
        let plan = cheapestPlan(for: problem)
        let days = plan.assignments.map(\.option.day)
        for text in ["2027-03-31", "2027-04-01"] {
            let year = FiscalYear(containing: day(text))
            let fairness = Fairness(of: plan, among: facts.presenters, in: year)
            let given = days.filter { ($0 < day("2027-04-01")) == (text == "2027-03-31") }.count
            #expect(given > 0)
            #expect(fairness.after.lectures == fairness.before.lectures + given)
            #expect(fairness.before.presenters == facts.presenters.filter(\.isActive).count)
            let held = facts.presenters.filter(\.isActive).map { $0.lecturesByYear[year] ?? 0 }
            #expect(fairness.before.lectures == held.reduce(0, +))
            #expect(fairness.after.most <= (facts.presenters.map(\.yearlyCap).max() ?? 0))
            #expect(fairness.after.withNone <= fairness.before.withNone)
        }
    }
}
