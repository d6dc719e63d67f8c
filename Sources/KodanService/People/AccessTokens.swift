public import KodanDomain
import KodanStore

/// A token as its holder gets it, once.
public struct IssuedToken: Sendable, Equatable {
    /// Its key, by which it is revoked.
    public let id: AccessToken.ID
    /// What is sent with requests.
    ///
    /// It is not kept.
    public let text: String
}

/// Makes an access token for a user in one of their roles.
///
/// For administrators.
public struct IssueToken: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes a token from 32 random bytes that serves for some days.
    ///
    /// Throws ``Refusal/notFound(_:)`` for a user who does not hold the role.
    public func callAsFunction(
        to user: User.ID,
        as role: Role,
        label: String,
        days: Int,
        random: [UInt8],
        as credential: Credential
    ) async throws -> IssuedToken {
        precondition(days > 0, "a token serves for a day at least")
        let text = AccessTokenText.make(from: random)
        return try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            let users = UserStore(desk.session)
            guard try users.holds(role, user) else { throw Refusal.notFound(user.description) }
            let id = try users.insertToken(
                digest: AccessTokenText.digest(of: text),
                for: user,
                as: role,
                label: label,
                from: desk.now,
                until: desk.now.adding(minutes: days * 1440)
            )
            try desk.record("token.issued", id, detail: ["user": user.description, "role": role.rawValue])
            return IssuedToken(id: id, text: text)
        }
    }
}

/// Ends an access token.
///
/// For administrators.
public struct RevokeToken: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Ends the token from now on.
    ///
    /// Throws ``Refusal/notFound(_:)`` for one that is not there or was revoked.
    public func callAsFunction(_ id: AccessToken.ID, as credential: Credential) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            guard try UserStore(desk.session).revokeToken(id, at: desk.now) else {
                throw Refusal.notFound(id.description)
            }
            try desk.record("token.revoked", id)
        }
    }
}
