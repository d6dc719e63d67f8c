import HTTPTypes

extension HTTPField.Name {
    /// `Referrer-Policy`.
    static let referrerPolicy = checked("Referrer-Policy")
    /// `Link` (RFC 8288).
    static let link = checked("Link")
    /// `X-Request-Id`.
    static let requestID = checked("X-Request-Id")

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
