/// A kind of problem that an answer may tell of.
struct ProblemType: Sendable {
    /// The end of its `type`.
    let code: String
    /// What it means.
    let meaning: String

    init(_ code: String, _ meaning: String) {
        self.code = code
        self.meaning = meaning
    }
}

/// Every kind of problem; a test holds these lists and the sources equal.
enum ProblemTypes {
    /// All of them, by their codes.
    static let all = (server + refusals).sorted { $0.code < $1.code }

    /// What the server says of a call or of itself, whatever the office's rules are.
    private static let server: [ProblemType] = [
        ProblemType("body_not_taken", "The operation takes no body, and the call has one."),
        ProblemType("body_timeout", "The body did not arrive in time."),
        ProblemType("body_too_large", "The body is larger than the server takes."),
        ProblemType("broken_body", "The body broke off."),
        ProblemType("busy", "Others change the same things; nothing was done."),
        ProblemType("changed_meanwhile", "It has changed since it was read."),
        ProblemType("csrf_token_wrong", "A changing call of a session needs its `X-CSRF-Token`."),
        ProblemType("header_timeout", "The header did not arrive in time."),
        ProblemType("header_too_large", "The header is larger than the server takes."),
        ProblemType(
            "http_status",
            "The server refuses the call before it is looked at; the status says why."
        ),
        ProblemType("idempotency_key_in_use", "A call under the key is under way."),
        ProblemType("idempotency_key_reused", "The key was used for another call."),
        ProblemType("internal", "Something went wrong here; the log has it under the request id."),
        ProblemType(
            "invalid_body",
            "Fields are not as they should be; `errors` names each by its JSON pointer."
        ),
        ProblemType("invalid_header", "A header is missing or not as it should be."),
        ProblemType("invalid_parameter", "A parameter of the query is not as it should be."),
        ProblemType("malformed_json", "The body is no JSON that is taken here."),
        ProblemType("malformed_request", "What came is no HTTP request that is taken here."),
        ProblemType(
            "method_not_allowed",
            "The path is served, but not by this method; `Allow` lists those that serve."
        ),
        ProblemType("no_such_path", "Nothing is served at this path."),
        ProblemType("not_configured", "The office has no settings for this paper, so that none is made."),
        ProblemType(
            "outcome_unknown",
            "The connection broke at the last moment: look whether it was done before asking again."
        ),
        ProblemType(
            "overloaded",
            "The server works on as much as it can; `Retry-After` says when to come again."
        ),
        ProblemType("precondition_required", "A change of what was read needs `If-Match`."),
        ProblemType(
            "rate_limited",
            "Too many requests of one token or address; `Retry-After` says when to come again."
        ),
        ProblemType("records_refused", "The payment records cannot be made; `errors` tells why, by payee."),
        ProblemType("shutting_down", "This server is going; another one serves."),
        ProblemType("too_slow", "It took longer than a request may; nothing was done."),
        ProblemType(
            "unavailable",
            "The database cannot be reached, or it or the folder of files is full; nothing was done."
        ),
        ProblemType("unsupported_charset", "The body is in another character set than UTF-8."),
        ProblemType("unsupported_coding", "The body is packed; it has to come as it is."),
        ProblemType("unsupported_type", "The body is of a media type that is not taken here."),
    ]
}
