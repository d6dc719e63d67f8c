public import KodanDomain
public import Postgres

/// A programme, and what qualifies for it.
public struct ProgrammeRule: Sendable, Equatable {
    /// The programme.
    public let programme: ProgrammeRules
    /// The codes of qualifications, one of which is enough; none where none is wanted.
    public let qualifications: [String]
}

/// What a presenter has done, is going to do, or has said no to, as far as a match heeds it.
public struct PresenterDeed: Sendable, Equatable {
    /// What it is.
    public enum Kind: String, Sendable, SQLDecodable {
        /// A lecture that was held, or to which they are bound.
        case lecture
        /// A lecture for which they are being asked: they may say yes.
        case asked
        /// A time that they declined because of the day.
        case declinedDay = "declined_day"
    }

    /// Who.
    public let presenter: Presenter.ID
    /// What it is.
    public let kind: Kind
    /// When.
    public let during: TimeRange
    /// Where; nil online.
    public let venue: StoredPlace?
    /// At whose request; nil where a presenter asked.
    public let organization: Organization.ID?
}

/// Reads what a match needs beside the presenters themselves, a fixed number of statements whatever the number of
/// people.
public struct MatchingFactsStore {
    let session: Session
    /// Which requests it reads, as a condition on `request`.
    let wanted: SQL
    /// The request whose offers bind nobody; nil where all do.
    private let rethought: LectureRequest.ID?

    /// Works in the transaction of `session`; a snapshot (repeatable read) keeps the lists together.
    ///
    /// Reads the requests that wait for a presenter, and `also` these, or the `only` one that is named, in whatever
    /// state. A `rethought` one is read too, as if nobody were being asked for it.
    public init(
        _ session: Session,
        only: LectureRequest.ID? = nil,
        also: [LectureRequest.ID] = [],
        rethought: LectureRequest.ID? = nil
    ) {
        self.session = session
        self.rethought = rethought
        let also = also + (rethought.map { [$0] } ?? [])
        if let only {
            wanted = "request.id = \(only)"
        } else if also.isEmpty {
            wanted = "request.state IN ('approved', 'unmatched')"
        } else {
            wanted = "(request.state IN ('approved', 'unmatched') OR request.id = ANY (\(also)::bigint[]))"
        }
    }

    /// All programmes, by key.
    public func programmeRules() throws(PostgresError) -> [ProgrammeRule] {
        try session.rows(
            """
            SELECT \(ProgrammeStore.columns),
                   ARRAY(
                       SELECT qualification_code
                         FROM programme_qualification
                        WHERE programme_id = programme.id
                        ORDER BY qualification_code
                   ) AS qualifications
              FROM programme
             ORDER BY programme.id
            """
        ) { row throws(PostgresError) in
            ProgrammeRule(
                programme: try ProgrammeRules(row: row),
                qualifications: try row.value("qualifications")
            )
        }
    }

    /// Lectures to which presenters are bound, were bound or for which they are being asked, and times that they
    /// declined because of the day, by presenter and time: as far as they reach beyond the beginning of `day`.
    ///
    /// Those of all presenters, or of these.
    public func deeds(
        from day: LocalDate,
        of presenters: [Presenter.ID]? = nil
    ) throws(PostgresError) -> [PresenterDeed] {
        let theirs: SQL
        if let presenters {
            theirs = "presenter_id = ANY (\(presenters)::bigint[])"
        } else {
            theirs = "true"
        }
        return try session.rows(
            """
            SELECT deed.presenter_id, deed.kind, deed.during,
                   coalesce(organization.merged_into, request.organization_id) AS organization_id,
                   CASE WHEN NOT deed.online THEN request.venue_municipality_code END AS municipality,
                   CASE WHEN NOT deed.online THEN request.venue_latitude_e6 END AS latitude,
                   CASE WHEN NOT deed.online THEN request.venue_longitude_e6 END AS longitude
              FROM (
                    SELECT request_id, presenter_id, during, online, 'lecture' AS kind
                      FROM assignment
                     WHERE state IN ('confirmed', 'reconfirmed', 'delivered')
                       AND \(theirs)
                    UNION ALL
                    SELECT offer.request_id, offer.presenter_id, slot.during, offer.online,
                           CASE WHEN offer.state = 'declined' THEN 'declined_day' ELSE 'asked' END
                      FROM offer
                      JOIN request_slot AS slot ON slot.id = offer.slot_id
                     WHERE (offer.decline_ground = 'not_that_day'
                            OR (offer.state IN ('queued', 'sent')
                                AND offer.request_id <> \(rethought ?? LectureRequest.ID(0))))
                       AND \(theirs)
                   ) AS deed
              JOIN lecture_request AS request ON request.id = deed.request_id
              LEFT JOIN organization ON organization.id = request.organization_id
             WHERE upper(deed.during) > \(Instant(day, .midnight))
             ORDER BY deed.presenter_id, deed.during, deed.kind, deed.request_id
            """
        ) { row throws(PostgresError) in
            PresenterDeed(
                presenter: try row.value("presenter_id"),
                kind: try row.value("kind"),
                during: try row.value("during"),
                venue: try StoredPlace(row),
                organization: try row.optional("organization_id")
            )
        }
    }
}
