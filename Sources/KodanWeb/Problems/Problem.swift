import HTTPTypes
import Hummingbird
import KodanText

/// Why a request was not served, as RFC 9457 writes it.
struct Problem: Error, Sendable {
    /// One thing that is wrong with what was sent.
    struct Entry: Sendable, Equatable {
        /// Where in the body, a JSON pointer (RFC 6901).
        var pointer: String?
        /// Which parameter of the query or the path.
        var parameter: String?
        /// Which header.
        var header: String?
        /// A stable name of what was expected.
        var code: String
        /// A sentence about it.
        var detail: CallText
    }

    let status: HTTPResponse.Status
    /// A stable name: the end of `type`.
    let code: String
    /// A sentence.
    let detail: CallText
    var errors: [Entry] = []
    var headers: HTTPFields = [:]

    init(
        _ status: HTTPResponse.Status,
        _ code: String,
        _ detail: CallText,
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
        case .notFound: self.init(status, "no_such_path", .server(.noSuchPath))
        case .contentTooLarge: self = .tooLarge
        default: self.init(status, "http_status", .server(.status(status.reasonPhrase)))
        }
    }

    /// What a problem's body is.
    static let contentType = "application/problem+json; charset=utf-8"

    /// The answer.
    func response(requestID: String, in language: Language) -> Response {
        var headers = headers
        headers[.contentType] = Problem.contentType
        headers[.contentLanguage] = language.rawValue
        let body = ResponseBody(byteBuffer: body(requestID: requestID, in: language))
        return Response(status: status, headers: headers, body: body)
    }

    /// The body of the answer.
    func body(requestID: String, in language: Language) -> ByteBuffer {
        struct Body: Encodable {
            let type: String
            let title: String
            let status: Int
            let detail: String
            let requestID: String
            let errors: [EntryBody]?

            enum CodingKeys: String, CodingKey {
                case type, title, status, detail, errors
                case requestID = "request_id"
            }
        }
        let body = Body(
            type: "urn:kodan:problem:\(code)",
            title: TitleText.title(of: code, status: status.code, in: language),
            status: status.code,
            detail: detail.sentence(in: language),
            requestID: requestID,
            errors: errors.isEmpty ? nil : errors.map { EntryBody($0, in: language) }
        )
        return (try? JSONWriter.bytes(of: body)).map { ByteBuffer(bytes: $0) } ?? ByteBuffer()
    }
}

/// One thing that is wrong, as JSON.
private struct EntryBody: Encodable {
    let pointer: String?
    let parameter: String?
    let header: String?
    let code: String
    let detail: String

    init(_ entry: Problem.Entry, in language: Language) {
        pointer = entry.pointer
        parameter = entry.parameter
        header = entry.header
        code = entry.code
        detail = entry.detail.sentence(in: language)
    }
}

extension Problem {
    /// Nobody foresaw it; the log has it under the request's id.
    static let unforeseen = Problem(
        .internalServerError,
        "internal",
        .server(.unforeseen)
    )
    /// The body is larger than the server takes.
    static let tooLarge = Problem(
        .contentTooLarge,
        "body_too_large",
        .body(.tooLarge)
    )
    /// The connection ended within the body.
    static let brokenBody = Problem(
        .badRequest,
        "broken_body",
        .body(.broken),
        headers: [.connection: "close"]
    )
    /// There is a body, and the operation takes none.
    static let bodyNotTaken = Problem(
        .badRequest,
        "body_not_taken",
        .body(.notTaken)
    )
    /// The body did not arrive in time.
    static let slowBody = Problem(
        .requestTimeout,
        "body_timeout",
        .body(.slow),
        headers: [.connection: "close"]
    )
    /// The request took longer than a request may; nothing was done.
    static let tooSlow = Problem(
        .serviceUnavailable,
        "too_slow",
        .server(.tooSlow),
        headers: [.retryAfter: "5"]
    )

    /// A header is missing or wrong.
    static func header(_ name: String, _ code: String) -> Problem {
        let detail: CallText = code == "present" ? .headerMissing(name) : .headerWrong(name)
        return Problem(
            .badRequest,
            "invalid_header",
            detail,
            errors: [Entry(header: name, code: code, detail: detail)]
        )
    }
    /// The call brings nothing by which somebody could be known.
    static let noBearer = Problem(
        .unauthorized,
        "not_signed_in",
        .noBearer,
        headers: [.wwwAuthenticate: "Bearer realm=\"kodan\""]
    )
    /// A change must say what state it is meant for.
    static let preconditionRequired = Problem(
        .preconditionRequired,
        "precondition_required",
        .ifMatchMissing
    )
    /// The state is no longer the one that the change is meant for.
    static let changedMeanwhile = Problem(
        .preconditionFailed,
        "changed_meanwhile",
        .changedMeanwhile
    )
    /// The same on a page, where somebody else was faster.
    static let changedSinceOpened = Problem(
        .preconditionFailed,
        "changed_meanwhile",
        .changedSinceOpened
    )
    /// An idempotency key comes with another call than before.
    static let keyOfAnotherCall = Problem(
        .unprocessableContent,
        "idempotency_key_reused",
        .keyReused
    )
    /// A call under the same idempotency key is under way.
    static let keyInUse = Problem(
        .conflict,
        "idempotency_key_in_use",
        .keyInUse,
        headers: [.retryAfter: "1"]
    )

    /// What stands in the path names nothing that there could be.
    static func unnamed(_ detail: CallText) -> Problem { Problem(.notFound, "not_found", detail) }

    /// The path is served, but not by this method; `allow` lists those that serve.
    static func methodNotAllowed(_ allow: String) -> Problem {
        Problem(
            .methodNotAllowed,
            "method_not_allowed",
            .server(.methods(allow)),
            headers: [.allow: allow]
        )
    }

    /// What was sent is wrong in these places.
    static func invalid(_ errors: [Entry]) -> Problem {
        Problem(
            .unprocessableContent,
            "invalid_body",
            .body(.fieldsWrong(errors.count)),
            errors: errors
        )
    }

    /// A parameter of the query is wrong.
    static func parameter(_ name: String, _ code: String, _ detail: CallText) -> Problem {
        Problem(
            .badRequest,
            "invalid_parameter",
            .parameterWrong,
            errors: [Entry(parameter: name, code: code, detail: detail)]
        )
    }
}
