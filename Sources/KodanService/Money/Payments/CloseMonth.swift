public import KodanDomain
import KodanStore
import Postgres

/// Closes a month (締め) with its totals and the newest seal of the record; then it never changes.
///
/// For an approver. Refusals: `monthUnknown`, `monthClosed`, `unapprovedPayments`, `nothingToPay`, `paymentBlocked` and
/// `taxedOtherwise` for what came up since the approval.
public struct CloseMonth: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Closes `month` and returns it.
    public func callAsFunction(_ month: YearMonth, as credential: Credential) async throws -> PaymentMonth {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.approver)
            let open = try desk.onlyOne(at: month)
            guard !open.isClosed else { throw Refusal.monthClosed(month) }
            guard open.unapproved == 0 else {
                throw Refusal.unapprovedPayments(month, count: open.unapproved)
            }
            guard open.totals.payments > 0 else { throw Refusal.nothingToPay(month) }
            try desk.refuseObstacles(to: try PaymentStore(desk.session).approved(in: month))
            let seal = try AuditStore(desk.session).newestSeal()
            let even = try PaymentMonthStore(desk.session).close(
                month,
                by: desk.actor.user,
                seal: seal,
                at: desk.now
            )
            let closed = try desk.onlyOne(at: month)
            try desk.record("payment_month.closed", month.subject, detail: closed.totals.detail)
            // No bank answers for these: what they pay is paid now.
            let ended = try desk.asSystem { try RequestStore(desk.session).closePaid(by: even) }
            try desk.record("payment.settled", each: even)
            try desk.record("request.closed", each: ended)
            return closed
        }
    }
}

extension ControlTotals {
    /// The figures as the record keeps them.
    var detail: [String: String] {
        [
            "payees": String(payees), "payments": String(payments), "lines": String(lines),
            "gross": gross.description, "base": base.description, "tax": tax.description,
            "net": net.description,
        ]
    }
}
