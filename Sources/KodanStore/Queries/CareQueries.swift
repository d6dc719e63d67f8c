public import KodanDomain
public import Postgres

/// What of the office wants somebody's care; sees all, so it is to be asked as the service itself.
public struct CareQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// All of it at `now`, in two statements.
    ///
    /// What waits for a seal is looked for behind the newest sealed event only: the others are sealed within seconds.
    /// That event's key comes whole out of its own question: behind row-level security an expression around it keeps
    /// the index from being used, and the whole record was read.
    public func care(at now: Instant) throws(PostgresError) -> OfficeCare {
        let rates = try endingRates(from: now.date, to: now.date.adding(days: 120))
        return try session.one(
            """
            SELECT (SELECT count(*) FROM outbox_message WHERE state = 'dead') AS dead,
                   (SELECT count(*) FROM outbox_message
                     WHERE state = 'queued' AND NOT is_announcement
                       AND due_at < \(now.adding(minutes: -60))) AS late,
                   (SELECT count(DISTINCT address) FROM mail_bounce
                     WHERE is_hard AND cleared_at IS NULL) AS closed,
                   (SELECT count(DISTINCT app_user.id)
                      FROM app_user
                      JOIN user_role AS held ON held.user_id = app_user.id AND held.revoked_at IS NULL
                     WHERE app_user.state = 'active' AND held.role = 'administrator') AS administrators,
                   (SELECT count(DISTINCT app_user.id)
                      FROM app_user
                      JOIN user_role AS held ON held.user_id = app_user.id AND held.revoked_at IS NULL
                     WHERE app_user.state = 'active'
                       AND held.role NOT IN ('host', 'presenter')
                       AND NOT EXISTS (
                           SELECT FROM user_totp
                            WHERE user_totp.user_id = app_user.id AND confirmed_at IS NOT NULL
                       )) AS without_codes,
                   (SELECT count(*) FROM access_token
                     WHERE revoked_at IS NULL
                       AND expires_at > \(now)
                       AND expires_at < \(now.adding(days: 30))) AS ending_tokens,
                   (SELECT sealed_at FROM audit_seal ORDER BY id DESC LIMIT 1) AS sealed_at,
                   (SELECT at FROM audit_event
                     WHERE id > (SELECT coalesce(max(event_id), 0) FROM audit_sealed_event)
                     ORDER BY id LIMIT 1) AS unsealed_since,
                   (SELECT max(year) FROM holiday_year) AS holiday_year
            """
        ) { row throws(PostgresError) in
            OfficeCare(
                deadMails: try row.value("dead"),
                lateMails: try row.value("late"),
                closedAddresses: try row.value("closed"),
                administrators: try row.value("administrators"),
                staffWithoutCodes: try row.value("without_codes"),
                endingTokens: try row.value("ending_tokens"),
                sealedAt: try row.optional("sealed_at"),
                unsealedSince: try row.optional("unsealed_since"),
                lastHolidayYear: try row.optional("holiday_year"),
                endingRates: rates
            )
        }
    }

    /// Subjects of which no row holds beyond a day between `first` and `last`.
    private func endingRates(from first: LocalDate, to last: LocalDate) throws(PostgresError) -> [EndingRate]
    {
        try session.rows(
            """
            SELECT kind, last_day, count(*) AS subjects
              FROM (
                  SELECT kind, subject, max(upper(valid)) - 1 AS last_day
                    FROM (
                        SELECT 'fee' AS kind, rank_code || coalesce(' ' || programme_id, '') AS subject, valid
                          FROM fee_rate
                        UNION ALL SELECT 'withholding', payee_class, valid FROM withholding_rate
                        UNION ALL SELECT 'consumption-tax', '', valid FROM consumption_tax_rate
                        UNION ALL SELECT 'deduction', '', valid FROM transitional_deduction
                        UNION ALL SELECT 'travel', kind || coalesce(' ' || prefecture_code, ''), valid
                          FROM travel_rate
                        UNION ALL SELECT 'evidence', claim || ' ' || evidence_kind, valid FROM evidence_rule
                    ) AS rate
                   GROUP BY kind, subject
                  HAVING NOT bool_or(upper_inf(valid))
              ) AS ending
             WHERE last_day BETWEEN \(first) AND \(last)
             GROUP BY kind, last_day
             ORDER BY last_day, kind
            """
        ) { row throws(PostgresError) in
            EndingRate(
                kind: try row.value("kind"),
                lastDay: try row.value("last_day"),
                count: try row.value("subjects")
            )
        }
    }
}
