public import KodanDomain
import KodanStore

/// A host asks that a presenter never be sent to it (派遣対象外).
///
/// For the organization's own people, and for coordinators whom they tell.
public struct ExcludePresenter: Sendable {
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
        _ presenter: Presenter.ID,
        from organization: Organization.ID,
        because reason: String,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws -> ExclusionTies {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .host)
            return try Exclusion(presenter, organization, askedBy: .host, desk).add(
                because: reason,
                onBehalfOf: onBehalfOf
            )
        }
    }

    /// Takes back what the host asked.
    ///
    /// Throws ``Refusal``: `notFound`, `notExcluded`, `field` for the reason.
    public func lift(
        _ presenter: Presenter.ID,
        from organization: Organization.ID,
        because reason: String,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .host)
            try Exclusion(presenter, organization, askedBy: .host, desk).lift(because: reason)
        }
    }
}
