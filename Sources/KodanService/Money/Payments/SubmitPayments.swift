public import KodanDomain
import KodanStore
import Postgres

/// Hands a month's drafts to the approver; from here on their amounts stand still.
///
/// For an accountant. Refusals: `monthUnknown`, `monthClosed`, `paymentState` if no payment is a draft,
/// `nothingToPay` if there is none, `paymentBlocked` and `taxedOtherwise` for what came up since they were prepared.
public struct SubmitPayments: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Submits the drafts of `month`; returns their keys in order.
    public func callAsFunction(_ month: YearMonth, as credential: Credential) async throws -> [Payment.ID] {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.accountant)
            guard try !desk.onlyOne(at: month).isClosed else { throw Refusal.monthClosed(month) }
            let payments = PaymentStore(desk.session)
            let submitted = try payments.submit(month, at: desk.now)
            guard !submitted.isEmpty else { throw try payments.refusal(ofNoneIn: month) }
            try desk.refuseObstacles(to: submitted)
            try desk.record("payment.submitted", each: submitted)
            return submitted
        }
    }
}
