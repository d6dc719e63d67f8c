/// Where a request stands on the chain, from its draft to the closed file.
public enum RequestState: String, Sendable, CaseIterable {
    /// Being written (下書き).
    case draft
    /// Handed in (提出済).
    case submitted
    /// A coordinator reads it (審査中).
    case screening
    /// Sent back with what to correct (差戻し).
    case returned
    /// Refused with a reason (不承認).
    case rejected
    /// Waits for a presenter (承認済).
    case approved
    /// The plan has a presenter for it (候補決定).
    case matched
    /// No presenter can come (候補なし).
    case unmatched
    /// A presenter is asked (打診中).
    case offered
    /// A presenter is bound to it (派遣決定).
    case assigned
    /// One side has attested that it was held (実施済).
    case held
    /// Both sides have (確認済).
    case attested
    /// Paid or without pay, and done with (完了).
    case closed
    /// The presenter did not come (不実施).
    case notHeld = "not_held"
    /// Called off (中止).
    case cancelled
}

/// What happens to a request.
public enum RequestEvent: Sendable, Equatable, CaseIterable {
    /// The host or the presenter hands it in, for the first time or corrected.
    case submit
    /// A coordinator takes it up.
    case screen
    /// The coordinator approves it.
    case approve
    /// The coordinator, or a match without result, sends it back with what to correct.
    case sendBack
    /// The coordinator refuses it.
    case reject
    /// A plan names a presenter.
    case match
    /// A plan finds nobody.
    case leaveUnmatched
    /// The presenter is asked.
    case offer
    /// Nobody is asked any more, and nobody has accepted.
    case runOut
    /// A presenter is bound: by acceptance, or at once where the lecture is self-hosted.
    case assign
    /// The bound presenter withdraws, and another is wanted.
    case release
    /// The first side attests.
    case hold
    /// The second side attests, or a coordinator decides.
    case attest
    /// The presenter did not come.
    case miss
    /// New dates are named after it was not held.
    case reschedule
    /// All is paid, or there is nothing to pay.
    case close
    /// It is called off.
    case cancel
}

extension RequestState {
    /// The state after `event`, as in the design's table of states.
    ///
    /// A new state does not compile until it is placed here; the database refuses the same steps
    /// (`state_transition`).
    public func after(
        _ event: RequestEvent
    ) throws(TransitionRefused<RequestState, RequestEvent>) -> RequestState {
        guard let next = steps[event] else { throw TransitionRefused(state: self, event: event) }
        return next
    }

    private var steps: [RequestEvent: RequestState] {
        switch self {
        case .draft: [.submit: .submitted, .cancel: .cancelled]
        case .submitted: [.screen: .screening, .cancel: .cancelled]
        case .screening:
            [.approve: .approved, .sendBack: .returned, .reject: .rejected, .cancel: .cancelled]
        case .returned: [.submit: .submitted, .cancel: .cancelled]
        case .approved:
            [
                .match: .matched, .leaveUnmatched: .unmatched, .assign: .assigned, .sendBack: .returned,
                .cancel: .cancelled,
            ]
        case .unmatched: [.match: .matched, .sendBack: .returned, .cancel: .cancelled]
        case .matched: [.offer: .offered, .runOut: .approved, .sendBack: .returned, .cancel: .cancelled]
        case .offered: [.assign: .assigned, .runOut: .approved, .sendBack: .returned, .cancel: .cancelled]
        case .assigned: [.release: .approved, .hold: .held, .miss: .notHeld, .cancel: .cancelled]
        case .notHeld: [.reschedule: .approved, .cancel: .cancelled]
        case .held: [.attest: .attested]
        case .attested: [.close: .closed]
        case .rejected, .closed, .cancelled: [:]
        }
    }
}
