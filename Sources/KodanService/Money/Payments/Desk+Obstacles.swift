import KodanDomain
import KodanStore

extension Desk {
    /// Refuses payments that may not go on as they were prepared.
    ///
    /// Throws ``Refusal``: `paymentBlocked`, `taxedOtherwise`.
    func refuseObstacles(to payments: [Payment.ID]) throws {
        switch try PaymentStore(session).obstacle(to: payments) {
        case .finding(let payment, let finding): throw Refusal.paymentBlocked(payment, finding)
        case .taxedOtherwise(let payment, let payee): throw Refusal.taxedOtherwise(payment, payee)
        case nil: break
        }
    }
}
