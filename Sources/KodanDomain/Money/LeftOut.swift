/// Why honoraria are not paid this time; a person decides what follows.
public enum LeftOutReason: String, Sendable, CaseIterable {
    /// The payee has no confirmed bank account.
    case noAccount = "no_account"
    /// A non-resident's payment waits for a treaty decision, or for its notification.
    case treatyDecision = "treaty_decision"
    /// A foreign corporation: nothing is calculated without advice.
    case foreignCorporation = "foreign_corporation"
    /// Nobody has said where the payee is taxed on the payment date.
    case residencyUnknown = "residency_unknown"
    /// A blocking finding about the lecture or the payee is open.
    case finding
    /// There is no yen to send.
    case zero
    /// The payee's payment on that date is with the approver already.
    case paymentUnderWay = "payment_under_way"
    /// Taxed together with the payee's other honoraria, less than the promised net would arrive; it is paid on a date
    /// of its own. A payee who is not resident any more gets none as promised.
    case netPromise = "net_promise"
    /// The sum is more than one transfer can carry.
    case tooLarge = "too_large"
}

/// Honoraria of one payee that are not paid this time.
public struct LeftOut: Hashable, Sendable {
    /// The payee.
    public let payee: Payee.ID
    /// The honoraria, smaller keys first.
    public let honoraria: [Honorarium.ID]
    /// Their sum before tax.
    public let gross: Yen
    /// Why.
    public let reason: LeftOutReason

    init(_ payables: [PayableHonorarium], of payee: Payee.ID, _ reason: LeftOutReason) {
        self.payee = payee
        honoraria = payables.map(\.id).sorted()
        gross = payables.reduce(.zero) { $0 + $1.gross }
        self.reason = reason
    }
}
