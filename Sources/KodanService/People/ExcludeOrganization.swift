public import KodanDomain
import KodanStore

/// A presenter asks never to be sent to an organization.
///
/// For presenters themselves, and for coordinators whom they tell.
public struct ExcludeOrganization: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Keeps the two apart from the next match on, for a reason that only this side and staff may read.
    ///
    /// Returns what the two still have to do with each other, as far as the actor may know. Throws ``Refusal``:
    /// `notFound`, `excludedAlready`, `field` for a reason that is empty or over 500 characters.
    public func callAsFunction(
        _ organization: Organization.ID,
        for presenter: Presenter.ID,
        because reason: String,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws -> ExclusionTies {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .presenter)
            return try Exclusion(presenter, organization, askedBy: .presenter, desk).add(
                because: reason,
                onBehalfOf: onBehalfOf
            )
        }
    }

    /// Takes back what the presenter asked.
    ///
    /// Throws ``Refusal``: `notFound`, `notExcluded`, `field` for the reason.
    public func lift(
        _ organization: Organization.ID,
        for presenter: Presenter.ID,
        because reason: String,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .presenter)
            try Exclusion(presenter, organization, askedBy: .presenter, desk).lift(because: reason)
        }
    }
}
