import HTTPTypes
import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

/// Somebody who opens pages and sends their forms, as a browser does.
struct PageVisitor {
    let client: any TestClientProtocol
    /// The secret of their session; nil for a stranger.
    let secret: String?

    /// Opens a page.
    func open(_ path: String) async throws -> TestResponse {
        try await client.execute(uri: path, method: .get, headers: headers)
    }

    /// Sends the form `step` of the page at `path`.
    func send(
        _ path: String,
        _ step: String,
        _ values: [String: String] = [:],
        key: String? = nil,
        csrf: String? = nil,
        site: String = "same-origin"
    ) async throws -> TestResponse {
        var values = values
        values["step"] = step
        values["key"] = key
        if let secret { values["csrf"] = csrf ?? SecretText.csrfToken(ofSession: secret) }
        // Browsers send the fields in the same order every time.
        let body = values.sorted { $0.key < $1.key }
            .map { "\($0.key.percentEncoded)=\($0.value.percentEncoded)" }.joined(separator: "&")
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        headers[.secFetchSite] = site
        return try await client.execute(
            uri: path,
            method: .post,
            headers: headers,
            body: ByteBuffer(string: body)
        )
    }

    /// Sends the form `step` with a file, as browsers do.
    func sendFile(
        _ path: String,
        _ step: String,
        _ values: [String: String],
        _ bytes: [UInt8],
        named name: String
    ) async throws -> TestResponse {
        var fields = values
        fields["step"] = step
        if let secret, fields["csrf"] == nil { fields["csrf"] = SecretText.csrfToken(ofSession: secret) }
        var body = ""
        for (field, value) in fields.sorted(by: { $0.key < $1.key }) {
            body += "--edge\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n"
        }
        body += "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n"
        body += "Content-Type: application/octet-stream\r\n\r\n"
        var headers = headers
        headers[.contentType] = "multipart/form-data; boundary=edge"
        headers[.secFetchSite] = "same-origin"
        return try await client.execute(
            uri: path,
            method: .post,
            headers: headers,
            body: ByteBuffer(bytes: Array(body.utf8) + bytes + Array("\r\n--edge--\r\n".utf8))
        )
    }

    private var headers: HTTPFields {
        var headers: HTTPFields = [.accept: "text/html"]
        if let secret { headers[.cookie] = "\(SessionCookie.name)=\(secret)" }
        return headers
    }
}

extension TestResponse {
    /// The page's text.
    var text: String { String(buffer: body) }
    /// Where a form led.
    var location: String? { headers[.location] }
}

extension World {
    /// A browser in which `asker` is signed in, in `role` if it is another of theirs.
    func visitor(
        _ asker: Asker,
        in role: Role? = nil,
        at client: any TestClientProtocol
    ) async throws -> PageVisitor {
        let secret = SecretText.session.make(from: (0..<32).map { _ in UInt8.random(in: 0...255) })
        let token = try token(of: asker)
        let now = office.clock.now()
        try await database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO user_session
                       (user_id, role, proof, digest, created_at, last_seen_at, idle_minutes, expires_at)
                SELECT user_id, coalesce(\(role?.rawValue)::text, role),
                       CASE WHEN role IN ('host', 'presenter') THEN 'link' ELSE 'password_and_code' END,
                       \(SecretText.digest(of: secret)), \(now), \(now), 60, \(now.adding(minutes: 600))
                  FROM access_token
                 WHERE digest = \(SecretText.digest(of: token))
                """
            )
        }
        return PageVisitor(client: client, secret: secret)
    }

    /// The fields of a request as a host types them, without `presenter`.
    var requestFields: [String: String] {
        [
            "organization": "\(organization)", "programme": "regional_dispatched", "contact/name": "担当 花子",
            "contact/email": "hanako@example.jp", "contact/phone": "03-1234-5678", "title": "ページからの申込",
            "purpose": "被害を防ぐ", "audience": "経営者", "expected_attendance": "４０", "required_level": "0",
            "topic": "five_rules", "place": "online", "slots/0/day": "2026-08-03", "slots/0/from": "14:00",
            "slots/0/to": "16:00", "consent": "true", "open_to_public": "true",
        ]
    }
}
