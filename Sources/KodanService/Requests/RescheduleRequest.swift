public import KodanDomain
import KodanStore
import Postgres

/// A lecture that was not held gets new dates (再調整).
public struct RescheduleRequest: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Puts the request back to wait for a presenter, with a new round of one to three slots.
    ///
    /// For the host or a coordinator. Refuses in any other state than not held, and days that have passed; the
    /// programme's lead time does not count again.
    public func callAsFunction(
        _ id: LectureRequest.ID,
        to slots: [TimeRange],
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.host, .coordinator)
            let slots = try RequestDraft.checked(slots)
            for slot in slots where slot.start <= desk.now { throw Refusal.dayPassed(slot.date) }
            let chain = Chain(desk: desk)
            var request = try chain.lock(id)
            try chain.move(&request, .reschedule, onBehalfOf: onBehalfOf)
            try RequestStore(desk.session).beginRound(slots, of: request)
        }
    }
}
