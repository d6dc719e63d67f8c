public import KodanDomain
import KodanStore
import Postgres

/// Holds back what is owed to a payee (支払の保留), for a reason that no check knows; other payments go on.
///
/// It is a finding that blocks until an accountant or an approver clears it. Payments of the payee that no close holds
/// yet are taken back from the approver and leave their month; a closed month pays as it stands, but for what the bank
/// returns. Whoever is held already stays so, for the reason given first. For an accountant in person. Refusals:
/// `notFound`, `field` without a reason.
public struct HoldPayments: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Holds back what is owed to `payee`; the finding that does so, and whether it is a new one.
    public func callAsFunction(
        of payee: Payee.ID,
        because reason: String,
        as credential: Credential
    ) async throws -> (finding: Finding.ID, isNew: Bool) {
        let reason = try reason.checkedReasonLine()
        return try await office.transaction(as: credential) { desk in
            try desk.actor.require(.accountant)
            _ = try desk.person()
            try PaymentMonthStore(desk.session).exclusively()
            guard try PayeeStore(desk.session).exists(payee) else {
                throw Refusal.notFound(payee.description)
            }
            let held = try FindingStore(desk.session).hold(payee, at: desk.now)
            guard held.isNew else { return (held.id, false) }
            try desk.record("finding.found", held.id, reason: reason)
            let payments = PaymentStore(desk.session)
            let unclosed = try payments.unclosed(of: payee)
            for payment in unclosed where payment.state != .draft {
                try payments.reopen(payment.id)
                try desk.record("payment.reopened", payment.id, reason: reason)
            }
            try payments.drop(unclosed.map(\.id), at: desk.now)
            try desk.record("payment.dropped", each: unclosed.map(\.id))
            return (held.id, true)
        }
    }
}
