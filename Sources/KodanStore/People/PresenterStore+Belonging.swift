public import KodanDomain
public import Postgres

extension PresenterStore {
    /// To which organizations the presenter belongs on `day`, as their profile says.
    public func organizations(
        of id: Presenter.ID,
        on day: LocalDate
    ) throws(PostgresError) -> [Organization.ID] {
        try session.rows(
            """
            SELECT organization_id
              FROM presenter_organization
             WHERE presenter_id = \(id)
               AND valid @> \(day)::date
             ORDER BY organization_id
            """
        ) { row throws(PostgresError) in try row.value("organization_id") }
    }

    /// Makes the presenter belong to these organizations, which must exist, from `today` on and to no others.
    ///
    /// What began today ends with this day, everything else with the day before.
    public func setOrganizations(
        of id: Presenter.ID,
        to organizations: [Organization.ID],
        from today: LocalDate
    ) throws(PostgresError) {
        try session.execute(
            """
            UPDATE presenter_organization
               SET valid = daterange(lower(valid), greatest(\(today)::date, lower(valid) + 1))
             WHERE presenter_id = \(id)
               AND valid @> \(today)::date
               AND organization_id <> ALL (\(organizations)::bigint[])
            """
        )
        // What would have ended, goes on.
        try session.execute(
            """
            UPDATE presenter_organization
               SET valid = daterange(lower(valid), NULL)
             WHERE presenter_id = \(id)
               AND valid @> \(today)::date
               AND NOT upper_inf(valid)
               AND organization_id = ANY (\(organizations)::bigint[])
            """
        )
        try session.execute(
            """
            INSERT INTO presenter_organization (presenter_id, organization_id, valid)
            SELECT \(id)::bigint, wished.id, daterange(\(today)::date, NULL)
              FROM unnest(\(organizations)::bigint[]) AS wished (id)
             WHERE NOT EXISTS (
                       SELECT FROM presenter_organization AS present
                        WHERE present.presenter_id = \(id)
                          AND present.organization_id = wished.id
                          AND present.valid @> \(today)::date
                   )
            """
        )
    }
}
