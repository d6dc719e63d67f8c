/// Why a row of a plan does not hold any more by facts that were read later.
public enum StaleReason: Hashable, Sendable {
    /// The request waits for nobody any more: it was withdrawn, put on hold, or given a presenter otherwise.
    case requestClosed
    /// The wished time was taken back, or has passed.
    case slotGone
    /// The presenter is retired or deceased.
    case presenterGone
    /// The presenter is refused by this rule now; the lectures of other rows count.
    case notEligible(EligibilityRule)
    /// The presenter would come where online was planned, or the other way round.
    case heldOtherwise

    /// A short name that stays: `not_eligible`.
    public var code: String {
        switch self {
        case .requestClosed: "request_closed"
        case .slotGone: "slot_gone"
        case .presenterGone: "presenter_gone"
        case .notEligible: "not_eligible"
        case .heldOtherwise: "held_otherwise"
        }
    }

    /// The rule that refuses; nil where none does.
    public var rule: EligibilityRule? {
        if case .notEligible(let rule) = self { rule } else { nil }
    }
}
