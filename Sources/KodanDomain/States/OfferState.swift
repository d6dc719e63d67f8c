/// Where an offer to a presenter stands.
public enum OfferState: String, Sendable, CaseIterable {
    /// Waits to be sent (送信待ち).
    case queued
    /// The presenter has it, and time until the deadline (打診中).
    case sent
    /// The presenter said yes in time (承諾).
    case accepted
    /// The presenter said no, with a reason (辞退).
    case declined
    /// The deadline passed; silence is never acceptance (期限切れ).
    case expired
    /// Another presenter was faster (他者決定).
    case superseded
    /// The desk or the cancelled request took it back (取下げ).
    case withdrawn
}

/// What happens to an offer.
public enum OfferEvent: Sendable, Equatable, CaseIterable {
    /// It goes out.
    case send
    /// The presenter says yes.
    case accept
    /// The presenter says no.
    case decline
    /// The deadline passes.
    case expire
    /// Another's acceptance comes first.
    case supersede
    /// It is taken back, or the bound presenter withdraws.
    case withdraw
}

extension OfferState {
    /// The state after `event`; the database refuses the same steps.
    public func after(_ event: OfferEvent) throws(TransitionRefused<OfferState, OfferEvent>) -> OfferState {
        switch (self, event) {
        case (.queued, .send): .sent
        case (.sent, .accept): .accepted
        case (.sent, .decline): .declined
        case (.sent, .expire): .expired
        case (.queued, .supersede), (.sent, .supersede): .superseded
        case (.queued, .withdraw), (.sent, .withdraw), (.accepted, .withdraw): .withdrawn
        case (.queued, _), (.sent, _), (.accepted, _), (.declined, _), (.expired, _), (.superseded, _),
            (.withdrawn, _):
            throw TransitionRefused(state: self, event: event)
        }
    }
}
