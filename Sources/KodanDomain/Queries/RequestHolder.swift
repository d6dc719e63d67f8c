/// Who holds a request now: the one whose step everybody else waits for.
public enum RequestHolder: String, Sendable, CaseIterable {
    /// The organization, or the presenter who asked.
    case asker
    /// A coordinator.
    case coordinator
    /// The presenter who is asked or bound.
    case presenter
    /// The host, whose confirmation is missing.
    case host
    /// The accountant.
    case accountant
    /// It is done with.
    case nobody
}

extension RequestState {
    /// Who holds a request in this state.
    ///
    /// After the first attestation the other side is waited for: the host if the presenter has `reported`, or a
    /// coordinator who decides on evidence where there is no host.
    public func holder(reported: Bool, hasHost: Bool) -> RequestHolder {
        switch self {
        case .draft, .returned: .asker
        case .submitted, .screening, .approved, .matched, .unmatched, .notHeld: .coordinator
        case .offered, .assigned: .presenter
        case .held: reported ? hasHost ? .host : .coordinator : .presenter
        case .attested: .accountant
        case .rejected, .closed, .cancelled: .nobody
        }
    }
}
