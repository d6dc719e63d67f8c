import Postgres
import PostgresCluster

/// An office at work: organizations, presenters, users with tokens, and requests in every state of a year.
///
/// The rows are put in by set-based statements of the owner, past all use cases but not past the schema's rules: a
/// server that answers requests sees them as any other. The same count gives the same rows.
struct RequestFixture {
    /// A token of a user who serves in a role.
    struct Token {
        let text: String
        let role: String
        /// The number of the host's organization; 0 for who has none.
        let organization: Int

        /// The line of the file of tokens.
        var line: String { "\(role) \(organization) \(text)" }
    }

    /// How many organizations.
    static let organizations = 3000
    /// How many presenters.
    static let presenters = 1078
    /// How many users: the first half coordinators everywhere, the others hosts, each of one organization.
    static let users = 200

    /// Where the rows go.
    let office: BenchOffice
    /// How many requests.
    let requests: Int

    /// Puts everything in; the tokens in the order of the users.
    func fill() async throws -> [Token] {
        var dice = Dice(seed: 20_260_401)
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        let tokens = (1...RequestFixture.users).map { user in
            let isHost = user > RequestFixture.users / 2
            return Token(
                text: "kdn_" + (0..<43).map { _ in String(letters[dice.below(letters.count)]) }.joined(),
                role: isHost ? "host" : "coordinator",
                organization: isHost ? user - RequestFixture.users / 2 : 0
            )
        }
        let owner = try await Connection.open(ConnectionOptions(url: office.url(of: "kodan_owner")))
        try await owner.transaction(TransactionOptions()) { session in
            try session.script(RequestFixture.people)
            try addTokens(tokens, session)
            try session.script(RequestFixture.requests(count: requests))
        }
        await owner.close()
        let superuser = try await Connection.open(
            ConnectionOptions(url: office.url(of: PrivateCluster.superuser))
        )
        try await superuser.autocommit { session in try session.execute("VACUUM ANALYZE") }
        await superuser.close()
        return tokens
    }

    private func addTokens(_ tokens: [Token], _ session: Session) throws {
        try session.execute(
            """
            INSERT INTO access_token (user_id, role, digest, label, created_at, expires_at)
            SELECT app_user.id, user_role.role, sha256(convert_to(token.text, 'UTF8')), 'bench', '2026-01-01',
                   '2100-01-01'
              FROM unnest(\(tokens.map(\.text))::text[]) WITH ORDINALITY AS token (text, number)
              JOIN app_user ON app_user.email = 'user' || token.number || '@bench.example.jp'
              JOIN user_role ON user_role.user_id = app_user.id
             ORDER BY token.number
            """
        )
    }
}
