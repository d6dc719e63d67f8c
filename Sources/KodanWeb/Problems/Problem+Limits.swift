import HTTPTypes
import KodanText

extension Problem {
    /// As many requests as the server bears are under way.
    static let overloaded = Problem(
        .serviceUnavailable,
        "overloaded",
        .server(.overloaded),
        headers: [.retryAfter: "1"]
    )

    /// Somebody asks more often than is allowed; `kind` says by what they were counted.
    static func rateLimited(_ kind: Rejection, retryAfter seconds: Int) -> Problem {
        let trouble: ServerTrouble =
            switch kind {
            case .tokenRate: .tokenTooOften
            case .signInRate: .signInTooOften
            default: .addressTooOften
            }
        return Problem(
            .tooManyRequests,
            "rate_limited",
            .server(trouble),
            headers: [.retryAfter: String(seconds)]
        )
    }

    /// What a connection is told before it is ended; nil where it would not listen.
    init?(_ rejection: Rejection) {
        switch rejection {
        case .slowHeader:
            self.init(.requestTimeout, "header_timeout", .slowHeader)
        case .largeHeader:
            self.init(
                .requestHeaderFieldsTooLarge,
                "header_too_large",
                .largeHeader
            )
        case .malformed:
            self.init(.badRequest, "malformed_request", .malformedRequest)
        case .tokenRate, .addressRate, .signInRate, .concurrency, .pool, .lingeringBody, .stalledAnswer:
            return nil
        }
    }
}
