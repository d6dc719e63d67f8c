public import KodanDomain
import KodanStore
import Postgres

/// The body notes how many came to a seminar or conference of its own (参加人数の登録), which counts as held from then on.
///
/// For administrators, who keep the schedule.
public struct CountProgrammeEvent: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Notes that `attendance` people came; said again, the later number counts, and the record keeps both.
    ///
    /// Throws ``Refusal/notFound(_:as:)``, `field` for a number out of ``ProgrammeEvent/attendances``, `dayAhead`
    /// before the day on which it is held.
    public func callAsFunction(
        _ attendance: Int,
        at id: ProgrammeEvent.ID,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            let count = try refusingField { () throws(FieldRefused) in
                try ProgrammeEvent.checked(attendance: attendance)
            }
            let event = try ProgrammeEventStore(desk.session)
                .count(count, at: id, by: desk.actor.user, on: desk.now)
            guard let event else { throw Refusal.notFound(id.description) }
            guard event.heldOn <= desk.now.date else { throw Refusal.dayAhead(event.heldOn) }
            let detail = event.recorded.merging(["attendance": String(count)]) { recorded, _ in recorded }
            try desk.record("programme_event.counted", id, detail: detail)
        }
    }
}
