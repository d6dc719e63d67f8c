public import KodanDomain
import KodanStore
import Postgres

/// A seminar or conference is taken off the body's schedule (日程の取消).
///
/// For administrators.
public struct RemoveProgrammeEvent: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Takes it off; one that moved is added again, with its new day or place.
    ///
    /// The next load of the shipped schedule does not bring it back. Throws ``Refusal/notFound(_:as:)``.
    public func callAsFunction(_ id: ProgrammeEvent.ID, as credential: Credential) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            let removed = try ProgrammeEventStore(desk.session)
                .remove(id, by: desk.actor.user, at: desk.now)
            guard let removed else { throw Refusal.notFound(id.description) }
            try desk.record("programme_event.removed", id, detail: removed.recorded)
        }
    }
}
