public import KodanDomain
import KodanStore
import Postgres

/// The log of mails.
///
/// For coordinators, auditors and administrators; a coordinator sees those about what they keep in their
/// prefectures: requests, or else presenters, people of organizations, and payees.
public struct ReadMails: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The mails behind `after` that pass `filter`, older ones first.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for a request, a presenter or an announcement that is not there or not the
    /// reader's to see.
    public func callAsFunction(
        _ filter: MailFilter = MailFilter(),
        after: OutboxMessage.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<MailEntry, OutboxMessage> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.coordinator, .auditor, .administrator)
            if let request = filter.request, try RequestStore(desk.session).request(request) == nil {
                throw Refusal.notFound(request.description)
            }
            if let presenter = filter.presenter, try !PresenterStore(desk.session).exists(presenter) {
                throw Refusal.notFound(presenter.description)
            }
            if let announcement = filter.announcement,
                try AnnouncementQueries(desk.session).announcement(announcement) == nil
            {
                throw Refusal.notFound(announcement.description)
            }
            let rows = try MailQueries(desk.session).list(filter, after: after, limit: limit.andOneMore)
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// One mail.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one that is not there or not the reader's to see.
    public func callAsFunction(_ id: OutboxMessage.ID, as credential: Credential) async throws -> MailEntry {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.coordinator, .auditor, .administrator)
            guard let found = try MailQueries(desk.session).mail(id) else {
                throw Refusal.notFound(id.description)
            }
            return found
        }
    }
}
