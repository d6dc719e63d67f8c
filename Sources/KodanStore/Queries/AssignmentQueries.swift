public import KodanDomain
public import Postgres

/// Assignments as their readers see them; row-level security decides which.
public struct AssignmentQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// What a summary tells, beside the title of its request.
    ///
    /// A host is not told why a presenter left: illness and the like are nobody's but the body's.
    private static let columns: SQL = """
        assignment.id AS assignment_id, assignment.request_id, assignment.presenter_id,
        presenter.family_name || ' ' || presenter.given_name AS presenter_name, assignment.during,
        assignment.online, CASE WHEN kodan_role() <> 'host' THEN assignment.travel_minutes END AS travel_minutes,
        assignment.state AS assignment_state,
        assignment.assigned_at, assignment.ended_at, assignment.ended_by,
        CASE WHEN kodan_role() <> 'host' OR assignment.ended_by = 'host' THEN assignment.end_reason END AS end_reason,
        assignment.presenter_reconfirmed_at, assignment.host_reconfirmed_at, lecture_report.reported_at,
        host_confirmation.confirmed_at
        """

    /// What stands beside an assignment.
    private static let joins: SQL = """
          LEFT JOIN presenter ON presenter.id = assignment.presenter_id
          LEFT JOIN lecture_report ON lecture_report.assignment_id = assignment.id
          LEFT JOIN host_confirmation ON host_confirmation.assignment_id = assignment.id
        """

    private static let query: SQL = """
        SELECT request.title, \(columns), lecture_report.id AS report_id, lecture_report.held,
               lecture_report.minutes AS reported_minutes, lecture_report.attendance AS reported_attendance,
               lecture_report.summary, host_confirmation.id AS confirmation_id,
               host_confirmation.minutes AS confirmed_minutes,
               host_confirmation.attendance AS confirmed_attendance, host_confirmation.satisfaction,
               host_confirmation.would_ask_again, host_confirmation.comment
          FROM assignment
          JOIN lecture_request AS request ON request.id = assignment.request_id
        \(joins)
        """

    /// The newest assignment of each `request` that the actor may see.
    static let newestOfRequest: SQL = """
        SELECT \(columns)
          FROM assignment
        \(joins)
         WHERE assignment.request_id = request.id
         ORDER BY assignment.id DESC
         LIMIT 1
        """

    /// At most `limit` assignments that pass `filter` and that `reader` may see, with keys behind `after` in the
    /// filter's order.
    public func list(
        _ filter: AssignmentFilter,
        for reader: Actor,
        after: Assignment.ID?,
        limit: Int
    ) throws(PostgresError) -> [AssignmentSummary] {
        let order: SQL = filter.isNewestFirst ? "DESC" : "ASC"
        let ofRequest: SQL =
            if let request = filter.request { "AND assignment.request_id = \(request)" } else { "" }
        let bound: SQL =
            if let presenter = filter.presenter { "AND assignment.presenter_id = \(presenter)" } else { "" }
        let asked: SQL =
            if let organization = filter.organization { "AND request.organization_id = \(organization)" } else
            {
                ""
            }
        let start = filter.from.map { Instant($0, .midnight) }
        let end = filter.to.map { Instant($0.adding(days: 1), .midnight) }
        let from: SQL = if let start { "AND lower(assignment.during) >= \(start)" } else { "" }
        let to: SQL = if let end { "AND lower(assignment.during) < \(end)" } else { "" }
        // By an index over the days, which row-level security would keep from serving.
        let around: SQL =
            filter.from == nil && filter.to == nil
            ? "" : "AND assignment.id = ANY ((SELECT kodan_assignments_around(\(start), \(end)))::bigint[])"
        return try session.rows(
            """
            \(AssignmentQueries.query)
             WHERE \(behind(after, "assignment.id", isNewestFirst: filter.isNewestFirst))
            \(ofRequest)
            \(bound)
            \(asked)
            \(ownLectures(of: reader))
            \(anyOf(filter.states, "assignment.state"))
            \(around)
            \(from)
            \(to)
             ORDER BY assignment.id \(order)
             LIMIT \(limit)
            """,
            as: AssignmentSummary.init(row:)
        )
    }

    /// One assignment; nil if there is none that the actor may see.
    public func detail(_ id: Assignment.ID) throws(PostgresError) -> AssignmentDetail? {
        let deliveries = try deliveries(of: id)
        return try session.first("\(AssignmentQueries.query) WHERE assignment.id = \(id)") {
            row throws(PostgresError) in
            AssignmentDetail(
                summary: try AssignmentSummary(row: row),
                report: try row.report(),
                confirmation: try row.confirmation(),
                deliveries: deliveries
            )
        }
    }

    private func deliveries(of id: Assignment.ID) throws(PostgresError) -> [DeliverySummary] {
        try session.rows(
            """
            SELECT material_delivery.id, material.code, edition.label, material_delivery.quantity,
                   material_delivery.ship_by, material_delivery.state, material_delivery.used_at
              FROM material_delivery
              JOIN edition ON edition.id = material_delivery.edition_id
              JOIN material ON material.id = edition.material_id
             WHERE material_delivery.assignment_id = \(id)
             ORDER BY material_delivery.id
            """
        ) { row throws(PostgresError) in
            DeliverySummary(
                id: try row.value("id"),
                material: try row.value("code"),
                edition: try row.value("label"),
                quantity: try row.value("quantity"),
                shipBy: try row.value("ship_by"),
                state: try row.value("state"),
                usedAt: try row.optional("used_at")
            )
        }
    }
}

extension AssignmentSummary {
    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.value("assignment_id"),
            request: try row.value("request_id"),
            title: try row.value("title"),
            presenter: try row.value("presenter_id"),
            presenterName: try row.optional("presenter_name"),
            during: try row.value("during"),
            isOnline: try row.value("online"),
            travelMinutes: try row.optional("travel_minutes"),
            state: try row.value("assignment_state"),
            assignedAt: try row.value("assigned_at"),
            endedAt: try row.optional("ended_at"),
            endedBy: try row.optional("ended_by"),
            endReason: try row.optional("end_reason"),
            presenterReconfirmedAt: try row.optional("presenter_reconfirmed_at"),
            hostReconfirmedAt: try row.optional("host_reconfirmed_at"),
            reportedAt: try row.optional("reported_at"),
            confirmedAt: try row.optional("confirmed_at")
        )
    }
}

extension Row {
    fileprivate func report() throws(PostgresError) -> FiledReport? {
        guard let id: LectureReport.ID = try optional("report_id") else { return nil }
        return FiledReport(
            id: id,
            held: try value("held"),
            minutes: try value("reported_minutes"),
            attendance: try value("reported_attendance"),
            summary: try value("summary")
        )
    }

    fileprivate func confirmation() throws(PostgresError) -> FiledConfirmation? {
        guard let id: HostConfirmation.ID = try optional("confirmation_id") else { return nil }
        return FiledConfirmation(
            id: id,
            minutes: try value("confirmed_minutes"),
            attendance: try value("confirmed_attendance"),
            satisfaction: try optional("satisfaction"),
            wouldAskAgain: try optional("would_ask_again"),
            comment: try value("comment")
        )
    }
}
