import KodanService

extension Cast {
    /// Makes the organization of one host part of that of another.
    func merge(_ part: Host, into whole: Host, because reason: String = "合併") async throws {
        try await MergeOrganizations(office: office)(
            part.organization,
            into: whole.organization,
            because: reason,
            as: coordinator
        )
    }
}
