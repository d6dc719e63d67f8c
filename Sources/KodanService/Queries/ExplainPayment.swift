public import KodanDomain
import KodanStore
import Postgres

/// Walks from any yen back to its request: each row of the chain with its date, its actor and its key, and what the
/// record tells of it.
///
/// For accountants, approvers and auditors; it changes nothing. Account numbers are no part of it. Refusal: `notFound`.
public struct ExplainPayment: Sendable {
    private static let snapshot = TransactionOptions(isolation: .repeatableRead, readOnly: true)

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The walk to `payment`, from the requests of all lectures that it pays.
    public func callAsFunction(_ payment: Payment.ID, as credential: Credential) async throws -> PaymentWalk {
        try await office.transaction(as: credential, ExplainPayment.snapshot) { desk in
            try desk.actor.require(.accountant, .approver, .auditor)
            guard let walk = try PaymentWalkQueries(desk.session).walk(payment) else {
                throw Refusal.notFound(payment.description)
            }
            return walk
        }
    }

    /// The walk to `honorarium` and on to all payments that its lecture had a part in.
    public func callAsFunction(
        _ honorarium: Honorarium.ID,
        as credential: Credential
    ) async throws -> PaymentWalk {
        try await office.transaction(as: credential, ExplainPayment.snapshot) { desk in
            try desk.actor.require(.accountant, .approver, .auditor)
            guard let walk = try PaymentWalkQueries(desk.session).walk(honorarium) else {
                throw Refusal.notFound(honorarium.description)
            }
            return walk
        }
    }
}
