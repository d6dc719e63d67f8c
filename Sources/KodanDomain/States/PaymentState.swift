/// Where a payment stands between its preparation and the bank's answer.
public enum PaymentState: String, Sendable, CaseIterable {
    /// Being put together (作成中).
    case draft
    /// Nothing was left to pay; it may come back (取りやめ).
    case dropped
    /// Handed to the approver (承認待ち).
    case submitted
    /// Approved by another person than who prepared it (承認済).
    case approved
    /// Its month is closed (締め済).
    case closed
    /// In a bank file (振込データ作成済).
    case exported
    /// The bank has paid (支払済).
    case paid
}

/// What happens to a payment.
public enum PaymentEvent: Sendable, Equatable, CaseIterable {
    /// Nothing is left of it.
    case drop
    /// Something is to be paid after all.
    case resume
    /// It goes to the approver.
    case submit
    /// It comes back to be changed; an approval is lost with it.
    case reopen
    /// The approver approves it.
    case approve
    /// Its month closes.
    case close
    /// It goes into a bank file.
    case export
    /// The bank has paid it.
    case settle
    /// It sent nothing: what was asked back has arrived, or there was nothing either way.
    case settleWithoutFile
    /// What the bank had paid came back after all (組戻し).
    case comeBack
}

extension PaymentState {
    /// The state after `event`; the database refuses the same steps.
    public func after(
        _ event: PaymentEvent
    ) throws(TransitionRefused<PaymentState, PaymentEvent>) -> PaymentState {
        switch (self, event) {
        case (.draft, .drop): .dropped
        case (.dropped, .resume): .draft
        case (.draft, .submit): .submitted
        case (.submitted, .reopen), (.approved, .reopen): .draft
        case (.submitted, .approve): .approved
        case (.approved, .close): .closed
        case (.closed, .export): .exported
        case (.exported, .settle), (.closed, .settleWithoutFile): .paid
        case (.paid, .comeBack): .exported
        case (.draft, _), (.dropped, _), (.submitted, _), (.approved, _), (.closed, _), (.exported, _),
            (.paid, _):
            throw TransitionRefused(state: self, event: event)
        }
    }
}
