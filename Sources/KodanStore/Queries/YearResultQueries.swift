public import KodanDomain
public import Postgres

/// What was held in a fiscal year, month by month and by prefecture.
public struct YearResultQueries {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// The months of `year` in which something was held.
    public func months(of year: FiscalYear) throws(PostgresError) -> [YearResult.Month] {
        try session.rows(
            """
            SELECT date_trunc('month', lower(bound.during) AT TIME ZONE 'Asia/Tokyo')::date AS month,
                   \(YearResultQueries.tally)
              FROM assignment AS bound
              \(YearResultQueries.said)
             WHERE \(YearResultQueries.held(in: year))
             GROUP BY 1
             ORDER BY 1
            """
        ) { row throws(PostgresError) in
            let first: LocalDate = try row.value("month")
            return YearResult.Month(first.yearMonth, try HeldTally(row))
        }
    }

    /// All prefectures with what was held there; online lectures count where the host is.
    public func prefectures(of year: FiscalYear) throws(PostgresError) -> [YearResult.Prefecture] {
        try session.rows(
            """
            SELECT prefecture.code, prefecture.name, \(YearResultQueries.tally)
              FROM prefecture
              LEFT JOIN (
                    lecture_request AS request
                    JOIN assignment AS bound ON bound.request_id = request.id AND \(YearResultQueries.held(in: year))
                   ) ON request.prefecture_code = prefecture.code
              \(YearResultQueries.said)
             GROUP BY prefecture.code, prefecture.name
             ORDER BY prefecture.code
            """
        ) { row throws(PostgresError) in
            YearResult.Prefecture(try row.value("code"), try row.value("name"), try HeldTally(row))
        }
    }

    /// Which of `bound` count.
    static func held(in year: FiscalYear) -> SQL {
        """
        bound.state = 'delivered'
        AND lower(bound.during) >= \(Instant(year.first, .midnight))
        AND lower(bound.during) < \(Instant(year.last.adding(days: 1), .midnight))
        """
    }

    /// What the two sides of `bound` said.
    static let said: SQL = """
        LEFT JOIN lecture_report AS report ON report.assignment_id = bound.id
        LEFT JOIN host_confirmation AS confirmed ON confirmed.assignment_id = bound.id
        """

    private static let tally: SQL = """
        count(bound.id) AS lectures,
        coalesce(sum(coalesce(report.attendance, confirmed.attendance)), 0)::bigint AS attendance,
        count(confirmed.satisfaction) AS answers,
        coalesce(sum(confirmed.satisfaction), 0)::bigint AS satisfaction,
        count(*) FILTER (WHERE confirmed.would_ask_again) AS would_ask_again
        """
}

extension HeldTally {
    fileprivate init(_ row: Row) throws(PostgresError) {
        self.init(
            lectures: try row.value("lectures"),
            attendance: try row.value("attendance"),
            answers: try row.value("answers"),
            satisfaction: try row.value("satisfaction"),
            wouldAskAgain: try row.value("would_ask_again")
        )
    }
}
