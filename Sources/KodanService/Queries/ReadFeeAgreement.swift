public import KodanDomain
import KodanStore
import Postgres

/// What was agreed about a lecture's fee and what its invoice shows apart, for those who work with money.
public struct ReadFeeAgreement: Sendable {
    private let office: Office
    /// Who is told.
    public static let readers: Set<Role> = [.coordinator, .accountant, .approver, .auditor]

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The terms of a lecture.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for a lecture that is not there or not the reader's to see.
    public func callAsFunction(of assignment: Assignment.ID, as credential: Credential) async throws
        -> FeeAgreementEntry
    {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let role = try desk.actor.role
            guard Self.readers.contains(role) else { throw Refusal.notPermitted(role) }
            guard try desk.sees(assignment) else { throw Refusal.notFound(assignment.description) }
            return try AgreementStore(desk.session).terms(of: assignment)
        }
    }
}
