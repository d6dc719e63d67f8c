/// A presenter whom a host does not want for this request, and why.
public struct RequestExclusion: Hashable, Sendable {
    /// The most that one request has.
    public static let limit = 20
    /// The most characters of a reason.
    public static let reasonLimit = 500

    /// Who is not wished.
    public let presenter: Presenter.ID
    /// Why; only the host and staff read it.
    public let reason: String

    /// An exclusion.
    ///
    /// Throws ``FieldRefused`` for a reason that is empty or too long.
    public init(_ presenter: Presenter.ID, reason: String) throws(FieldRefused) {
        self.presenter = presenter
        self.reason = try reason.plainText(.reason, atMost: RequestExclusion.reasonLimit)
    }
}
