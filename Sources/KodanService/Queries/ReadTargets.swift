public import KodanDomain
import KodanStore
import Postgres

/// What the groups of programmes aim at in a fiscal year, and how far they are (事業実績).
///
/// For staff. Everybody sees the whole: a target is the whole body's, whatever prefectures a coordinator keeps.
public struct ReadTargets: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// All groups in `year`, by group.
    public func callAsFunction(
        in year: FiscalYear,
        as credential: Credential
    ) async throws -> [TargetProgressEntry] {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.requireStaff()
            return try desk.asSystem { try ProgrammeQueries(desk.session).progress(in: year) }
        }
    }

    /// One group in `year`.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for a group that no programme counts towards and nobody set a target for.
    public func callAsFunction(
        of group: ProgrammeCode,
        in year: FiscalYear,
        as credential: Credential
    ) async throws -> TargetProgressEntry {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.requireStaff()
            let found = try desk.asSystem {
                try ProgrammeQueries(desk.session).progress(in: year, of: group).first
            }
            guard let found else { throw Refusal.notFound(group.text, as: .programme) }
            return found
        }
    }
}
