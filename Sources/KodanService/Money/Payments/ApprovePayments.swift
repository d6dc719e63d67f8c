public import KodanDomain
import KodanStore
import Postgres

/// Which payments a step is about.
public enum PaymentSelection: Sendable, Equatable {
    /// All of a month that wait for it.
    case month(YearMonth)
    /// These, and each of them must be ready for it.
    case payments([Payment.ID])
}

/// Approves payments that another person prepared, and binds each to the payee's newest confirmed account.
///
/// All or none. For an approver in person. Refusals: `notFound`, `paymentState`, also where none of a month waits for
/// it; `ownPayment` for what they prepared themselves or would receive, `noAccount`, `nothingToPay`, `paymentBlocked`
/// and `taxedOtherwise` for what came up since they were prepared.
public struct ApprovePayments: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Approves what `selection` names; returns the keys in order.
    public func callAsFunction(
        _ selection: PaymentSelection,
        as credential: Credential
    ) async throws -> [Payment.ID] {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.approver)
            let user = try desk.person()
            let payments = PaymentStore(desk.session)
            let waiting: [LockedPayment]
            switch selection {
            case .month(let month):
                _ = try desk.onlyOne(at: month)
                waiting = try payments.lockSubmitted(month, for: user, at: desk.now)
                guard !waiting.isEmpty else { throw try payments.refusal(ofNoneIn: month) }
            case .payments(let ids):
                try PaymentMonthStore(desk.session).exclusively()
                waiting = try payments.lock(ids, for: user, at: desk.now)
                let found = Set(waiting.map(\.id))
                if let missing = ids.first(where: { !found.contains($0) }) {
                    throw Refusal.notFound(missing.description)
                }
            }
            let bound = try waiting.map { payment throws(Refusal) in
                (id: payment.id, account: try ApprovePayments.account(for: payment, approvedBy: user))
            }
            try desk.refuseObstacles(to: bound.map(\.id))
            try payments.approve(bound, by: user, at: desk.now)
            try desk.record("payment.approved", each: bound.map(\.id))
            return bound.map(\.id)
        }
    }

    /// The account to which an approvable payment goes; nil if it sends nothing.
    private static func account(
        for payment: LockedPayment,
        approvedBy user: User.ID
    ) throws(Refusal) -> PayeeAccount.ID? {
        guard (try? payment.state.after(.approve)) != nil else {
            throw .paymentState(payment.id, payment.state)
        }
        guard payment.preparedBy != user, !payment.paysAsker else { throw .ownPayment(payment.id) }
        guard payment.net > .zero else { return nil }
        guard let account = payment.account else { throw .noAccount(payment.payee) }
        return account
    }
}
