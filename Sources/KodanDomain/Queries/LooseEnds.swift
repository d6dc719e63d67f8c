/// What a new day off, or a new wish to be kept apart, ended at once and what it left standing.
///
/// Lectures stand until somebody withdraws: the host was promised one.
public struct LooseEnds: Hashable, Sendable {
    /// Offers without an answer that were taken back, as far as the actor knew of them.
    public let withdrawn: [Offer.ID]
    /// Lectures ahead that stand, as far as the actor may know of them.
    public let assignments: [Assignment.ID]

    /// These offers and lectures.
    public init(withdrawn: [Offer.ID], assignments: [Assignment.ID]) {
        self.withdrawn = withdrawn
        self.assignments = assignments
    }
}
