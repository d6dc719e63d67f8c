/// Where materials for a lecture are.
public enum DeliveryState: String, Sendable, CaseIterable {
    /// To be sent by a day (準備中).
    case planned
    /// On their way, or their link is out (発送済).
    case sent
    /// There (受領済).
    case received
    /// Back in stock, or never sent (返却).
    case returned
}

/// What happens to materials.
public enum DeliveryEvent: Sendable, Equatable, CaseIterable {
    /// They go out.
    case send
    /// They arrive.
    case receive
    /// They come back.
    case takeBack
}

extension DeliveryState {
    /// The state after `event`; the database refuses the same steps.
    public func after(
        _ event: DeliveryEvent
    ) throws(TransitionRefused<DeliveryState, DeliveryEvent>) -> DeliveryState {
        switch (self, event) {
        case (.planned, .send): .sent
        case (.sent, .receive): .received
        case (.planned, .takeBack), (.sent, .takeBack), (.received, .takeBack): .returned
        case (.planned, _), (.sent, _), (.received, _), (.returned, _):
            throw TransitionRefused(state: self, event: event)
        }
    }
}
