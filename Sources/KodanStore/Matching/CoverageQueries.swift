public import KodanDomain
public import Postgres

/// A municipality as the map of coverage shows it.
public struct StoredMunicipality: Sendable, Hashable {
    /// Its point.
    public let place: StoredPlace
    /// Its name with its prefecture: 青森県むつ市.
    public let name: String
}

/// Where presenters live, and where lectures were asked for.
public struct CoverageQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// All municipalities and wards, by code.
    public func municipalities() throws(PostgresError) -> [StoredMunicipality] {
        try session.rows(
            """
            SELECT municipality.code AS municipality, latitude_e6 AS latitude, longitude_e6 AS longitude,
                   prefecture.name || municipality.name AS name
              FROM municipality
              JOIN prefecture ON prefecture.code = municipality.prefecture_code
             ORDER BY municipality.code
            """
        ) { row throws(PostgresError) in (try StoredPlace(row), try row.value("name") as String) }
        .compactMap { place, name in place.map { StoredMunicipality(place: $0, name: name) } }
    }

    /// In which municipalities active presenters live, by code, with how many; of those who lecture on `topic`.
    public func presenters(
        on topic: TopicCode?
    ) throws(PostgresError) -> [(municipality: MunicipalityCode, count: Int)] {
        let able: SQL =
            if let topic {
                """
                AND EXISTS (
                    SELECT FROM presenter_topic
                     WHERE presenter_topic.presenter_id = presenter.id
                       AND presenter_topic.topic_code = \(topic)
                )
                """
            } else { "" }
        return try session.rows(
            """
            SELECT municipality_code, count(*) AS presenters
              FROM presenter
             WHERE state = 'active'
               \(able)
             GROUP BY municipality_code
             ORDER BY municipality_code
            """
        ) { row throws(PostgresError) in (try row.value("municipality_code"), try row.value("presenters")) }
    }

    /// How many lectures with a venue were asked for since `day`, by the municipality of the venue; of those on
    /// `topic`.
    public func requests(
        on topic: TopicCode?,
        since day: LocalDate
    ) throws(PostgresError) -> [(municipality: MunicipalityCode, count: Int)] {
        let wanted: SQL = if let topic { "AND topic_code = \(topic)" } else { "" }
        return try session.rows(
            """
            SELECT venue_municipality_code, count(*) AS requests
              FROM lecture_request
             WHERE venue_municipality_code IS NOT NULL
               AND submitted_at >= \(Instant(day, .midnight))
               \(wanted)
             GROUP BY venue_municipality_code
             ORDER BY venue_municipality_code
            """
        ) { row throws(PostgresError) in (try row.value("venue_municipality_code"), try row.value("requests"))
        }
    }

    /// Where the presenter of an assignment lives, and where the lecture is; nil online, and for what the actor may not
    /// see.
    public func journey(
        of assignment: Assignment.ID
    ) throws(PostgresError) -> (home: MunicipalityCode, venue: MunicipalityCode)? {
        try journey("assignment AS bond", "bond.id = \(assignment)")
    }

    /// Where the presenter of an offer lives, and where the lecture would be; nil online, and for what the actor may
    /// not see.
    public func journey(
        of offer: Offer.ID
    ) throws(PostgresError) -> (home: MunicipalityCode, venue: MunicipalityCode)? {
        try journey("offer AS bond", "bond.id = \(offer)")
    }

    /// The ends of the way that `bond` asks of a presenter, an offer or an assignment.
    private func journey(
        _ bond: SQL,
        _ condition: SQL
    ) throws(PostgresError) -> (home: MunicipalityCode, venue: MunicipalityCode)? {
        try session.first(
            """
            SELECT presenter.municipality_code AS home, request.venue_municipality_code AS venue
              FROM \(bond)
              JOIN presenter ON presenter.id = bond.presenter_id
              JOIN lecture_request AS request ON request.id = bond.request_id
             WHERE \(condition)
               AND NOT bond.online
               AND request.venue_municipality_code IS NOT NULL
            """
        ) { row throws(PostgresError) in (try row.value("home"), try row.value("venue")) }
    }
}
