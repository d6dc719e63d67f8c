public import KodanDomain
import KodanExport
import KodanStore
import KodanText
import Postgres

/// Writes the register of organizations (団体名簿) as CSV, which an import of organizations reads.
///
/// For coordinators, administrators and auditors (``ExportedRegister/readers``), who see all of them, whatever
/// prefectures a coordinator keeps. Who acts for an organization is no part of it.
public struct ExportOrganizations: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The organizations for which `question` holds, at `path`, streamed, in place whole or not at all.
    ///
    /// That the file left the house is recorded, whoever asked, unless `isLook`. Throws ``Refusal``: `notPermitted`,
    /// `field` for a name that is empty or too long; ``FileProblem`` for the place.
    public func callAsFunction(
        _ question: OrganizationQuestion = OrganizationQuestion(),
        at path: String,
        isLook: Bool = false,
        as credential: Credential
    ) async throws -> ExportedRegister {
        let question = try question.searchable()
        return try await office.transaction(as: credential) { desk, placed in
            try desk.actor.require(.coordinator, .administrator, .auditor)
            let file = try AtomicFile(path: path)
            var register = OrganizationRegister()
            try file.write(register.header())
            try OrganizationQueries(desk.session).forEach(question) { entry in
                let summary = entry.organization.summary
                let status: OrganizationStatus = summary.mergedInto == nil ? .active : .merged
                let row = register.row(
                    of: entry,
                    state: StateText.name(of: status, in: .japanese),
                    kind: NameText.name(of: summary.kind, in: .japanese)
                )
                try file.write(row)
            }
            return try desk.export(
                file,
                .organizationRegister,
                rows: register.rows,
                recording: "organizations.exported",
                isLook: isLook,
                into: placed
            )
        }
    }
}
