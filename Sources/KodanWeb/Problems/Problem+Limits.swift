import HTTPTypes

extension Problem {
    /// As many requests as the server bears are under way.
    static let overloaded = Problem(
        .serviceUnavailable,
        "overloaded",
        "As many requests as this server bears are under way. Nothing was done.",
        headers: [.retryAfter: "1"]
    )

    /// Somebody asks more often than is allowed; `kind` says by what they were counted.
    static func rateLimited(_ kind: Rejection, retryAfter seconds: Int) -> Problem {
        let who =
            switch kind {
            case .tokenRate: "This token"
            case .signInRate: "This address tries to sign in"
            default: "This address"
            }
        let verb = kind == .signInRate ? "" : " asks"
        return Problem(
            .tooManyRequests,
            "rate_limited",
            "\(who)\(verb) more often than is allowed. Nothing was done.",
            headers: [.retryAfter: String(seconds)]
        )
    }

    /// What a connection is told before it is ended; nil where it would not listen.
    init?(_ rejection: Rejection) {
        switch rejection {
        case .slowHeader:
            self.init(.requestTimeout, "header_timeout", "The header of the request did not arrive in time.")
        case .largeHeader:
            self.init(
                .requestHeaderFieldsTooLarge,
                "header_too_large",
                "The header of the request is larger, or has more fields, than this server takes."
            )
        case .malformed:
            self.init(.badRequest, "malformed_request", "What arrived is no HTTP request.")
        case .tokenRate, .addressRate, .signInRate, .concurrency, .pool, .lingeringBody, .stalledAnswer:
            return nil
        }
    }
}
