public import KodanDomain
import KodanStore
import Postgres

/// The journey to a lecture as it was claimed: the presenter's own, or all for the body's people.
public struct ReadTravel: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The legs of a lecture, oldest first.
    ///
    /// Hosts are not told what a journey costs. Throws ``Refusal/notFound(_:as:)`` for a lecture that is not there or
    /// not the reader's to see.
    public func callAsFunction(
        of assignment: Assignment.ID,
        as credential: Credential
    ) async throws -> [TravelLegEntry] {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            if try desk.actor.role == .host { throw Refusal.notPermitted(.host) }
            guard try desk.sees(assignment) else { throw Refusal.notFound(assignment.description) }
            return try LegQueries(desk.session).list(of: assignment)
        }
    }
}
