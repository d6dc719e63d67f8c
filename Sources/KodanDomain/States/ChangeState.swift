/// Where a proposed change of date or venue stands.
public enum ChangeState: String, Sendable, CaseIterable {
    /// Not both sides have said yes (確認中).
    case open
    /// A side said no, and the lecture cannot be held as it was: a coordinator decides, until the deadline (辞退・調整中).
    case declined
    /// Both said yes in time: the lecture has moved (確定).
    case confirmed
    /// It came to nothing, and the lecture stays as it was agreed (当初どおり).
    case kept
    /// It came to nothing, and the presenter was let go (解除).
    case released
    /// Whoever proposed it took it back (取下げ).
    case withdrawn
    /// The assignment ended, or the lecture was given, before it was decided (終了).
    case overtaken
}

/// What happens to a proposed change.
public enum ChangeEvent: Sendable, Equatable, CaseIterable {
    /// The second side says yes.
    case confirm
    /// A side says no, and the lecture cannot be held as it was.
    case decline
    /// The lecture stays as it was.
    case keep
    /// The presenter is let go.
    case release
    /// It is taken back.
    case withdraw
    /// The assignment ends otherwise.
    case overtake
}

extension ChangeState {
    /// The states that want something of somebody: an assignment has at most one such change.
    public static let running: Set<ChangeState> = [.open, .declined]

    /// The state after `event`; the database refuses the same steps.
    public func after(
        _ event: ChangeEvent
    ) throws(TransitionRefused<ChangeState, ChangeEvent>) -> ChangeState {
        switch (self, event) {
        case (.open, .confirm): .confirmed
        case (.open, .decline): .declined
        case (.open, .keep), (.declined, .keep): .kept
        case (.open, .release), (.declined, .release): .released
        case (.open, .withdraw), (.declined, .withdraw): .withdrawn
        case (.open, .overtake), (.declined, .overtake): .overtaken
        case (.declined, _), (.confirmed, _), (.kept, _), (.released, _), (.withdrawn, _), (.overtaken, _):
            throw TransitionRefused(state: self, event: event)
        }
    }
}
