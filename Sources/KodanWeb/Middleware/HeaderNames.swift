import HTTPTypes

extension HTTPField.Name {
    /// `Referrer-Policy`.
    static let referrerPolicy = checked("Referrer-Policy")
    /// `Link` (RFC 8288).
    static let link = checked("Link")
    /// `Sec-Fetch-Site`: whose page made a browser ask.
    static let secFetchSite = checked("Sec-Fetch-Site")
    /// `X-Request-Id`.
    static let requestID = checked("X-Request-Id")
    /// `Forwarded` (RFC 7239).
    static let forwarded = checked("Forwarded")
    /// `X-Forwarded-For`.
    static let xForwardedFor = checked("X-Forwarded-For")
    /// `X-Real-IP`.
    static let xRealIP = checked("X-Real-IP")
    /// `RateLimit-Limit`: how many requests the nearest limit allows.
    static let rateLimitLimit = checked("RateLimit-Limit")
    /// `RateLimit-Remaining`: how many of them are left.
    static let rateLimitRemaining = checked("RateLimit-Remaining")
    /// `RateLimit-Reset`: in how many seconds all of them are allowed again.
    static let rateLimitReset = checked("RateLimit-Reset")
    /// `Idempotency-Key`.
    static let idempotencyKey = checked("Idempotency-Key")
    /// `Repr-Digest` (RFC 9530).
    static let reprDigest = checked("Repr-Digest")
    /// How many characters a file's encoding does not have, so that others stand in their place.
    static let replacedCharacters = checked("Kodan-Replaced-Characters")

    private static func checked(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is no header") }
        return name
    }
}
