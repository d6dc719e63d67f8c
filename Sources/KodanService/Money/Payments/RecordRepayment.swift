public import KodanDomain
import KodanStore
import Postgres

/// Notes that a payee has paid back what a payment below zero asks for (戻入).
///
/// For an accountant. Refusals: `notFound`, `paymentState` unless its month is closed, `notClaim` for a payment that
/// sends money, `dayAhead`, `paidTooEarly` for a day before the month closed.
public struct RecordRepayment: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Settles the claim `id` as of `day`.
    public func callAsFunction(
        _ id: Payment.ID,
        on day: LocalDate,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.accountant)
            guard day <= desk.now.date else { throw Refusal.dayAhead(day) }
            let payments = PaymentStore(desk.session)
            try PaymentMonthStore(desk.session).exclusively()
            guard let payment = try payments.lock([id], for: desk.actor.user, at: desk.now).first else {
                throw Refusal.notFound(id.description)
            }
            guard (try? payment.state.after(.settleWithoutFile)) != nil else {
                throw Refusal.paymentState(id, payment.state)
            }
            guard payment.net < .zero else { throw Refusal.notClaim(id) }
            let month = try PaymentMonthStore(desk.session).month(payment.month)
            if let asked = month?.closedAt?.date, day < asked { throw Refusal.paidTooEarly(first: asked) }
            try payments.settle([id], paidOn: day)
            let closed = try desk.asSystem { try RequestStore(desk.session).closePaid(by: [id]) }
            try desk.record("payment.repaid", id, detail: ["paid_on": day.description])
            try desk.record("request.closed", each: closed)
        }
    }
}
