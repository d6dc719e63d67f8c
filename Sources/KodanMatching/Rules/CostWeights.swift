/// How much each thing that speaks against a choice weighs, in equivalent minutes of travel.
public struct CostWeights: Hashable, Sendable {
    /// The largest weight; keeps sums far from overflow.
    public static let largest = 1_000_000

    /// For each step from the first wished slot.
    public let slotStep: Int
    /// For each level that the presenter lacks.
    public let levelStep: Int
    /// For each lecture that the presenter already has in the fiscal year, this run's included.
    public let loadStep: Int
    /// For another presenter than the one whom the host would like.
    public let notPreferred: Int
    /// For a lecture online that could have had a venue: someone in the room is worth this long a journey.
    public let onlineInstead: Int
    /// For a presenter who has been at the same host in this or the previous fiscal year: hosts hear somebody new.
    public let sameHostAgain: Int

    /// These weights; nil if one is negative or above `largest`.
    public init?(
        slotStep: Int = 20,
        levelStep: Int = 45,
        loadStep: Int = 15,
        notPreferred: Int = 60,
        onlineInstead: Int = 120,
        sameHostAgain: Int = 30
    ) {
        guard
            [slotStep, levelStep, loadStep, notPreferred, onlineInstead, sameHostAgain]
                .allSatisfy({ (0...CostWeights.largest).contains($0) })
        else { return nil }
        self.init(
            trusted: slotStep,
            level: levelStep,
            load: loadStep,
            preferred: notPreferred,
            online: onlineInstead,
            again: sameHostAgain
        )
    }

    /// 20 a slot, 45 a level, 15 a lecture of the year, 60 for not being preferred, 120 for online instead, 30 for the
    /// same host again.
    public static let standard = CostWeights(
        trusted: 20,
        level: 45,
        load: 15,
        preferred: 60,
        online: 120,
        again: 30
    )

    /// What the `nth` lecture of a fiscal year adds; the first, 1, adds nothing, each later one a step more.
    ///
    /// It never falls as `nth` rises: the optimum rests on that.
    public func load(nth: Int) -> Int { loadStep * (nth - 1) }

    private init(trusted slot: Int, level: Int, load: Int, preferred: Int, online: Int, again: Int) {
        slotStep = slot
        levelStep = level
        loadStep = load
        notPreferred = preferred
        onlineInstead = online
        sameHostAgain = again
    }
}
