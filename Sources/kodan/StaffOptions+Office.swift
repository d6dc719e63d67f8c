import KodanDomain
import KodanService

/// A person of the office at work: where, and as whom.
struct SignedIn {
    let office: Office
    let credential: Credential
}

extension StaffOptions {
    /// The office by the environment's settings, and this person in `role`; refused when the database is used.
    func signIn(as role: Role) async throws -> SignedIn {
        let office = try Settings().office()
        return SignedIn(office: office, credential: try await credential(role, in: office))
    }

    /// The office by the environment's settings, and this person in the first of `roles` that they hold.
    ///
    /// Who holds none is taken in the first, and refused when the database is used.
    func signIn(asOneOf roles: [Role]) async throws -> SignedIn {
        let office = try Settings().office()
        let user = try await StaffOptions.known(email, in: office)
        let held = try await HeldRoles(office: office)(user)
        let role = roles.first(where: held.contains) ?? roles.first ?? .auditor
        return SignedIn(office: office, credential: .user(user, as: role))
    }
}

extension Role {
    /// The body's own people, those first who mostly use the command line.
    static let insiders: [Role] = [
        .coordinator, .accountant, .approver, .clerk, .auditor, .administrator,
    ]
}
