public import KodanDomain
public import Postgres

/// What waits for accounting, as counts.
public struct AccountingDeskQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// The desk as `user` sees it at `now`, with at most `limit` months.
    public func desk(
        of user: User.ID?,
        at now: Instant,
        limit: Int
    ) throws(PostgresError) -> AccountingDesk {
        let months = try session.rows(
            "\(query(user, now)) ORDER BY payment_month.month DESC LIMIT \(limit)",
            as: MonthWork.init(row:)
        )
        return try session.one(
            """
            SELECT (SELECT count(*)::integer FROM finding WHERE state = 'open' AND severity = 'blocks') AS blocking,
                   (SELECT count(*)::integer FROM finding WHERE state = 'open' AND severity = 'warns') AS warning,
                   (SELECT count(*)::integer FROM payee_account WHERE confirmed_at IS NULL) AS accounts,
                   (SELECT count(*)::integer
                      FROM payment_notice
                     WHERE objected_at IS NOT NULL
                       AND NOT EXISTS (
                           SELECT FROM payment_notice AS later WHERE later.replaces_id = payment_notice.id
                       )) AS objections
            """
        ) { row throws(PostgresError) in
            AccountingDesk(
                months: months,
                blocking: try row.value("blocking"),
                warning: try row.value("warning"),
                accounts: try row.value("accounts"),
                objections: try row.value("objections")
            )
        }
    }

    /// How far one month has come, as `user` sees it at `now`; nil if it was never opened.
    public func work(
        of month: YearMonth,
        for user: User.ID?,
        at now: Instant
    ) throws(PostgresError) -> MonthWork? {
        try session.first(
            "\(query(user, now)) WHERE payment_month.month = \(month)::date",
            as: MonthWork.init(row:)
        )
    }

    private func query(_ user: User.ID?, _ now: Instant) -> SQL {
        """
        SELECT payment_month.month, payment_month.pay_on, payment_month.state = 'closed' AS is_closed, sums.*,
               CASE WHEN payment_month.state = 'closed' THEN sums.payments - (
                   SELECT count(*)::integer
                     FROM payment
                    WHERE payment.month = payment_month.month
                      AND EXISTS (
                          -- The first of each payment, for which there is an index.
                          SELECT FROM payment_notice
                           WHERE payment_notice.payment_id = payment.id AND payment_notice.replaces_id IS NULL
                      )
               ) ELSE 0 END AS unnoticed
          FROM payment_month
         CROSS JOIN LATERAL (
                   SELECT (count(*) FILTER (WHERE state <> 'dropped'))::integer AS payments,
                          (count(*) FILTER (WHERE state = 'draft'))::integer AS drafts,
                          (count(*) FILTER (WHERE \(PaymentQueries.isSentBack)))::integer AS sent_back,
                          (count(*) FILTER (WHERE state = 'submitted'))::integer AS submitted,
                          coalesce(encode(sha256(convert_to(string_agg(
                              concat_ws(' ', payment.id, extract(epoch FROM payment.submitted_at), (
                                  \(AccountStore.newestConfirmed(at: now))
                              )), ',' ORDER BY payment.id
                          ) FILTER (WHERE state = 'submitted'), 'UTF8')), 'hex'), '') AS submitted_mark,
                          coalesce(array_agg(payment.id ORDER BY payment.id) FILTER (
                              WHERE state = 'submitted' AND net > 0 AND (
                                  \(AccountStore.newestConfirmed(at: now))
                              ) <> (
                                  \(PaymentQueries.earlierAccount)
                              )), '{}') AS moved,
                          (count(*) FILTER (WHERE state = 'submitted' AND (
                              prepared_by = \(user)::bigint OR EXISTS (
                                  SELECT FROM presenter_payee
                                    JOIN presenter ON presenter.id = presenter_payee.presenter_id
                                   WHERE presenter_payee.payee_id = payment.payee_id
                                     AND presenter.user_id = \(user)::bigint
                              ))))::integer AS own,
                          (count(*) FILTER (WHERE state = 'approved'))::integer AS approved,
                          (count(*) FILTER (WHERE state = 'closed' AND net > 0))::integer AS unsent,
                          (count(*) FILTER (WHERE state = 'closed' AND net < 0))::integer AS claims,
                          (count(*) FILTER (WHERE state = 'exported' AND EXISTS (
                              SELECT FROM transfer_attempt
                               WHERE transfer_attempt.payment_id = payment.id
                                 AND transfer_attempt.state = 'sent'
                          )))::integer AS sent,
                          (count(*) FILTER (WHERE state = 'exported' AND NOT EXISTS (
                              SELECT FROM transfer_attempt
                               WHERE transfer_attempt.payment_id = payment.id
                                 AND transfer_attempt.state <> 'returned'
                          ) AND (\(TransferStore.isStillOwed))))::integer AS returned,
                          (count(*) FILTER (WHERE state = 'exported' AND NOT EXISTS (
                              SELECT FROM transfer_attempt
                               WHERE transfer_attempt.payment_id = payment.id
                                 AND transfer_attempt.state <> 'returned'
                          ) AND (\(TransferStore.isStillOwed)) AND (
                              SELECT transfer_attempt.account_id
                                FROM transfer_attempt
                               WHERE transfer_attempt.payment_id = payment.id
                               ORDER BY transfer_attempt.id DESC
                               LIMIT 1
                          ) = (
                              \(AccountStore.newestConfirmed(at: now))
                          )))::integer AS unchanged
                     FROM payment
                    WHERE payment.month = payment_month.month
               ) AS sums
        """
    }
}

extension MonthWork {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            month: try row.value("month"),
            payOn: try row.value("pay_on"),
            isClosed: try row.value("is_closed"),
            drafts: try row.value("drafts"),
            sentBack: try row.value("sent_back"),
            submitted: try row.value("submitted"),
            submittedMark: try row.value("submitted_mark"),
            moved: try row.value("moved"),
            own: try row.value("own"),
            approved: try row.value("approved"),
            unsent: try row.value("unsent"),
            sent: try row.value("sent"),
            returned: try row.value("returned"),
            unchanged: try row.value("unchanged"),
            unnoticed: try row.value("unnoticed"),
            claims: try row.value("claims")
        )
    }
}
