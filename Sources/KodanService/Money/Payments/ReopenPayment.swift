public import KodanDomain
import KodanStore
import Postgres

/// Takes a payment back from the approver, to be changed; an approval that it had is lost.
///
/// For an accountant or an approver, with a reason. Refusals: `notFound`, `monthClosed`, `paymentState` for a draft.
public struct ReopenPayment: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes the payment a draft again.
    public func callAsFunction(_ id: Payment.ID, reason: String, as credential: Credential) async throws {
        let reason = try reason.checkedReasonLine()
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.accountant, .approver)
            let payments = PaymentStore(desk.session)
            try PaymentMonthStore(desk.session).exclusively()
            guard let payment = try payments.lock([id], for: desk.actor.user, at: desk.now).first else {
                throw Refusal.notFound(id.description)
            }
            guard try !desk.onlyOne(at: payment.month).isClosed else {
                throw Refusal.monthClosed(payment.month)
            }
            guard (try? payment.state.after(.reopen)) != nil else {
                throw Refusal.paymentState(id, payment.state)
            }
            try payments.reopen(id)
            try desk.record("payment.reopened", id, reason: reason)
        }
    }
}
