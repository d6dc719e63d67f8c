/// Why a request was turned away before it was looked at.
enum Rejection: String, Sendable, CaseIterable {
    /// Too many by one token or session.
    case tokenRate = "token_rate"
    /// Too many from one address.
    case addressRate = "address_rate"
    /// Too many attempts to sign in from one address.
    case signInRate = "sign_in_rate"
    /// Too many requests at once.
    case concurrency
    /// No connection to the database became free in time.
    case pool
    /// The header did not arrive in time.
    case slowHeader = "slow_header"
    /// The header is too large or has too many fields.
    case largeHeader = "large_header"
    /// What arrived is no HTTP.
    case malformed
    /// The body was still coming long after it was answered.
    case lingeringBody = "lingering_body"
    /// The client does not take the answer.
    case stalledAnswer = "stalled_answer"
}
