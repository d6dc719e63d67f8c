public import KodanDomain
import KodanMail
import KodanStore
import Postgres

/// The addresses of a private calendar, without the secrets in them.
///
/// For the presenter, for members of the organization, for coordinators and auditors.
public struct ReadCalendars: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The addresses behind `after`, older ones first.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for an owner who is not there or not the reader's to see.
    public func callAsFunction(
        of owner: CalendarOwner,
        after: CalendarFeed.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<CalendarFeedEntry, CalendarFeed> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.requireKeeps(owner, readers: true)
            let rows = try CalendarStore(desk.session).list(of: owner, after: after, limit: limit.andOneMore)
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// The addresses that serve now of the reader's own: a presenter's, or those of a host's organizations.
    ///
    /// Throws ``Refusal/notPermitted(_:)`` for who is neither.
    public func serving(as credential: Credential) async throws -> [CalendarOwner: CalendarFeedEntry] {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let actor = try desk.actor
            try actor.require(.presenter, .host)
            let feeds = try CalendarStore(desk.session).serving(
                of: actor.presenter,
                and: Array(actor.organizations)
            )
            // One address at a time, says the database.
            return Dictionary(feeds.map { ($0.owner, $0.feed) }, uniquingKeysWith: { _, later in later })
        }
    }
}

/// A private calendar as calendar programs read it, by its secret address alone.
public struct ReadCalendarFeed: Sendable {
    /// For so many days a lecture stays in the calendar after it was given.
    public static let pastDays = 90
    /// So many lectures are the most.
    public static let mostLectures = 1000

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The calendar in RFC 5545, UTF-8.
    ///
    /// An address that never was and one that was revoked are found by the same look-up, and are the same
    /// ``Refusal/addressUnknown``.
    public func callAsFunction(_ secret: String) async throws -> [UInt8] {
        let digest = SecretText.digest(of: secret)
        return try await office.transaction(as: .system, TransactionOptions(readOnly: true)) { desk in
            let store = CalendarStore(desk.session)
            guard let owner = try store.owner(of: digest) else { throw Refusal.addressUnknown }
            let lectures = try store.lectures(
                of: owner,
                from: desk.now.adding(days: -ReadCalendarFeed.pastDays),
                limit: ReadCalendarFeed.mostLectures
            )
            let events = lectures.map { CalendarEvent($0, in: owner) }
            return CalendarText(method: .publish, events: events, name: owner.description, at: desk.now).bytes
        }
    }
}

extension CalendarEvent {
    /// The lecture in the calendar of `owner`, with who is on the other side.
    fileprivate init(_ lecture: CalendarLecture, in owner: CalendarOwner) {
        let other: String?
        switch owner {
        case .presenter: other = lecture.organizationName
        case .organization: other = lecture.presenterName
        }
        self.init(
            id: lecture.id,
            sequence: lecture.sequence,
            during: lecture.during,
            title: lecture.title,
            place: lecture.place,
            note: [lecture.request.description, other].compactMap { $0 }.joined(separator: "\n")
        )
    }
}
