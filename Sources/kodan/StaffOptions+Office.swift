import KodanDomain
import KodanService

/// A person of the office at work: where, and as whom.
struct SignedIn {
    let office: Office
    let credential: Credential
}

extension StaffOptions {
    /// The office by the environment's settings, and this person in `role`.
    func signIn(as role: Role) async throws -> SignedIn {
        let office = try Settings().office()
        return SignedIn(office: office, credential: try await credential(role, in: office))
    }

    /// The office by the environment's settings, and this person in the first of `roles` that they hold.
    func signIn(asOneOf roles: [Role]) async throws -> SignedIn {
        let office = try Settings().office()
        let credential = try await StaffOptions.credential(of: email, asOneOf: roles, in: office)
        return SignedIn(office: office, credential: credential)
    }
}

extension Role {
    /// The body's own people, those first who mostly use the command line.
    static let insiders: [Role] = [
        .coordinator, .accountant, .approver, .clerk, .auditor, .administrator,
    ]
}
