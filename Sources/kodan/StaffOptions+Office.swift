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
}
