import KodanDomain
import KodanMatching

extension MatchJSON {
    /// How evenly the lectures of a fiscal year are shared out, without the plan and with it.
    struct FairnessOfYear: Encodable, Sendable {
        let fiscalYear: Int
        let before: Spread
        let after: Spread
    }

    struct Spread: Encodable, Sendable {
        let presenters: Int
        let lectures: Int
        /// The most that one presenter has.
        let most: Int
        let withNone: Int
        let busiestTenth: Int
        let lecturesOfBusiestTenth: Int
    }

    /// What one more presenter would save, found by solving anew with one.
    struct Shortage: Encodable, Sendable {
        let prefecture: String
        let prefectureName: String
        let topic: String
        let fewerUnmatched: Int
        let fewerMinutes: Int
        /// What the prices of the plan promised at most, an unmatched request at `unmatched_cost`.
        let dualBound: Int
    }
}

extension MatchJSON.FairnessOfYear {
    init(_ fairness: Fairness) {
        self.init(
            fiscalYear: fairness.year.startYear,
            before: MatchJSON.Spread(fairness.before),
            after: MatchJSON.Spread(fairness.after)
        )
    }
}

extension MatchJSON.Spread {
    init(_ spread: LectureSpread) {
        self.init(
            presenters: spread.presenters,
            lectures: spread.lectures,
            most: spread.most,
            withNone: spread.withNone,
            busiestTenth: spread.busiestTenth,
            lecturesOfBusiestTenth: spread.lecturesOfBusiestTenth
        )
    }
}

extension MatchJSON.Shortage {
    init(_ shortage: MatchQuestions.Shortage) {
        self.init(
            prefecture: shortage.capital.prefecture.description,
            prefectureName: shortage.capital.name,
            topic: shortage.topic,
            fewerUnmatched: shortage.scarcity.fewerUnmatched,
            fewerMinutes: shortage.scarcity.fewerMinutes,
            dualBound: shortage.scarcity.dualBound
        )
    }
}
