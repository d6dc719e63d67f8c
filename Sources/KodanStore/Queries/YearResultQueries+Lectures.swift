public import KodanDomain
import Postgres

extension YearResultQueries {
    /// Calls `body` with each lecture that was held in `year` and that the actor may see, the earliest first.
    ///
    /// The same lectures as those that months and prefectures count.
    public func forEachLecture(of year: FiscalYear, _ body: (HeldLecture) throws -> Void) throws {
        let held: SQL = """
            SELECT bound.id, bound.request_id, programme.name_ja AS programme, request.title, topic.name_ja AS topic,
                   bound.during, bound.online, host.name AS organization, host.kind AS organization_kind,
                   prefecture.name AS prefecture, request.venue_name, bound.presenter_id,
                   presenter.family_name || ' ' || presenter.given_name AS presenter_name,
                   request.expected_attendance, coalesce(report.minutes, confirmed.minutes) AS minutes,
                   coalesce(report.attendance, confirmed.attendance) AS attendance, report.summary,
                   confirmed.satisfaction, confirmed.would_ask_again, confirmed.comment
              FROM assignment AS bound
              JOIN lecture_request AS request ON request.id = bound.request_id
              JOIN programme ON programme.id = request.programme_id
              JOIN topic ON topic.code = request.topic_code
              JOIN prefecture ON prefecture.code = request.prefecture_code
              LEFT JOIN organization AS host ON host.id = request.organization_id
              LEFT JOIN presenter ON presenter.id = bound.presenter_id
              \(YearResultQueries.said)
             WHERE \(YearResultQueries.held(in: year))
             ORDER BY lower(bound.during), bound.id
            """
        try session.forEach(held) { row in try body(HeldLecture(row: row)) }
    }
}

extension HeldLecture {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            assignment: try row.value("id"),
            request: try row.value("request_id"),
            programme: try row.value("programme"),
            title: try row.value("title"),
            topic: try row.value("topic"),
            during: try row.value("during"),
            isOnline: try row.value("online"),
            organization: try row.optional("organization"),
            organizationKind: try row.optional("organization_kind"),
            prefecture: try row.value("prefecture"),
            venue: try row.optional("venue_name"),
            presenter: try row.value("presenter_id"),
            presenterName: try row.optional("presenter_name"),
            expectedAttendance: try row.value("expected_attendance"),
            minutes: try row.optional("minutes"),
            attendance: try row.optional("attendance"),
            summary: try row.optional("summary"),
            satisfaction: try row.optional("satisfaction"),
            wouldAskAgain: try row.optional("would_ask_again"),
            comment: try row.optional("comment")
        )
    }
}
