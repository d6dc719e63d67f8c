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
/// For administrators; and for everybody in a session, for themselves in the role in which they act.
public struct IssueToken: Sendable {
    /// For how many days a token may serve.
    public static let days = 1...3650
    /// For how many days at most where it was a mailed link that said who asks: whoever reads somebody's mail once is
    /// not to act for them for ever.
    public static let daysByLink = 30

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes a token from 32 random bytes that serves for some days, limited to `scopes` unless nil.
    ///
    /// A token of an administrator makes none that may do more than itself. From outside no administrator makes one by
    /// which money would be prepared or approved in another's name, and the holder is told by mail of each. Throws
    /// ``Refusal``: `notFound` for a user who is not there, `roleNotHeld`, `signIn` with `userState` for a disabled
    /// one, `notPermitted`, `field` for a label of more than 100 characters, days outside ``days`` or ``daysByLink``,
    /// or no scope at all; `signIn` with `scopeMissing` or `sessionWanted`.
    public func callAsFunction(
        to user: User.ID,
        as role: Role,
        label: String,
        days: Int,
        scopes: Set<TokenScope>? = nil,
        random: [UInt8],
        as credential: Credential
    ) async throws -> IssuedToken {
        let label = try refusingField { () throws(FieldRefused) in try label.plainText(.label, atMost: 100) }
        guard IssueToken.days.contains(days) else {
            throw Refusal.field(FieldRefused(.days, expected: .integer(IssueToken.days)))
        }
        guard scopes?.isEmpty != true else {
            throw Refusal.field(FieldRefused(.scopes, expected: .present))
        }
        let text = SecretText.token.make(from: random)
        return try await office.transaction(as: credential) { desk in
            try desk.requireMayIssue(to: user, as: role, scopes)
            if case .session(_, .link) = try desk.actor.entrance, days > IssueToken.daysByLink {
                throw Refusal.field(FieldRefused(.days, expected: .integer(1...IssueToken.daysByLink)))
            }
            let users = UserStore(desk.session)
            guard try users.holds(role, user) else {
                if try users.addressee(user)?.isActive == false {
                    throw Refusal.signIn(.userState(user, isActive: false))
                }
                throw try users.refusal(lacking: role, user)
            }
            let expiry = desk.now.adding(days: days)
            let id = try TokenStore(desk.session).insert(
                digest: SecretText.digest(of: text),
                for: user,
                as: role,
                label: label,
                scopes: scopes?.sorted(),
                from: desk.now,
                until: expiry
            )
            var detail = ["user": user.description, "role": role.rawValue]
            if let scopes { detail["scopes"] = scopes.sorted().map(\.description).joined(separator: " ") }
            try desk.record("token.issued", id, detail: detail)
            try desk.tellHolder(user, of: id, until: expiry)
            return IssuedToken(id: id, text: text)
        }
    }
}

extension Desk {
    /// Refuses tokens for others but by administrators, and tokens that could do more than who makes them.
    fileprivate func requireMayIssue(to user: User.ID, as role: Role, _ scopes: Set<TokenScope>?) throws {
        let actor = try actor
        let isAdministrator = actor.role == .administrator || actor.role == .system
        guard isAdministrator || (user == actor.user && role == actor.role) else {
            throw Refusal.notPermitted(actor.role)
        }
        let isOthers = isAdministrator && user != actor.user
        if isOthers, actor.entrance != .trusted, [.accountant, .approver].contains(role) {
            throw Refusal.notPermitted(.administrator)
        }
        guard case .token(_, let own) = actor.entrance else { return }
        guard isAdministrator else { throw Refusal.signIn(.sessionWanted) }
        guard let own else { return }
        let missing = (scopes ?? Set(TokenScope.all)).sorted().first { !own.cover($0) }
        if let missing { throw Refusal.signIn(.scopeMissing(missing)) }
    }

    /// Tells whoever a token acts for that it was issued from outside: by a session or a token.
    fileprivate func tellHolder(_ user: User.ID, of token: AccessToken.ID, until expiry: Instant) throws {
        guard try actor.entrance != .trusted,
            let holder = try asSystem({ try UserStore(session).addressee(user) })
        else { return }
        try mail(
            OutboxEntry(
                "token_issued",
                to: holder.to.email,
                name: holder.to.name,
                about: token.description,
                values: ["deadline": "\(expiry)"]
            )
        )
    }
}
