public import KodanDomain
import KodanStore

/// One organization becomes part of another (統合): a branch closes, or two chambers become one.
///
/// For coordinators.
public struct MergeOrganizations: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Merges `id` into `successor`, for a reason that the record keeps.
    ///
    /// Its requests, lectures and payments stay its own and are finished under its name; it hands in no new ones. Its
    /// members act for both from today on. Presenters who belong to it, and those who are kept apart from it, are so
    /// with its successor too; offers between them are taken back for this reason, and their lectures ahead come up on
    /// the desk. Throws ``Refusal``: `notFound`, `organizationMerged` for one that is part of another already, `field`
    /// for an organization into itself or a reason that is empty or over 500 characters.
    public func callAsFunction(
        _ id: Organization.ID,
        into successor: Organization.ID,
        because reason: String,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator)
            let reason = try refusingField { () throws(FieldRefused) in
                guard id != successor else { throw FieldRefused(.organization, expected: .other) }
                return try reason.plainText(.reason, atMost: 500)
            }
            let store = OrganizationStore(desk.session)
            for one in [id, successor] { try desk.requireKept(one) }
            let states = try store.lock([id, successor])
            for one in [id, successor] {
                switch states[one] {
                case .active: break
                case .merged: throw Refusal.organizationMerged(one)
                case nil: throw Refusal.notFound(one.description)
                }
            }
            // Presenters who belong to it, or are kept apart from it, may live outside of the actor's prefectures.
            try desk.asSystem {
                try store.merge(id, into: successor, on: desk.now.date)
                try ExclusionStore(desk.session).copy(from: id, to: successor, at: desk.now)
            }
            try desk.record(
                "organization.merged",
                id,
                reason: reason,
                detail: ["into": successor.description]
            )
            _ = try Chain(desk: desk).withdraw(because: reason, onBehalfOf: nil) { offers in
                try offers.open(barredAt: successor)
            }
            try desk.bringUpBarred(at: successor)
        }
    }
}
