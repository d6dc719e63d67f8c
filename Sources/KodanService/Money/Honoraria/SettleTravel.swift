public import KodanDomain
import KodanStore
import Postgres

/// Travel that was already bought for a lecture that was called off is settled, without a fee (中止に伴う旅費の精算).
public struct SettleTravel: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Fixes what is owed for the travel of an assignment that ended without a lecture, once; then what is unpaid until
    /// the lecture's day is checked (``CheckHonoraria``).
    ///
    /// For an accountant. Refusals: `notFound`, `ownAffair` for the presenter, and those of
    /// ``KodanDomain/LectureFacts/settlement(on:)``.
    public func callAsFunction(
        _ id: Assignment.ID,
        as credential: Credential
    ) async throws -> (honorarium: Honorarium.ID, gross: Yen) {
        try await office.transaction(as: credential) { [rules = office.rules] desk in
            try desk.actor.require(.accountant)
            let facts = try desk.lockFacts(of: id)
            try desk.refuseOwn(.lecture(id), id)
            let draft = try facts.settlement(on: desk.now.date)
            guard let honorarium = try desk.fix([draft])[id] else { throw Refusal.calculatedAlready(id) }
            _ = try desk.checkHonoraria(upTo: facts.lectureOn, rules)
            return (honorarium, draft.gross)
        }
    }
}
