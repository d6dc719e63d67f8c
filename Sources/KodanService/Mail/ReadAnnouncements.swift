public import KodanDomain
import KodanStore
import Postgres

/// Announcements with what has become of their mails.
///
/// For coordinators, auditors and administrators; a coordinator who is limited to prefectures sees those that they
/// wrote and those that went to their prefectures too, with the progress of the whole.
public struct ReadAnnouncements: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The announcements that were sent before `after`, the newest first.
    public func callAsFunction(
        after: Announcement.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<AnnouncementEntry, Announcement> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.coordinator, .auditor, .administrator)
            let found = try AnnouncementQueries(desk.session).list(after: after, limit: limit.andOneMore)
            return Page(try desk.following(found), limit: limit.count, key: \.id)
        }
    }

    /// One announcement.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one that is not there or not the reader's to see.
    public func callAsFunction(
        _ id: Announcement.ID,
        as credential: Credential
    ) async throws -> AnnouncementEntry {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.coordinator, .auditor, .administrator)
            let found = try AnnouncementQueries(desk.session).announcement(id)
            guard let entry = try desk.following(found.map { [$0] } ?? []).first else {
                throw Refusal.notFound(id.description)
            }
            return entry
        }
    }
}

extension Desk {
    /// The same announcements with what has become of all of their mails, which are counted and not shown.
    fileprivate func following(_ announcements: [AnnouncementEntry]) throws -> [AnnouncementEntry] {
        guard !announcements.isEmpty else { return [] }
        let progress = try asSystem {
            try AnnouncementQueries(session).progress(of: announcements.map(\.id))
        }
        return announcements.map { announcement in
            var announcement = announcement
            announcement.progress = progress[announcement.id] ?? AnnouncementProgress()
            return announcement
        }
    }
}
