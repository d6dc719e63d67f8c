/// A step that the state of a thing does not allow.
public struct TransitionRefused<State: Sendable & Equatable, Event: Sendable & Equatable>: Error, Equatable {
    /// The state in which the thing is.
    public let state: State
    /// What was to happen to it.
    public let event: Event

    /// The refusal of `event` in `state`.
    public init(state: State, event: Event) {
        self.state = state
        self.event = event
    }
}
