public import KodanDomain
import KodanStore

/// Something about an organization is different: it moved, has another telephone, is called something else.
///
/// For coordinators and administrators.
public struct ChangeOrganization: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Changes what `change` says; the record keeps which fields became different, not their values.
    ///
    /// Requests and papers that were written keep what they say. Throws ``Refusal``: `notFound`, `notPermitted` outside
    /// of a coordinator's prefectures, also for a seat that moves out of them, `organizationMerged`, `field`, and
    /// `unknownCode` for a municipality that is not there.
    public func callAsFunction(
        _ id: Organization.ID,
        _ change: OrganizationChange,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .administrator)
            try desk.requireKept(id)
            try desk.keepingPeople {
                let store = OrganizationStore(desk.session)
                guard let found = try store.lockDraft(id) else { throw Refusal.notFound(id.description) }
                guard found.status == .active else { throw Refusal.organizationMerged(id) }
                let draft = try refusingField { () throws(FieldRefused) in try change.applied(to: found.draft)
                }
                let fields = draft.differences(from: found.draft)
                guard !fields.isEmpty else { return }
                if fields.contains(.municipality) { try desk.requireSeat(in: draft.municipality) }
                try store.update(id, to: draft)
                try desk.record(
                    "organization.changed",
                    id,
                    onBehalfOf: onBehalfOf,
                    detail: ["fields": fields.map(\.rawValue).joined(separator: " ")]
                )
            }
        }
    }
}
