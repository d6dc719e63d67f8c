public import KodanDomain
import KodanStore
import Postgres

/// The body schedules a seminar or conference that it holds itself (日程の登録).
///
/// For administrators.
public struct AddProgrammeEvent: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Adds `event`; its key.
    ///
    /// Throws ``Refusal``: `unknownCode` for a programme that is not there, `programmeDelivery` for one that others
    /// hold, `programmeNotInForce` on that day, `field` for one on the same day at the same place.
    public func callAsFunction(
        _ event: ProgrammeEvent,
        as credential: Credential
    ) async throws -> ProgrammeEvent.ID {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            guard let programme = try ProgrammeStore(desk.session).lock(event.programme) else {
                throw Refusal.unknownCode(.programme, event.programme.text)
            }
            guard programme.draft.delivery == .inHouse else {
                throw Refusal.programmeDelivery(event.programme)
            }
            guard programme.draft.validity.contains(event.heldOn) else {
                throw Refusal.programmeNotInForce(event.programme, event.heldOn)
            }
            // Who changes the programme meanwhile, in a snapshot taken before, has to look again.
            try ProgrammeStore(desk.session).touch(programme.id)
            let taken = Refusal.field(FieldRefused(.place, expected: .untaken))
            let id = try refusing(["programme_event_once": taken]) {
                try ProgrammeEventStore(desk.session).insert(event, by: desk.actor.user, at: desk.now)
            }
            try desk.record("programme_event.added", id, detail: event.recorded)
            return id
        }
    }
}

extension ProgrammeEvent {
    /// What the record keeps beside the key.
    var recorded: [String: String] {
        ["programme": programme.text, "held_on": heldOn.description, "place": place]
    }
}
