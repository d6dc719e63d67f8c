public import KodanDomain
public import Postgres

/// What waiting mails tell of, as it stands now.
public struct MailFactsStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Whether a mail with a link to a material holds one that was taken back.
    private static let isLinkRevoked: SQL = """
        CASE WHEN message.kind = 'material_link' THEN NOT EXISTS (
            SELECT FROM material_link AS link
             WHERE link.delivery_id = substring(message.subject FROM 5)::bigint
               AND link.side = CASE message.addressee WHEN 'presenter' THEN 'presenter' ELSE 'host' END
               AND link.revoked_at IS NULL
        ) ELSE false END
        """

    /// Whether the notice that a mail tells of was answered or replaced.
    private static let isNoticeAnswered: SQL = """
        CASE WHEN message.kind = 'notice_issued' THEN EXISTS (
            SELECT FROM payment_notice AS notice
             WHERE notice.id = substring(message.subject FROM 5)::bigint
               AND (num_nonnulls(notice.confirmed_at, notice.objected_at) > 0
                    OR EXISTS (SELECT FROM payment_notice AS later WHERE later.replaces_id = notice.id))
        ) ELSE false END
        """

    /// Whether the present address of a mail wants no courtesy mails.
    private static let isUnsubscribed: SQL = """
        EXISTS (
            SELECT FROM mail_unsubscription AS left_out
             WHERE left_out.address = lower(present.email)
               AND left_out.ended_at IS NULL
        )
        """

    /// The present facts of the mails with these keys, by key; one statement for all of them.
    public func present(
        of ids: [OutboxMessage.ID]
    ) throws(PostgresError) -> [OutboxMessage.ID: PresentFacts] {
        let rows = try session.rows(
            """
            SELECT message.id, request.state AS request_state, offer.state AS offer_state,
                   change.state AS change_state, coalesce(offer.deadline, change.deadline) AS deadline,
                   assignment.state AS assignment_state, assignment.calendar_sequence,
                   coalesce(assignment.during, slot.during) AS during, assignment.id AS assignment_id,
                   CASE WHEN (message.addressee = 'contact' AND request.delivery = 'dispatched')
                             OR message.addressee = 'organization'
                        THEN request.link_round END AS link_round, message.request_id,
                   request.title, request.venue_name, host.name AS host_name,
                   kodan_whole_address(request.venue_municipality_code, request.venue_address) AS venue_address,
                   coalesce(assignment.online, offer.online, false) AS is_online,
                   bound.family_name || ' ' || bound.given_name AS bound_name,
                   present.email, present.name, addressee.state AS presenter_state,
                   announcement.subject AS announcement_subject, announcement.body AS announcement_body,
                   message.addressee <> 'fixed' AND EXISTS (
                       SELECT FROM outbox_message AS newer
                        WHERE newer.request_id = message.request_id
                          AND newer.id > message.id
                          AND newer.kind = message.kind
                          AND newer.subject = message.subject
                          AND newer.addressee = message.addressee
                          AND newer.presenter_id IS NOT DISTINCT FROM message.presenter_id
                          AND newer.offer_id IS NOT DISTINCT FROM message.offer_id
                          AND newer.assignment_id IS NOT DISTINCT FROM message.assignment_id
                          AND newer.state IN ('queued', 'sent')
                   ) AS is_repeated,
                   coalesce((
                       SELECT bool_or(asking.state = 'sent' OR asking.attempts > 0
                                      -- It may have been handed over by a claim before this one.
                                      OR asking.lease > CASE WHEN asking.id = ANY (\(ids)::bigint[]) THEN 1 ELSE 0 END)
                         FROM outbox_message AS asking
                        WHERE asking.request_id = message.request_id
                          AND asking.offer_id = message.offer_id
                          AND asking.kind = 'offer_sent'
                   ), true) AS was_asked,
                   \(MailFactsStore.isLinkRevoked) AS is_link_revoked,
                   \(MailFactsStore.isNoticeAnswered) AS is_notice_answered,
                   \(BounceStore.isClosed("lower(present.email)")) AS is_bounced,
                   \(MailFactsStore.isUnsubscribed) AS is_unsubscribed
              FROM unnest(\(ids)::bigint[]) AS wanted (id)
              JOIN outbox_message AS message ON message.id = wanted.id
              LEFT JOIN lecture_request AS request ON request.id = message.request_id
              LEFT JOIN offer ON offer.id = message.offer_id
              LEFT JOIN change_proposal AS change ON change.id = message.change_id
              LEFT JOIN request_slot AS slot ON slot.id = offer.slot_id
              LEFT JOIN assignment ON assignment.id = message.assignment_id
              LEFT JOIN presenter AS bound ON bound.id = assignment.presenter_id
              LEFT JOIN presenter AS addressee ON addressee.id = message.presenter_id
              LEFT JOIN announcement ON announcement.id = message.announcement_id
              LEFT JOIN organization AS host ON host.id = request.organization_id
             CROSS JOIN LATERAL (
                 SELECT CASE message.addressee WHEN 'presenter' THEN addressee.email::text
                                               WHEN 'contact' THEN request.contact_email::text
                                               WHEN 'organization' THEN host.email::text
                                               ELSE message.recipient::text END AS email,
                        CASE message.addressee WHEN 'presenter'
                                                   THEN addressee.family_name || ' ' || addressee.given_name
                                               WHEN 'contact' THEN request.contact_name
                                               WHEN 'organization' THEN host.name
                                               ELSE message.recipient_name END AS name
             ) AS present
            """,
            as: PresentFacts.init(row:)
        )
        return Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// What one mail tells of, as it stands now.
public struct PresentFacts: Sendable, Equatable {
    /// The mail.
    public let id: OutboxMessage.ID
    /// The request's state.
    public let request: RequestState?
    /// The offer's state.
    public let offer: OfferState?
    /// The proposed change's state.
    public let change: ChangeState?
    /// The deadline of the offer or of the change.
    public let deadline: Instant?
    /// The assignment's state.
    public let assignment: AssignmentState?
    /// The assignment.
    public let assignmentID: Assignment.ID?
    /// How often the assignment's place in a calendar changed.
    public let sequence: Int?
    /// When the lecture is held.
    public let during: TimeRange?
    /// The request that it belongs to.
    public let requestID: LectureRequest.ID?
    /// The round of the links by which its host opens the request's page; nil for mails to others, who sign in.
    public let linkRound: Int?
    /// What it is called.
    public let title: String?
    /// Where it is held.
    public let venueName: String?
    /// Its address, with its prefecture and municipality.
    public let venueAddress: String?
    /// Whether the presenter who is asked or bound lectures online, also where there is a venue.
    public let isOnline: Bool
    /// The organization whose lecture it is; nil for none.
    public let hostName: String?
    /// Who is bound.
    public let presenterName: String?
    /// Whom the mail goes to.
    public let recipient: EmailAddress
    /// That person's name.
    public let recipientName: String
    /// Whether a newer mail of the same kind about the same waits or was sent.
    public let isRepeated: Bool
    /// Whether the mail that asked for the offer was sent, or may still be.
    public let wasAsked: Bool
    /// Whether the link to a material in it was taken back.
    public let isLinkRevoked: Bool
    /// Whether the payment notice that it tells of was answered or replaced.
    public let isNoticeAnswered: Bool
    /// Whether mails to the address came back.
    public let isBounced: Bool
    /// Whether the address wants no courtesy mails.
    public let isUnsubscribed: Bool
    /// Where the presenter to or about whom it is stands.
    public let presenter: PresenterStatus?
    /// What the announcement says that it brings; nil for all other mails.
    public let announcement: AnnouncedWords?

    init(row: Row) throws(PostgresError) {
        id = try row.value("id")
        request = try row.optional("request_state")
        offer = try row.optional("offer_state")
        change = try row.optional("change_state")
        deadline = try row.optional("deadline")
        assignment = try row.optional("assignment_state")
        assignmentID = try row.optional("assignment_id")
        sequence = try row.optional("calendar_sequence")
        during = try row.optional("during")
        requestID = try row.optional("request_id")
        linkRound = try row.optional("link_round")
        title = try row.optional("title")
        venueName = try row.optional("venue_name")
        venueAddress = try row.optional("venue_address")
        isOnline = try row.value("is_online")
        hostName = try row.optional("host_name")
        presenterName = try row.optional("bound_name")
        recipient = try row.value("email")
        recipientName = try row.value("name")
        isRepeated = try row.value("is_repeated")
        wasAsked = try row.value("was_asked")
        isLinkRevoked = try row.value("is_link_revoked")
        isNoticeAnswered = try row.value("is_notice_answered")
        isBounced = try row.value("is_bounced")
        isUnsubscribed = try row.value("is_unsubscribed")
        presenter = try row.optional("presenter_state")
        let subject: String? = try row.optional("announcement_subject")
        let text: String? = try row.optional("announcement_body")
        announcement = if let subject, let text { AnnouncedWords(subject: subject, text: text) } else { nil }
    }
}

/// What an announcement says, the same to everybody.
public struct AnnouncedWords: Sendable, Equatable {
    /// One line.
    public let subject: String
    /// Its text; may have several lines.
    public let text: String
}
