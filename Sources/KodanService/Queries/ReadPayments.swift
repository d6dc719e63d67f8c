public import KodanDomain
import KodanStore
import Postgres

/// Payments of all months, and what each is made of.
///
/// For accountants, approvers and auditors; presenters see the list of their own.
public struct ReadPayments: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The payments that answer `question` behind `after`.
    public func callAsFunction(
        _ question: PaymentQuestion = PaymentQuestion(),
        after: Payment.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<PaymentSummary, Payment> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.accountant, .approver, .auditor, .presenter)
            let rows = try PaymentQueries(desk.session).list(question, after: after, limit: limit.andOneMore)
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// The same page, with what all payments add up to that answer `question`: both are of one moment.
    public func totalled(
        _ question: PaymentQuestion,
        after: Payment.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> (page: Page<PaymentSummary, Payment>, totals: PaymentTotals) {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.accountant, .approver, .auditor)
            let found = try PaymentQueries(desk.session).listing(
                question,
                after: after,
                limit: limit.andOneMore
            )
            return (Page(found.payments, limit: limit.count, key: \.id), found.totals)
        }
    }

    /// One payment with its lines and the tries to send it.
    ///
    /// Throws ``Refusal/notFound(_:as:)``.
    public func callAsFunction(_ id: Payment.ID, as credential: Credential) async throws -> PaymentDetail {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.accountant, .approver, .auditor)
            guard let payment = try PaymentQueries(desk.session).detail(id) else {
                throw Refusal.notFound(id.description)
            }
            return payment
        }
    }

    /// The accounts that concern one payment; none for an auditor, who sees no account.
    public func accounts(
        of id: Payment.ID,
        as credential: Credential
    ) async throws -> PaymentAccounts {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.accountant, .approver, .auditor)
            return try PaymentQueries(desk.session).accounts(of: id, at: desk.now)
        }
    }
}
