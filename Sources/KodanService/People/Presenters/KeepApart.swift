public import KodanDomain
import KodanStore

/// A presenter or a host asks never to be brought together with the other (派遣対象外).
///
/// For presenters themselves, for an organization's own people, and for coordinators whom either tells.
public struct KeepApart: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Keeps the two apart from now on, since `side` asked, for a reason that only this side and staff may read.
    ///
    /// Offers between them are taken back, and the presenter is told, not why; lectures stand until somebody
    /// withdraws, and come up on the desk. Who names an organization that became part of another one means that one,
    /// for which only its own people speak: members of the part are among them since the merger, who joined the part
    /// later is not.
    ///
    /// Throws ``Refusal``: `notFound`, `notPermitted` for who is of the other side, or for a coordinator outside of
    /// whose prefectures the asking side lives, `organizationMerged` for who acts for the part alone,
    /// `excludedAlready`, `field` for a side other than these two or a reason that is empty or over 500 characters.
    public func callAsFunction(
        _ presenter: Presenter.ID,
        _ organization: Organization.ID,
        askedBy side: Side,
        because reason: String,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws -> LooseEnds {
        try await office.transaction(as: credential) { desk in
            let (standing, reason) = try check(presenter, organization, side, reason, desk)
            let store = ExclusionStore(desk.session)
            let entry = ExclusionEntry(
                presenter: presenter,
                organization: standing,
                askedBy: side,
                reason: reason
            )
            guard try desk.writing(of: organization, at: standing, { try store.insert(entry, at: desk.now) })
            else {
                throw Refusal.excludedAlready(presenter, standing)
            }
            try desk.record(
                "presenter.excluded",
                presenter,
                onBehalfOf: onBehalfOf,
                detail: ["organization": standing.description, "asked_by": side.rawValue]
            )
            let withdrawn = try Chain(desk: desk).withdraw(onBehalfOf: onBehalfOf) { offers in
                try offers.open(for: presenter, at: standing)
            }
            try desk.bringUpBarred(at: standing, presenter: presenter)
            let assignments = try store.lecturesAhead(of: presenter, at: standing, after: desk.now)
            return LooseEnds(withdrawn: withdrawn, assignments: assignments)
        }
    }

    /// Takes back what `side` asked; the other's wish stands.
    ///
    /// Throws ``Refusal``: `notFound`, `notPermitted`, `organizationMerged`, `notExcluded`, `field`.
    public func lift(
        _ presenter: Presenter.ID,
        _ organization: Organization.ID,
        askedBy side: Side,
        because reason: String,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            let (standing, reason) = try check(presenter, organization, side, reason, desk)
            let store = ExclusionStore(desk.session)
            let isLifted = try desk.writing(of: organization, at: standing) {
                try store.remove(presenter, standing, askedBy: side)
            }
            guard isLifted else {
                throw Refusal.notExcluded(presenter, standing)
            }
            try desk.record(
                "presenter.exclusion_lifted",
                presenter,
                reason: reason,
                onBehalfOf: onBehalfOf,
                detail: ["organization": standing.description, "asked_by": side.rawValue]
            )
        }
    }

    /// Refuses who may not speak for `side`, and what is not there; what stands for the organization, and the reason as
    /// it is kept.
    private func check(
        _ presenter: Presenter.ID,
        _ organization: Organization.ID,
        _ side: Side,
        _ reason: String,
        _ desk: Desk
    ) throws -> (Organization.ID, String) {
        switch side {
        case .host:
            try desk.actor.require(.coordinator, .host)
            try desk.requireKept(organization)
        case .presenter:
            try desk.actor.require(.coordinator, .presenter)
            try desk.requireKept(presenter)
        case .body:
            let sides = [Side.host, .presenter].map(\.rawValue)
            throw Refusal.field(FieldRefused(.asker, expected: .oneOf(sides)))
        }
        let actor = try desk.actor
        if actor.role == .host, !actor.organizations.contains(organization) {
            throw Refusal.notFound(organization.description)
        }
        if actor.role == .presenter, actor.presenter != presenter {
            throw Refusal.notFound(presenter.description)
        }
        // A host knows only the presenters whom it met.
        guard try PresenterStore(desk.session).exists(presenter) else {
            throw Refusal.notFound(presenter.description)
        }
        guard try OrganizationStore(desk.session).exists(organization),
            let standing = try desk.asSystem({
                try OrganizationStore(desk.session).lockStanding(for: organization)
            })
        else {
            throw Refusal.notFound(organization.description)
        }
        if actor.role == .host, !actor.organizations.contains(standing) {
            throw Refusal.organizationMerged(organization)
        }
        return (standing, try reason.checkedReasonLine())
    }
}

extension Desk {
    /// Writes what was asked of `organization` at the one that stands for it: where that is another one, it may lie
    /// outside of the prefectures of whom the part is to keep.
    fileprivate func writing(
        of organization: Organization.ID,
        at standing: Organization.ID,
        _ body: () throws -> Bool
    ) throws -> Bool {
        try organization == standing ? body() : asSystem(body)
    }
}
