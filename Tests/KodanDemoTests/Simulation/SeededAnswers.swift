import KodanDomain

@testable import KodanDemo

/// What presenters do about offers: 60 % accept, 25 % refuse, 15 % keep silent, 3 % of those bound withdraw later.
///
/// The same presenter answers the same request the same way in every run of one seed, whoever asks and when.
struct SeededAnswers: Sendable {
    enum Answer: Sendable {
        case accept(afterMinutes: Int)
        case decline(afterMinutes: Int, DeclineGround)
        case silence
    }

    let seed: UInt64

    /// The answer of `presenter`, who may take so many minutes.
    func answer(of presenter: Int64, to request: Int, within minutes: Int) -> Answer {
        var dice = Dice(seed: seed, for: "answer \(request) \(presenter)")
        let roll = dice.below(100)
        // Within two days, as a rule, and always before the deadline.
        let after = min(dice.within(30...2880), minutes * dice.within(10...90) / 100)
        if roll < 60 { return .accept(afterMinutes: after) }
        guard roll < 85 else { return .silence }
        let ground = dice.pick(
            [
                (DeclineGround.noTime, 40), (.notThatDay, 30), (.tooFar, 10), (.topic, 10), (.other, 7),
                (.notThatHost, 3),
            ],
            by: \.1
        ).0
        return .decline(afterMinutes: after, ground)
    }

    /// After how many days a presenter who was bound to the request withdraws; nil for nearly all.
    func withdrawal(of presenter: Int64, from request: Int) -> Int? {
        var dice = Dice(seed: seed, for: "withdrawal \(request) \(presenter)")
        return dice.chance(3) ? dice.within(2...12) : nil
    }

    /// Whether the sides of the lecture answer what they are asked about it.
    func answersQuestions(_ request: Int) -> Bool {
        var dice = Dice(seed: seed, for: "questions \(request)")
        return dice.chance(85)
    }
}

/// How a year went.
struct YearFigures: Sendable {
    /// Days from approval to the first binding, of each request that got a presenter.
    var days: [Double] = []
    /// How many requests there were.
    var requests = 0
    /// How many have a presenter in the end.
    var filled = 0
    /// How many offers went out.
    var offers = 0

    /// The value below which so many hundredths lie; nearest rank.
    func percentile(_ percent: Int) -> Double {
        let sorted = days.sorted()
        guard !sorted.isEmpty else { return 0 }
        return sorted[max(0, (sorted.count * percent + 99) / 100 - 1)]
    }

    func line(_ name: String) -> String {
        func tenth(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
        let share = Double(filled) * 100 / Double(max(1, requests))
        return [
            name, "days from approval to assignment: median \(tenth(percentile(50)))",
            "95 % \(tenth(percentile(95)))", "filled \(filled) of \(requests) (\(tenth(share)) %)",
            "offers per request \(tenth(Double(offers) / Double(max(1, requests))))",
        ].joined(separator: "; ")
    }
}
