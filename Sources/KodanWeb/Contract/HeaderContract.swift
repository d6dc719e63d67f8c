import HTTPTypes

/// The headers of answers that the contract tells of.
enum HeaderContract: String, CaseIterable {
    case limit = "RateLimit-Limit"
    case remaining = "RateLimit-Remaining"
    case reset = "RateLimit-Reset"
    case requestID = "X-Request-Id"
    case retryAfter = "Retry-After"
    case tag = "ETag"
    case link = "Link"
    case location = "Location"
    case disposition = "Content-Disposition"
    case digest = "Repr-Digest"
    case replaced = "Kodan-Replaced-Characters"
    case cookie = "Set-Cookie"
    case language = "Content-Language"
    case authenticate = "WWW-Authenticate"
    case coding = "Accept-Encoding"

    /// Those that every answer has.
    static let always: [HeaderContract] = [.limit, .remaining, .reset, .requestID]

    /// Those that this answer to an operation may have.
    static func all(of answer: Answer, to operation: Operation) -> [HeaderContract] {
        var headers = always
        if operation.isTagged || operation.changesWhatWasRead { headers.append(.tag) }
        if operation.query.contains(where: \.beginsPage) { headers.append(.link) }
        if answer.status == .created { headers.append(.location) }
        if case .file = answer.content { headers += [.disposition, .digest, .replaced] }
        return headers + answer.headers
    }

    /// Those that problems of this status may have.
    static func all(ofProblem status: Int) -> [HeaderContract] {
        let own: [HeaderContract] =
            switch status {
            case 401: [.authenticate]
            case 415: [.coding]
            case 429, 503: [.retryAfter]
            default: []
            }
        return always + [.language] + own
    }

    /// What the operations' answers refer to.
    static var components: JSONValue { .members(allCases.map { ($0.rawValue, $0.description) }) }

    /// References to `headers`, as an answer holds them.
    static func references(to headers: [HeaderContract]) -> JSONValue {
        .members(
            headers.map {
                ($0.rawValue, .members([("$ref", .string("#/components/headers/\($0.rawValue)"))]))
            }
        )
    }

    private var description: JSONValue {
        let number = JSONValue.members([("type", .string("integer")), ("minimum", .integer(0))])
        let text = JSONValue.members([("type", .string("string"))])
        let (note, schema) =
            switch self {
            case .limit:
                (
                    "How many requests the nearest of the limits allows at once: that of the token or that of the address.",
                    number
                )
            case .remaining: ("How many of them are left.", number)
            case .reset: ("In how many seconds all of them are allowed again.", number)
            case .requestID: ("By what the request is found in the server's log.", text)
            case .retryAfter: ("In how many seconds to come again.", number)
            case .link: ("The address of the next page (RFC 8288); absent on the last one.", text)
            case .location: ("Where the new thing is; absent where it has no address of its own.", text)
            case .disposition: ("What the file is called.", text)
            case .digest: ("The SHA-256 of the file (RFC 9530), where it is recorded.", text)
            case .replaced:
                (
                    "How many characters the file's encoding does not have, so that others stand in their place.",
                    number
                )
            case .cookie: ("The session's cookie, or the end of it.", text)
            case .language: ("The language of its sentences: `ja` or `en`.", text)
            case .authenticate: ("How to say who asks (RFC 6750).", text)
            case .coding: ("`identity`: a body that is packed is not taken.", text)
            case .tag: ("The state of what was read or has become, for `If-Match` and `If-None-Match`.", text)
            }
        return .members([("description", .string(note)), ("schema", schema)])
    }
}
