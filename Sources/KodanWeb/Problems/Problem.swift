import HTTPTypes
import Hummingbird

/// Why a request was not served, as RFC 9457 writes it.
struct Problem: Error, Sendable {
    /// One thing that is wrong with what was sent.
    struct Entry: Encodable, Sendable, Equatable {
        /// Where in the body, a JSON pointer (RFC 6901).
        var pointer: String?
        /// Which parameter of the query.
        var parameter: String?
        /// Which header.
        var header: String?
        /// A stable name of what was expected.
        var code: String
        /// A sentence about it.
        var detail: String
    }

    let status: HTTPResponse.Status
    /// A stable name: the end of `type`.
    let code: String
    /// A sentence.
    let detail: String
    var errors: [Entry] = []
    var headers: HTTPFields = [:]

    init(
        _ status: HTTPResponse.Status,
        _ code: String,
        _ detail: String,
        errors: [Entry] = [],
        headers: HTTPFields = [:]
    ) {
        self.status = status
        self.code = code
        self.detail = detail
        self.errors = errors
        self.headers = headers
    }

    /// The problem of a status that the framework chose.
    init(status: HTTPResponse.Status) {
        switch status {
        case .notFound: self.init(status, "no_such_path", "Nothing is served at this path and method.")
        case .contentTooLarge: self = .tooLarge
        default: self.init(status, "http_\(status.code)", "\(status.reasonPhrase).")
        }
    }

    /// What a problem's body is.
    static let contentType = "application/problem+json; charset=utf-8"

    /// The answer.
    func response(requestID: String) -> Response {
        var headers = headers
        headers[.contentType] = Problem.contentType
        let body = ResponseBody(byteBuffer: body(requestID: requestID))
        return Response(status: status, headers: headers, body: body)
    }

    /// The body of the answer.
    func body(requestID: String) -> ByteBuffer {
        struct Body: Encodable {
            let type: String
            let title: String
            let status: Int
            let detail: String
            let requestID: String
            let errors: [Entry]?

            enum CodingKeys: String, CodingKey {
                case type, title, status, detail, errors
                case requestID = "request_id"
            }
        }
        let words = code.replacing("_", with: " ")
        let body = Body(
            type: "urn:kodan:problem:\(code)",
            title: words.prefix(1).uppercased() + words.dropFirst(),
            status: status.code,
            detail: detail,
            requestID: requestID,
            errors: errors.isEmpty ? nil : errors
        )
        return (try? JSONWriter.bytes(of: body)).map { ByteBuffer(bytes: $0) } ?? ByteBuffer()
    }
}

extension Problem {
    /// Nobody foresaw it; the log has it under the request's id.
    static let unforeseen = Problem(
        .internalServerError,
        "internal",
        "Something went wrong here. The request id helps to find out what."
    )
    /// The body is larger than the server takes.
    static let tooLarge = Problem(
        .contentTooLarge,
        "body_too_large",
        "The body is larger than this server takes."
    )
    /// The connection ended within the body.
    static let brokenBody = Problem(
        .badRequest,
        "broken_body",
        "The body broke off.",
        headers: [.connection: "close"]
    )
    /// The body did not arrive in time.
    static let slowBody = Problem(
        .requestTimeout,
        "body_timeout",
        "The body did not arrive in time.",
        headers: [.connection: "close"]
    )
    /// The request took longer than a request may; nothing was done.
    static let tooSlow = Problem(
        .serviceUnavailable,
        "too_slow",
        "This took longer than a request may take, and was given up.",
        headers: [.retryAfter: "5"]
    )

    /// A header is missing or wrong.
    static func header(_ name: String, _ code: String) -> Problem {
        let detail =
            code == "present" ? "The header \(name) is needed." : "The header \(name) is not as it should be."
        return Problem(
            .badRequest,
            "invalid_header",
            detail,
            errors: [Entry(header: name, code: code, detail: detail)]
        )
    }
    /// A change must say what state it is meant for.
    static let preconditionRequired = Problem(
        .preconditionRequired,
        "precondition_required",
        "The header If-Match must say, by the ETag, which state the change is meant for."
    )
    /// The state is no longer the one that the change is meant for.
    static let changedMeanwhile = Problem(
        .preconditionFailed,
        "changed_meanwhile",
        "It has changed since it was read. Read it again, then decide."
    )
    /// An idempotency key comes with another call than before.
    static let keyOfAnotherCall = Problem(
        .unprocessableContent,
        "idempotency_key_reused",
        "This Idempotency-Key was used for another call."
    )
    /// A call under the same idempotency key is under way.
    static let keyInUse = Problem(
        .conflict,
        "idempotency_key_in_use",
        "A call under this Idempotency-Key is under way.",
        headers: [.retryAfter: "1"]
    )

    /// The path is served, but not by this method; `allow` lists those that serve.
    static func methodNotAllowed(_ allow: String) -> Problem {
        Problem(
            .methodNotAllowed,
            "method_not_allowed",
            "This path takes \(allow).",
            headers: [.allow: allow]
        )
    }

    /// What was sent is wrong in these places.
    static func invalid(_ errors: [Entry]) -> Problem {
        Problem(
            .unprocessableContent,
            "invalid_body",
            errors.count == 1
                ? "One field is not as it should be." : "Some fields are not as they should be.",
            errors: errors
        )
    }

    /// A parameter of the query is wrong.
    static func parameter(_ name: String, _ code: String, _ detail: String) -> Problem {
        Problem(
            .badRequest,
            "invalid_parameter",
            "A parameter of the query is not as it should be.",
            errors: [Entry(parameter: name, code: code, detail: detail)]
        )
    }
}
