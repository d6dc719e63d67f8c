public import KodanDomain
import KodanStore
import Postgres

/// The body opens a programme (事業の新設).
///
/// For administrators.
public struct AddProgramme: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Adds the programme under its code; its key.
    ///
    /// Requests may come in for the days on which it is in force; its lectures are paid by the rates for all programmes
    /// until it has rates of its own, and take no materials along by themselves until it has a pack. Throws
    /// ``Refusal``: `field` for a code that another has, `unknownCode` for a qualification.
    public func callAsFunction(
        _ programme: ProgrammeDraft,
        code: ProgrammeCode,
        as credential: Credential
    ) async throws -> Programme.ID {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            try desk.requireKnown(programme.admission.qualifications)
            let taken = Refusal.field(FieldRefused(.code, expected: .untaken))
            let id = try refusing(["programme_code_key": taken]) {
                try ProgrammeStore(desk.session).insert(
                    programme,
                    as: code,
                    by: desk.actor.user,
                    at: desk.now
                )
            }
            try desk.record("programme.added", id, detail: ["programme": code.text])
            return id
        }
    }
}

extension Desk {
    /// Refuses the first qualification that is not there.
    func requireKnown(_ qualifications: [QualificationCode]) throws {
        guard !qualifications.isEmpty else { return }
        let known = Set(try VocabularyStore(session).qualifications().map(\.code))
        if let unknown = qualifications.first(where: { !known.contains($0.text) }) {
            throw Refusal.unknownCode(.qualifications, unknown.text)
        }
    }
}
