public import KodanDomain
public import Postgres

extension OrganizationStore {
    /// Whether each of `ids` stands for itself, locked in order of key until the transaction ends; those that are not
    /// there are left out.
    public func lock(_ ids: [Organization.ID]) throws(PostgresError) -> [Organization.ID: OrganizationStatus]
    {
        let rows = try session.rows(
            "SELECT id, state FROM organization WHERE id = ANY (\(ids)::bigint[]) ORDER BY id FOR UPDATE"
        ) { row throws(PostgresError) -> (Organization.ID, OrganizationStatus) in
            (try row.value("id"), try row.value("state"))
        }
        return Dictionary(rows) { first, _ in first }
    }

    /// The one that stands for an organization: itself, or the one that it is part of; nil if there is none to be seen.
    ///
    /// It stands until the transaction ends: who would make it part of another one waits. Needs the sight of somebody
    /// who may change organizations.
    public func lockStanding(for id: Organization.ID) throws(PostgresError) -> Organization.ID? {
        // One that became part of another one while this waited for it is not the one any more.
        while let whole = try lockWhole(of: id) {
            if whole.isStanding { return whole.id }
        }
        return nil
    }

    private func lockWhole(
        of id: Organization.ID
    ) throws(PostgresError) -> (id: Organization.ID, isStanding: Bool)? {
        try session.first(
            """
            SELECT whole.id, whole.merged_into IS NULL AS is_standing
              FROM organization AS named
              JOIN organization AS whole ON whole.id = coalesce(named.merged_into, named.id)
             WHERE named.id = \(id)
               FOR SHARE OF whole
            """
        ) { row throws(PostgresError) -> (id: Organization.ID, isStanding: Bool) in
            (id: try row.value("id"), isStanding: try row.value("is_standing"))
        }
    }

    /// Makes an organization part of `successor`, with what is part of it already.
    ///
    /// Its members act for both from `today` on, and presenters who belong to it belong to both.
    public func merge(
        _ id: Organization.ID,
        into successor: Organization.ID,
        on today: LocalDate
    ) throws(PostgresError) {
        try session.change(
            "UPDATE organization SET state = 'merged', merged_into = \(successor) WHERE id = \(id)"
        )
        try session.execute("UPDATE organization SET merged_into = \(successor) WHERE merged_into = \(id)")
        try session.execute(
            """
            INSERT INTO organization_member (organization_id, user_id, valid)
            SELECT \(successor), old.user_id, daterange(\(today), upper(old.valid))
              FROM organization_member AS old
             WHERE old.organization_id = \(id)
               AND old.valid @> \(today)::date
               AND NOT EXISTS (
                   SELECT FROM organization_member AS present
                    WHERE present.organization_id = \(successor)
                      AND present.user_id = old.user_id
                      AND present.valid && daterange(\(today), upper(old.valid))
               )
            """
        )
        try session.execute(
            """
            INSERT INTO presenter_organization (presenter_id, organization_id, valid)
            SELECT old.presenter_id, \(successor), daterange(\(today), upper(old.valid))
              FROM presenter_organization AS old
             WHERE old.organization_id = \(id)
               AND old.valid @> \(today)::date
               AND NOT EXISTS (
                   SELECT FROM presenter_organization AS present
                    WHERE present.organization_id = \(successor)
                      AND present.presenter_id = old.presenter_id
                      AND present.valid && daterange(\(today), upper(old.valid))
               )
            """
        )
    }

    /// Ends a membership at once, or with the end of `today` where it began today; false for somebody who is no
    /// member today, or whose membership ends today anyway.
    public func cutMembership(
        of user: User.ID,
        in organization: Organization.ID,
        on today: LocalDate
    ) throws(PostgresError) -> Bool {
        try session.execute(
            """
            UPDATE organization_member
               SET valid = daterange(lower(valid), greatest(\(today)::date, lower(valid) + 1))
             WHERE organization_id = \(organization)
               AND user_id = \(user)
               AND valid @> \(today)::date
               AND NOT (lower(valid) = \(today)::date AND NOT valid @> \(today.adding(days: 1))::date)
            """
        ) == 1
    }

    /// Ends a membership with the end of `today`; false for somebody who is no member tomorrow anyway.
    public func endMembership(
        of user: User.ID,
        in organization: Organization.ID,
        on today: LocalDate
    ) throws(PostgresError) -> Bool {
        try session.execute(
            """
            UPDATE organization_member
               SET valid = daterange(lower(valid), \(today), '[]')
             WHERE organization_id = \(organization)
               AND user_id = \(user)
               AND valid @> \(today)::date
               AND valid @> \(today.adding(days: 1))::date
            """
        ) == 1
    }
}
