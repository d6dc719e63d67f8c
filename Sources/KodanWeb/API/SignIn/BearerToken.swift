import Hummingbird
import KodanDomain
import KodanService

/// Reads `Authorization: Bearer kdn_…`, or `kdo_…` for an offer's own link, or the link of a request's page, else the
/// cookie of a session.
///
/// It only parses; whether the token serves is found out by the transaction that acts for it.
enum BearerToken {
    /// The credential that a request brings, for what needs `scope` of a limited token.
    ///
    /// Throws ``Problem/noBearer``, and ``Problem/foreignPage`` for a change by a session without its token.
    static func credential(
        of request: Request,
        in cookie: SessionCookie,
        needing scope: TokenScope? = nil
    ) throws -> Credential {
        if let header = request.headers[.authorization] {
            guard let credential = credential(in: header, needing: scope) else { throw Problem.noBearer }
            return credential
        }
        guard let secret = cookie.secret(of: request) else { throw Problem.noBearer }
        try SessionCookie.requireOwnPage(request, secret)
        return .session(secret)
    }

    /// The secret that a request brings, whatever is written around it; nil if there is none that could serve.
    static func secret(of request: Request, in cookie: SessionCookie) -> String? {
        guard let header = request.headers[.authorization] else { return cookie.secret(of: request) }
        switch credential(in: header) {
        case .token(let secret, _), .offerLink(let secret), .statusLink(let secret): return secret
        default: return nil
        }
    }

    /// The credential of a header; nil if it holds none that could serve.
    static func credential(in header: String, needing scope: TokenScope? = nil) -> Credential? {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        if SecretText.token.matches(parts[1]) { return .token(String(parts[1]), needing: scope) }
        if SecretText.offerLink.matches(parts[1]) { return .offerLink(String(parts[1])) }
        if StatusLinkText.matches(parts[1]) { return .statusLink(String(parts[1])) }
        return nil
    }
}
