import HTTPTypes
import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

/// A browser that keeps a session.
struct Visitor: Sendable {
    static let password = "correct horse battery staple"

    let browser: Browser
    private(set) var cookie: String?
    private(set) var csrf: String?

    init(_ browser: Browser) {
        self.browser = browser
    }

    /// Signs in by what `body` says.
    mutating func signIn(_ body: String) async throws -> Answer {
        let answer = try await browser.send(
            .post,
            "/v1/sessions",
            [.acceptLanguage: "en", .contentType: "application/json"],
            body
        )
        if let set = answer.headers[.setCookie] {
            cookie = set.split(separator: ";").first.map { String($0) }
        }
        csrf = try? answer.json["csrf_token"]?.text
        return answer
    }

    /// Sends a request of the session; `forged` leaves out what only the office's own page knows.
    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ body: String? = nil,
        forged: Bool = false
    ) async throws -> Answer {
        var headers: HTTPFields = [.acceptLanguage: "en"]
        headers[.cookie] = cookie.map { "theme=dark; \($0)" }
        if body != nil { headers[.contentType] = "application/json" }
        if let csrf, !forged, let name = HTTPField.Name("X-CSRF-Token") { headers[name] = csrf }
        return try await browser.send(method, path, headers, body)
    }
}

extension World {
    /// Gives one of the staff a password, and says under which address they are known.
    func givePassword(_ role: Role) async throws -> String {
        let user = try #require(database.staff[role]?.user)
        try await SetPassword(office: office)(
            Password(Visitor.password),
            of: user,
            as: database.staff.administrator
        )
        return "\(role.rawValue)@body.example.jp"
    }

    /// The secret of the newest mail of this kind.
    func mailedSecret(_ kind: String) async throws -> String {
        let sealed = try await database.owner.transaction { session in
            try session.value(
                "SELECT values ->> 'sealed_link' FROM outbox_message WHERE kind = \(kind) ORDER BY id DESC LIMIT 1",
                as: String.self
            )
        }
        return try #require(office.vault.openLink(sealed))
    }
}
