import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// The cookie in which a browser keeps its session.
///
/// Where browsers come by https it has the prefix `__Host-` (RFC 6265bis): they then let no other host of the same
/// domain set one, so that nobody can put a session of their own under somebody's hands. By http not all browsers keep
/// such a cookie, not even from the machine itself.
struct SessionCookie: Sendable, Equatable {
    /// Its name where browsers come by http.
    static let name = "kodan_session"
    /// Its name where they come by https.
    static let prefixedName = "__Host-\(name)"

    /// Its name here.
    let name: String

    /// The cookie for browsers that come by https, or by http.
    init(isSecure: Bool) {
        name = isSecure ? SessionCookie.prefixedName : SessionCookie.name
    }

    /// The secret that a request's cookie holds; nil if there is none that could serve.
    func secret(of request: Request) -> String? {
        for header in request.headers[values: .cookie] {
            for part in header.split(separator: ";") {
                let pair = part.split(separator: "=", maxSplits: 1)
                guard pair.count == 2, pair[0].drop(while: { $0 == " " }) == name else { continue }
                let value = pair[1].drop { $0 == " " }
                return SecretText.session.matches(value) ? String(value) : nil
            }
        }
        return nil
    }

    /// What makes a browser keep the session: no script reads it, and it goes nowhere in the clear.
    func setting(_ session: StartedSession) -> HTTPFields {
        let seconds = session.entry.createdAt.minutes(until: session.entry.expiresAt) * 60
        return [
            .setCookie: "\(name)=\(session.secret); Path=/; Max-Age=\(seconds); \(SessionCookie.attributes)"
        ]
    }

    /// What makes a browser forget it.
    var clearing: HTTPFields { [.setCookie: "\(name)=; Path=/; Max-Age=0; \(SessionCookie.attributes)"] }

    private static let attributes = "HttpOnly; Secure; SameSite=Lax"

    /// Refuses a change that another site may have made the browser send.
    static func requireOwnPage(_ request: Request, _ secret: String) throws(Problem) {
        guard ![.get, .head, .options].contains(request.method) else { return }
        let token = request.headers[.csrfToken] ?? ""
        guard SecretText.isCSRFToken(token, ofSession: secret) else { throw .foreignPage }
    }
}

extension HTTPField.Name {
    /// `X-CSRF-Token`.
    static let csrfToken = HTTPField.Name("X-CSRF-Token") ?? .cookie
}

extension Problem {
    /// The header that only the office's own pages can send is missing or wrong.
    static let foreignPage = Problem(
        .forbidden,
        "csrf_token_wrong",
        .foreignPage
    )
}
