/// Where the binding of a presenter to a request stands.
public enum AssignmentState: String, Sendable, CaseIterable {
    /// Bound (確定).
    case confirmed
    /// Both sides said some days before that it stands (再確認済).
    case reconfirmed
    /// The lecture was given (実施済).
    case delivered
    /// The lecture was called off (中止).
    case cancelled
    /// The presenter did not come (不参加).
    case noShow = "no_show"
    /// The presenter was let go, and another is wanted (解除).
    case released
}

/// What happens to an assignment.
public enum AssignmentEvent: Sendable, Equatable, CaseIterable {
    /// It is confirmed again.
    case reconfirm
    /// Both sides agreed on another date or venue.
    case move
    /// The lecture is attested.
    case deliver
    /// The lecture is called off.
    case cancel
    /// The presenter does not come.
    case miss
    /// The presenter withdraws.
    case release
}

extension AssignmentState {
    /// The states in which the presenter is bound: two of them never overlap in time.
    public static let binding: Set<AssignmentState> = [.confirmed, .reconfirmed, .delivered]

    /// Whether travel that was bought for a lecture which ended so, by `side`, may be claimed and settled.
    ///
    /// It may where the lecture was called off, and where the host did not come or the presenter was let go; not where
    /// the presenter did not come or withdrew.
    public func owesTravel(endedBy side: Side?) -> Bool {
        switch self {
        case .cancelled: true
        case .noShow, .released: side == .host || side == .body
        case .confirmed, .reconfirmed, .delivered: false
        }
    }

    /// The state after `event`; the database refuses the same steps.
    public func after(
        _ event: AssignmentEvent
    ) throws(TransitionRefused<AssignmentState, AssignmentEvent>) -> AssignmentState {
        switch (self, event) {
        case (.confirmed, .reconfirm): .reconfirmed
        // It is confirmed again some days before the new date.
        case (.reconfirmed, .move): .confirmed
        case (.confirmed, .deliver), (.reconfirmed, .deliver): .delivered
        case (.confirmed, .cancel), (.reconfirmed, .cancel): .cancelled
        case (.confirmed, .miss), (.reconfirmed, .miss): .noShow
        case (.confirmed, .release), (.reconfirmed, .release): .released
        case (.confirmed, _), (.reconfirmed, _), (.delivered, _), (.cancelled, _), (.noShow, _),
            (.released, _):
            throw TransitionRefused(state: self, event: event)
        }
    }
}
