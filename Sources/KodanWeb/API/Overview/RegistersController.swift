import Hummingbird
import KodanDomain
import KodanService

/// The registers of presenters and organizations as tables.
enum RegistersController {
    private static let note = """
        The columns are those that `kodan import` reads; number and state stand before them. That it left the house is
        recorded, whoever asked.
        """

    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/presenter-register",
            "exportPresenters",
            .presenters,
            "The register of presenters, or a part of it, as CSV",
            notes: """
                \(note) Payees and accounts are no part of it. A coordinator with limits gets the presenters whom
                they see.
                """,
            roles: Set(ExportedRegister.readers),
            query: PresentersController.question,
            answers: [.file("text/csv", note: "UTF-8 with a byte order mark, for Excel.")],
            use: presenters
        ),
        Operation(
            .get,
            "/v1/organization-register",
            "exportOrganizations",
            .organizations,
            "The register of organizations, or a part of it, as CSV",
            notes: "\(note) Who acts for an organization is no part of it.",
            roles: Set(ExportedRegister.readers),
            query: OrganizationsController.question,
            answers: [.file("text/csv", note: "UTF-8 with a byte order mark, for Excel.")],
            use: organizations
        ),
    ]

    @Sendable private static func presenters(_ call: Call) async throws -> Response {
        let question = try call.query.presenterQuestion()
        let asker = try call.asker()
        return try await answer("presenters.csv") { path in
            try await ExportPresenters(office: call.office)(
                question,
                at: path,
                isLook: call.isLook,
                as: asker
            )
        }
    }

    @Sendable private static func organizations(_ call: Call) async throws -> Response {
        let question = try call.query.organizationQuestion()
        let asker = try call.asker()
        return try await answer("organizations.csv") { path in
            try await ExportOrganizations(office: call.office)(
                question,
                at: path,
                isLook: call.isLook,
                as: asker
            )
        }
    }

    /// The register that `write` brings to a place of its own.
    private static func answer(
        _ name: String,
        _ write: (_ path: String) async throws -> ExportedRegister
    ) async throws -> Response {
        let found = try await Spooling.file { folder in
            let written = try await write("\(folder)/\(name)")
            return (written, written.path)
        }
        return .file(found.file, "text/csv; charset=utf-8", name: name, sha256: found.made.sha256)
    }
}
