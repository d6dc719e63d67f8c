public import KodanDomain
import KodanStore

/// A request that a plan gives a presenter, with the terms of its cost in equivalent minutes.
public struct MatchedRequest: Sendable, Equatable {
    /// The request.
    public let request: LectureRequest.ID
    /// The slot.
    public let slot: Slot.ID
    /// The presenter.
    public let presenter: Presenter.ID
    /// Whether the lecture is held online.
    public let isOnline: Bool
    /// The way there.
    public let travel: Int
    /// What the slot's order costs.
    public let slotOrder: Int
    /// What the missing level costs.
    public let level: Int
    /// What it costs that another presenter is preferred.
    public let notPreferred: Int
    /// What it costs to be online where there is a venue.
    public let onlineInstead: Int
    /// What it costs that the presenter has been at the host before.
    public let sameHostAgain: Int
    /// What the presenter's load costs.
    public let load: Int
    /// All terms together.
    public let total: Int
}

extension MatchOutcome {
    /// One entry for each request that gets a presenter.
    public var matchedRequests: [MatchedRequest] {
        matches.map { match in
            MatchedRequest(
                request: match.request,
                slot: match.slot,
                presenter: match.presenter,
                isOnline: match.isOnline,
                travel: match.travel,
                slotOrder: match.slotOrder,
                level: match.level,
                notPreferred: match.notPreferred,
                onlineInstead: match.onlineInstead,
                sameHostAgain: match.sameHostAgain,
                load: match.load,
                total: match.total
            )
        }
    }
}
