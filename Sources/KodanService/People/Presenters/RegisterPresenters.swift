public import KodanDomain

/// Registers presenters who were accepted, with whom to pay and where; or notes who has applied.
///
/// For coordinators and administrators. Who has only applied is asked for nothing until a coordinator admits them
/// (``ChangePresenterStatus``).
///
/// Each gets a user with the role of a presenter, or keeps the one that they have as a host.
public struct RegisterPresenters: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Adds all of them, or none; their keys in the same order.
    ///
    /// Throws ``Refusal``: `emailTaken`, `likelyDuplicate` unless those are allowed (never for the same mail
    /// address), `unknownCode` for a topic, qualification, rank, municipality or organization that is not there,
    /// and `field` for an account that no bank file can carry.
    public func callAsFunction(
        _ drafts: [PresenterDraft],
        accounts: AccountConfirmation = .pending,
        allowingDuplicates: Bool = false,
        onlyApplied: Bool = false,
        as credential: Credential
    ) async throws -> [Presenter.ID] {
        try await office.transaction(as: credential) { [office] desk in
            try desk.actor.require(.coordinator, .administrator)
            return try desk.keepingPeople {
                let registration = try PresenterRegistration(
                    at: desk,
                    of: office,
                    accounts: accounts,
                    allowsDuplicates: allowingDuplicates,
                    onlyApplied: onlyApplied
                )
                var ids: [Presenter.ID] = []
                for start in stride(from: 0, to: drafts.count, by: 500) {
                    let batch = Array(drafts[start..<min(start + 500, drafts.count)])
                    ids += try registration.register(batch).map { outcome throws(Refusal) in
                        try outcome.key { batch[$0].name.description }
                    }
                }
                return ids
            }
        }
    }
}

extension Desk {
    /// Runs `body` with the sight that keeping people needs: an administrator's own rows are users and tables only.
    func keepingPeople<T>(_ body: () throws -> T) throws -> T {
        try actor.role == .administrator ? try asSystem(body) : try body()
    }
}
