/// A thing that speaks against a choice.
public enum CostTerm: Sendable, CaseIterable {
    /// The journey to the venue.
    case travel
    /// A slot that is not the first wish.
    case slotOrder
    /// Levels that the presenter lacks.
    case missingLevel
    /// Another presenter than the one whom the host would like.
    case notPreferred
    /// Online, though there is a venue.
    case onlineInstead
    /// A presenter who has been at the same host before.
    case sameHostAgain
    /// Lectures that the presenter already has in the fiscal year, the plan's earlier ones included.
    case load
}

/// What one term adds to the cost of an assignment.
public struct CostShare: Sendable, Equatable {
    /// The term.
    public let term: CostTerm
    /// What it adds, in equivalent minutes, 0 or more.
    public let minutes: Int

    /// `term`, which adds so many equivalent `minutes`.
    public init(term: CostTerm, minutes: Int) {
        self.term = term
        self.minutes = minutes
    }
}

extension MatchingPlan.Assignment {
    /// The cost, term by term: every term once, in the order of `CostTerm`, those that add nothing included.
    public var shares: [CostShare] {
        CostTerm.allCases.map { CostShare(term: $0, minutes: minutes(of: $0)) }
    }

    private func minutes(of term: CostTerm) -> Int {
        switch term {
        case .travel: option.terms.travel
        case .slotOrder: option.terms.slotOrder
        case .missingLevel: option.terms.missingLevel
        case .notPreferred: option.terms.notPreferred
        case .onlineInstead: option.terms.onlineInstead
        case .sameHostAgain: option.terms.sameHostAgain
        case .load: load
        }
    }
}
