public import KodanDomain
import KodanStore
import Postgres

/// Mails that came back.
///
/// For coordinators, auditors and administrators; a limited coordinator sees those whose mail they see, and those from
/// addresses to which they write too, or of presenters and organizations in their prefectures.
public struct ReadBounces: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The bounces behind `after`, older ones first; only those that close an address unless `all`.
    public func callAsFunction(
        all: Bool = false,
        after: MailBounce.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<BounceEntry, MailBounce> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.coordinator, .auditor, .administrator)
            let rows = try BounceStore(desk.session).list(
                onlyOpen: !all,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// One bounce.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one that is not there or not the reader's to see.
    public func callAsFunction(_ id: MailBounce.ID, as credential: Credential) async throws -> BounceEntry {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.coordinator, .auditor, .administrator)
            guard let found = try BounceStore(desk.session).bounce(id) else {
                throw Refusal.notFound(id.description)
            }
            return found
        }
    }
}
