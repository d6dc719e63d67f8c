public import KodanDomain
import KodanStore
import Postgres

/// The rules of a programme become others, or it ends (事業の変更・終了).
///
/// For administrators.
public struct ChangeProgramme: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Writes what the programme says from now on; the record keeps the reason and which fields became different.
    ///
    /// Requests that were approved stay so, what is wanted of presenters counts for those that wait for one too, and
    /// drafts and returned requests come in by the new rules. The shipped table does not write over it. Throws
    /// ``Refusal``: `notFound`, `unknownCode` for a qualification, `programmeUsed` for how its lectures come about and
    /// whether they are paid, once it is in use, `programmeDays` where a lecture, an open wish or an event lies outside
    /// of its new days, `field` for a reason that is empty or over 500 characters.
    public func callAsFunction(
        _ code: ProgrammeCode,
        to programme: ProgrammeDraft,
        because reason: String,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            let reason = try reason.checkedReasonLine()
            let store = ProgrammeStore(desk.session)
            guard let known = try store.lock(code) else { throw Refusal.notFound(code.text, as: .programme) }
            let fields = programme.differences(from: known.draft)
            guard !fields.isEmpty else { return }
            try desk.requireKnown(programme.admission.qualifications)
            if programme.validity != known.draft.validity,
                let day = try store.usedDay(of: known.id, outside: programme.validity)
            {
                throw Refusal.programmeDays(code, day)
            }
            try refusing(["programme_kept": .programmeUsed(code)]) {
                try store.update(known.id, to: programme, by: desk.actor.user, at: desk.now)
            }
            try desk.record(
                "programme.changed",
                known.id,
                reason: reason,
                detail: [
                    "programme": code.text, "fields": fields.map(\.rawValue).joined(separator: " "),
                ]
            )
        }
    }
}
