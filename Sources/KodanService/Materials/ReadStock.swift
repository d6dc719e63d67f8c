public import KodanDomain
import KodanStore
import Postgres

/// What lies in stock, and how it came to be: for the body's people.
public struct ReadStock: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The printed editions behind `after`, each with what lies in stock and what is planned of it.
    public func callAsFunction(
        after: Edition.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<StockEntry, Edition> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.requireStaff()
            let rows = try StockStore(desk.session).list(after: after, limit: limit.andOneMore)
            return Page(rows, limit: limit.count, key: \.edition)
        }
    }

    /// What lies in stock of one edition.
    ///
    /// Throws ``Refusal``: `notFound`, also for an edition that is not printed.
    public func callAsFunction(_ edition: Edition.ID, as credential: Credential) async throws -> StockEntry {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.requireStaff()
            guard let entry = try StockStore(desk.session).entry(of: edition) else {
                throw Refusal.notFound(edition.description)
            }
            return entry
        }
    }

    /// The movements of an edition behind `after`, older ones first.
    ///
    /// Throws ``Refusal/notFound(_:as:)``.
    public func movements(
        of edition: Edition.ID,
        after: StockMovement.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<StockMovementEntry, StockMovement> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.requireStaff()
            let store = StockStore(desk.session)
            guard try store.isPrinted(edition) != nil else { throw Refusal.notFound(edition.description) }
            let rows = try store.movements(of: edition, after: after, limit: limit.andOneMore)
            return Page(rows, limit: limit.count, key: \.id)
        }
    }
}
