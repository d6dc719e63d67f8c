public import KodanDomain
public import Postgres

extension RequestStore {
    /// Makes `successor` the contact of every request of `organization` that goes on, or is yet a draft, and at which
    /// `user` is reached, by their own address; the telephone stays, and the links of the requests' pages end.
    ///
    /// The requests as they are then, by key.
    public func handOver(
        from user: User.ID,
        in organization: Organization.ID,
        to successor: NewUser
    ) throws(PostgresError) -> [StoredRequest] {
        let requests = try session.rows(
            """
            SELECT request.id
              FROM lecture_request AS request
              JOIN app_user ON app_user.id = \(user) AND app_user.email_key = lower(request.contact_email)
             WHERE request.organization_id = \(organization)
               AND request.asking_presenter_id IS NULL
               AND request.state NOT IN ('rejected', 'closed', 'cancelled')
             ORDER BY request.id
               FOR UPDATE OF request
            """
        ) { row throws(PostgresError) -> LectureRequest.ID in try row.value("id") }
        var handed: [StoredRequest] = []
        for id in requests {
            let one = try session.one(
                """
                UPDATE lecture_request
                   SET contact_name = \(successor.name), contact_email = \(successor.email),
                       link_round = link_round + 1
                 WHERE id = \(id)
                RETURNING \(RequestStore.columns)
                """,
                as: StoredRequest.init(row:)
            )
            handed.append(one)
        }
        return handed
    }
}
