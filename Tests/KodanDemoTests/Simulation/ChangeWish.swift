import KodanDomain
import KodanService

@testable import KodanDemo

/// That a side of a lecture wants another date or venue, and what becomes of it, by chance.
struct ChangeWish: Sendable {
    enum Reply: Sendable {
        case agrees, refuses, silence
    }

    /// Who wants it.
    let side: Side
    /// So many days after the presenter was bound.
    let afterDays: Int
    /// By how many days the lecture would move; nil where only the venue would change.
    let days: Int?
    /// Whether the lecture may be held as it was if it comes to nothing.
    let oldStands: Bool
    /// What the other side says.
    let reply: Reply
    /// When it says so, in hundredths of the time that it has.
    let replyPercent: Int
    /// What a coordinator makes of a refusal; nil where they let the deadline pass.
    let decision: ChangeDecision?
}

extension SeededAnswers {
    /// What is wanted of a lecture after its presenter was bound; nil for five of six.
    func change(of request: Int, _ presenter: Int64) -> ChangeWish? {
        var dice = Dice(seed: seed, for: "change \(request) \(presenter)")
        guard dice.chance(17) else { return nil }
        return ChangeWish(
            side: dice.chance(60) ? .host : .presenter,
            afterDays: dice.within(1...8),
            days: dice.chance(70) ? dice.pick([-5, -2, 1, 3, 7, 9]) : nil,
            oldStands: dice.chance(55),
            reply: dice.pick([(ChangeWish.Reply.agrees, 50), (.refuses, 30), (.silence, 20)], by: \.1).0,
            replyPercent: dice.within(5...95),
            decision: dice.pick([(ChangeDecision?.some(.keep), 40), (.release, 30), (nil, 30)], by: \.1).0
        )
    }
}
