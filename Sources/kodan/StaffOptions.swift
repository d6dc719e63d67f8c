import ArgumentParser
import KodanDomain
import KodanService

/// Who acts at the command line: a person of the office, by the mail address under which they are known.
struct StaffOptions: ParsableArguments {
    @Option(name: .customLong("as"), help: ArgumentHelp("Who acts: your mail address.", valueName: "mail"))
    var email: String

    /// The credential of that person in `role`.
    func credential(_ role: Role, in office: Office) async throws -> Credential {
        try await StaffOptions.credential(of: email, role, in: office)
    }

    /// The credential of the person with this mail address in `role`; refused where they do not hold it.
    static func credential(of email: String, _ role: Role, in office: Office) async throws -> Credential {
        try await credential(of: email, asOneOf: [role], in: office)
    }

    /// The credential of the person with this mail address in the first of `roles` that they hold.
    static func credential(
        of email: String,
        asOneOf roles: [Role],
        in office: Office
    ) async throws -> Credential {
        let user = try await known(email, in: office)
        let held = try await HeldRoles(office: office)(user)
        guard let role = roles.first(where: held.contains) else {
            throw CommandFailure.role(roles, of: email)
        }
        return .user(user, as: role)
    }

    /// The person with this mail address; refused if there is none.
    static func known(_ email: String, in office: Office) async throws -> User.ID {
        guard let user = try await FindUser(office: office)(EmailAddress(email)) else {
            throw CommandFailure.data("Nobody is known under \(email): add them with `kodan users add`.")
        }
        return user
    }
}
