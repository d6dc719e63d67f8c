public import KodanDomain
import KodanExport
import KodanStore
import KodanText
import Postgres

/// Writes the register of presenters (講師名簿) as CSV, which an import of presenters reads.
///
/// For coordinators, those with limits getting the presenters whom they see, administrators and auditors
/// (``ExportedRegister/readers``). Payees and their accounts are no part of it.
public struct ExportPresenters: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The presenters for whom `question` holds, at `path`, streamed, in place whole or not at all.
    ///
    /// That the file left the house is recorded, whoever asked, unless `isLook`. Throws ``Refusal``: `notPermitted`,
    /// `field` for a name that is empty or too long; ``FileProblem`` for the place.
    public func callAsFunction(
        _ question: PresenterQuestion = PresenterQuestion(),
        at path: String,
        isLook: Bool = false,
        as credential: Credential
    ) async throws -> ExportedRegister {
        let question = try question.searchable()
        return try await office.transaction(as: credential) { desk, placed in
            try desk.actor.require(.coordinator, .administrator, .auditor)
            let vocabulary = VocabularyStore(desk.session)
            let file = try AtomicFile(path: path)
            var register = PresenterRegister(
                topics: RegisterWords(try vocabulary.topics()),
                qualifications: RegisterWords(try vocabulary.qualifications()),
                ranks: RegisterWords(try vocabulary.ranks())
            )
            try file.write(register.header())
            try PresenterQueries(desk.session).forEach(question, on: desk.now.date) { entry in
                let state = StateText.name(of: entry.summary.status, in: .japanese)
                try file.write(register.row(of: entry, state: state))
            }
            return try desk.export(
                file,
                .presenterRegister,
                rows: register.rows,
                recording: "presenters.exported",
                isLook: isLook,
                into: placed
            )
        }
    }
}
