public import KodanDomain
public import Postgres

/// Two lectures of one presenter at venues, one after the other or at once.
public struct LecturePair: Sendable, Hashable {
    /// The one that is not paid yet.
    public let lecture: Assignment.ID
    /// The other.
    public let other: Assignment.ID
    /// When the first was held, as reported.
    public let held: TimeRange
    /// When the other was held, as reported.
    public let otherHeld: TimeRange
    /// Where the first was held.
    public let venue: StoredPlace
    /// Where the other was held.
    public let otherVenue: StoredPlace

    /// Minutes between the two; negative where they overlap.
    public var minutesBetween: Int {
        held.start <= otherHeld.start
            ? held.end.minutes(until: otherHeld.start) : otherHeld.end.minutes(until: held.start)
    }
}

extension FindingStore {
    /// The unpaid lectures at venues until `last`, each with those that its presenter held within a day of it.
    public func neighbours(upTo last: LocalDate) throws(PostgresError) -> [LecturePair] {
        try session.rows(
            """
            WITH \(FindingStore.unpaid(upTo: last))
            SELECT unpaid.id, second.id AS other_id, report.held, their_report.held AS other_held,
                   request.venue_municipality_code AS municipality, request.venue_latitude_e6 AS latitude,
                   request.venue_longitude_e6 AS longitude,
                   theirs.venue_municipality_code AS other_municipality, theirs.venue_latitude_e6 AS other_latitude,
                   theirs.venue_longitude_e6 AS other_longitude
              FROM unpaid
              JOIN lecture_request AS request ON request.id = unpaid.request_id
              JOIN lecture_report AS report ON report.assignment_id = unpaid.id
              JOIN assignment AS second
                ON second.presenter_id = unpaid.presenter_id
               AND second.id <> unpaid.id
               AND second.state = 'delivered'
               AND NOT second.online
              JOIN lecture_request AS theirs ON theirs.id = second.request_id
              JOIN lecture_report AS their_report ON their_report.assignment_id = second.id
             WHERE unpaid.state = 'delivered'
               AND NOT unpaid.online
               AND request.venue_municipality_code IS NOT NULL
               AND theirs.venue_municipality_code IS NOT NULL
               AND their_report.held && tstzrange(lower(report.held) - interval '1 day',
                                                  upper(report.held) + interval '1 day')
             ORDER BY unpaid.id, second.id
            """
        ) { row throws(PostgresError) in try LecturePair(row: row) }
    }
}

extension LecturePair {
    fileprivate init(row: Row) throws(PostgresError) {
        guard let venue = try StoredPlace(row),
            let otherVenue = try StoredPlace(
                row,
                municipality: "other_municipality",
                latitude: "other_latitude",
                longitude: "other_longitude"
            )
        else { throw .decoding(column: "municipality", expected: "a venue") }
        lecture = try row.value("id")
        other = try row.value("other_id")
        held = try row.value("held")
        otherHeld = try row.value("other_held")
        self.venue = venue
        self.otherVenue = otherVenue
    }
}
