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

extension ProgrammeEvent {
    /// What the record keeps beside the key.
    fileprivate var recorded: [String: String] {
        ["programme": programme.text, "held_on": heldOn.description, "place": place]
    }
}
