/// A presenter and an organization that are never brought together, since one of them asked for it.
public struct ExclusionEntry: Hashable, Sendable {
    /// The presenter.
    public let presenter: Presenter.ID
    /// The organization.
    public let organization: Organization.ID
    /// Who asked; a host or a presenter.
    public let askedBy: Side
    /// Why.
    public let reason: String

    /// A value with these parts.
    public init(presenter: Presenter.ID, organization: Organization.ID, askedBy: Side, reason: String) {
        self.presenter = presenter
        self.organization = organization
        self.askedBy = askedBy
        self.reason = reason
    }
}

/// The two that are kept apart, with what either side asked, as far as the reader may know it.
public struct ExclusionPair: Hashable, Sendable {
    /// The presenter.
    public let presenter: Presenter.ID
    /// The organization.
    public let organization: Organization.ID
    /// One wish or two, the host's first.
    public let wishes: [ExclusionEntry]

    /// The pair of `wishes`, which are all of the same two; nil if there are none.
    public init?(_ wishes: [ExclusionEntry]) {
        guard let first = wishes.first else { return nil }
        presenter = first.presenter
        organization = first.organization
        self.wishes = wishes
    }
}
