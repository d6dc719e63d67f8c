/// What a presenter and an organization still have to do with each other: an exclusion ends none of it.
public struct ExclusionTies: Hashable, Sendable {
    /// Offers without an answer.
    public let offers: [Offer.ID]
    /// Lectures that lie ahead.
    public let assignments: [Assignment.ID]

    /// These ties.
    public init(offers: [Offer.ID], assignments: [Assignment.ID]) {
        self.offers = offers
        self.assignments = assignments
    }
}

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
