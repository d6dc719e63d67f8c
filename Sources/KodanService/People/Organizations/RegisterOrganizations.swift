public import KodanDomain

/// Registers organizations.
///
/// For coordinators and administrators.
public struct RegisterOrganizations: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Adds all of them, or none; their keys in the same order.
    ///
    /// Throws ``Refusal``: `likelyDuplicate` for one with the name and the mail address or telephone number of
    /// another, unless those are allowed, and `unknownCode` for a municipality that is not there.
    public func callAsFunction(
        _ drafts: [OrganizationDraft],
        allowingDuplicates: Bool = false,
        as credential: Credential
    ) async throws -> [Organization.ID] {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .administrator)
            return try desk.keepingPeople {
                let registration = OrganizationRegistration(desk: desk, allowsDuplicates: allowingDuplicates)
                var ids: [Organization.ID] = []
                for start in stride(from: 0, to: drafts.count, by: 500) {
                    let batch = Array(drafts[start..<min(start + 500, drafts.count)])
                    ids += try registration.register(batch).map { outcome throws(Refusal) in
                        try outcome.key { batch[$0].name }
                    }
                }
                return ids
            }
        }
    }
}
