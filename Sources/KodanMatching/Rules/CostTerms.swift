/// What speaks against one choice, term by term, in equivalent minutes; load is not here, for it depends on
/// what else the plan gives the presenter.
public struct CostTerms: Hashable, Sendable {
    /// Minutes of travel, one way; 0 online.
    public var travel: Int
    /// For a slot that is not the first wish.
    public var slotOrder: Int
    /// For the levels that the presenter lacks.
    public var missingLevel: Int
    /// For another presenter than the one whom the host would like.
    public var notPreferred: Int
    /// For a lecture online that could have had a venue.
    public var onlineInstead: Int
    /// For a presenter who has been at the same host before.
    public var sameHostAgain: Int

    /// These terms, those left out being 0.
    public init(
        travel: Int = 0,
        slotOrder: Int = 0,
        missingLevel: Int = 0,
        notPreferred: Int = 0,
        onlineInstead: Int = 0,
        sameHostAgain: Int = 0
    ) {
        self.travel = travel
        self.slotOrder = slotOrder
        self.missingLevel = missingLevel
        self.notPreferred = notPreferred
        self.onlineInstead = onlineInstead
        self.sameHostAgain = sameHostAgain
    }

    /// Their sum.
    public var total: Int {
        travel + slotOrder + missingLevel + notPreferred + onlineInstead + sameHostAgain
    }

    /// Each of them, in the order above.
    var parts: [Int] { [travel, slotOrder, missingLevel, notPreferred, onlineInstead, sameHostAgain] }
}
