public import KodanDomain
import KodanStore
import Postgres

/// Somebody has dealt with an entry of the desk (対応済み).
public struct CloseDeskEntry: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Closes the entry; a request for which nobody was found is not put on the desk again by a match.
    ///
    /// For coordinators, and for clerks where it is about materials. Refuses without a reason, and an entry that was
    /// closed or settled itself.
    public func callAsFunction(
        _ id: DeskEntry.ID,
        because reason: String,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .clerk)
            let reason = try reason.checkedReason(atMost: 500)
            let store = DeskStore(desk.session)
            guard let kind = try store.kind(of: id) else { throw Refusal.notFound("\(id)") }
            if !DeskKind.ofMaterials.contains(kind) { try desk.actor.require(.coordinator) }
            guard let entry = try store.lock(id) else { throw Refusal.notFound("\(id)") }
            guard entry.waits else { throw Refusal.chain(.deskEntryClosed(id)) }
            try store.close(id, because: reason, by: desk.actor, at: desk.now)
            try desk.record("desk.closed", id, reason: reason, detail: ["request": "\(entry.request)"])
        }
    }
}
