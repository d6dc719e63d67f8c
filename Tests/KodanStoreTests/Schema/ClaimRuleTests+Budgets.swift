/// Attempts on findings and budgets.
extension Breach {
    static func finding(_ values: String) -> String {
        """
        INSERT INTO finding (kind, severity, assignment_id, payee_id, other, state, found_at)
        VALUES (\(values), '2026-06-02T00:00:00Z')
        """
    }

    static let findings = [
        Breach(
            "a finding of no kind",
            finding("'gossip', 'blocks', 1, NULL, '', 'open'"),
            by: "finding_kind"
        ),
        Breach(
            "a finding without weight",
            finding("'hours_differ', 'notes', 1, NULL, '', 'open'"),
            by: "finding_severity"
        ),
        Breach(
            "a finding about nobody",
            finding("'hours_differ', 'warns', NULL, NULL, '', 'open'"),
            by: "finding_subject"
        ),
        Breach(
            "a finding about two",
            finding("'hours_differ', 'warns', 1, 1, '', 'open'"),
            by: "finding_subject"
        ),
        Breach(
            "another one that is no key",
            finding("'hours_differ', 'warns', 1, NULL, 'Ana', 'open'"),
            by: "finding_other"
        ),
        Breach(
            "a finding that is elsewhere",
            """
            INSERT INTO finding (kind, severity, assignment_id, other, state, found_at, ended_at)
            VALUES ('hours_differ', 'warns', 1, '', 'lost', '2026-06-02', '2026-06-03')
            """,
            by: "finding_state"
        ),
        Breach(
            "a finding that is gone at no time",
            finding("'hours_differ', 'warns', 1, NULL, '', 'gone'"),
            by: "finding_ended"
        ),
        Breach(
            "a finding cleared by nobody",
            "UPDATE finding SET state = 'cleared', ended_at = '2026-06-03', reason = 'x'",
            by: "finding_cleared"
        ),
        Breach(
            "a finding cleared without a reason",
            "UPDATE finding SET state = 'cleared', ended_at = '2026-06-03', cleared_by = 1",
            by: "finding_cleared"
        ),
        Breach(
            "a finding gone by somebody",
            "UPDATE finding SET state = 'gone', ended_at = '2026-06-03', cleared_by = 1",
            by: "finding_cleared"
        ),
        Breach(
            "the same finding twice",
            finding("'fee_declined', 'blocks', 1, NULL, '', 'open'"),
            by: "finding_once"
        ),
        Breach(
            "the same finding after it was cleared",
            "UPDATE finding SET state = 'cleared', ended_at = '2026-06-03', cleared_by = 1, reason = 'x'; "
                + finding("'fee_declined', 'blocks', 1, NULL, '', 'open'"),
            by: "finding_once"
        ),
        Breach(
            "money held back that goes out all the same",
            finding("'held', 'warns', NULL, 1, 'hld-1', 'open'"),
            by: "finding_held"
        ),
        Breach(
            "money of a lecture held back, not of a payee",
            finding("'held', 'blocks', 1, NULL, 'hld-1', 'open'"),
            by: "finding_held"
        ),
        Breach(
            "a payee held back twice at once",
            finding("'held', 'blocks', NULL, 1, 'hld-1', 'open'") + "; "
                + finding("'held', 'blocks', NULL, 1, 'hld-2', 'open'"),
            by: "finding_held_once"
        ),
        Breach("a finding of another kind", "UPDATE finding SET kind = 'over_limit'", by: "finding_kept"),
        Breach("a finding made lighter", "UPDATE finding SET severity = 'warns'", by: "finding_kept"),
        Breach("a finding deleted", "DELETE FROM finding", by: "finding_kept"),
        Breach(
            "a clearance changed",
            "UPDATE finding SET state = 'cleared', ended_at = '2026-06-03', cleared_by = 1, reason = 'x'; UPDATE finding SET reason = 'y'",
            by: "finding_kept"
        ),
    ]

    static func reservation(amount: Int = 25_000) -> String {
        """
        INSERT INTO budget_reservation (request_id, programme_id, fiscal_year, amount, reserved_at)
        SELECT 1, programme_id, 2026, \(amount), '2026-04-02T00:00:00Z' FROM budget
        """
    }

    private static func budget(_ values: String) -> String {
        "INSERT INTO budget (programme_id, fiscal_year, amount, reason, set_by, set_at) SELECT programme_id, \(values), 1, '2026-04-01' FROM budget"
    }

    static let budgets = [
        Breach("a budget of less than nothing", budget("2026, -1, 'x'"), by: "budget_amount"),
        Breach("a budget of too much", budget("2026, 1000000000000, 'x'"), by: "budget_amount"),
        Breach("a budget of another age", budget("1999, 1, 'x'"), by: "budget_year"),
        Breach("a budget without a reason", budget("2026, 1, ''"), by: "budget_reason"),
        Breach("a budget changed", "UPDATE budget SET amount = 1", by: "budget_append_only"),
        Breach("a budget taken back", "DELETE FROM budget", by: "budget_append_only"),
        Breach(
            "a reservation of less than nothing",
            "UPDATE budget_reservation SET released_at = reserved_at, released_for = 'spent'; "
                + reservation(amount: -1),
            by: "budget_reservation_amount"
        ),
        Breach("two reservations for one request", reservation(), by: "budget_reservation_once"),
        Breach(
            "a reservation that grows",
            "UPDATE budget_reservation SET amount = 30000",
            by: "budget_reservation_kept"
        ),
        Breach("a reservation deleted", "DELETE FROM budget_reservation", by: "budget_reservation_kept"),
        Breach(
            "a reservation released for nothing",
            "UPDATE budget_reservation SET released_at = reserved_at",
            by: "budget_reservation_released"
        ),
        Breach(
            "a reservation released for fun",
            "UPDATE budget_reservation SET released_at = reserved_at, released_for = 'fun'",
            by: "budget_reservation_for"
        ),
        Breach(
            "a reservation released before it was made",
            "UPDATE budget_reservation SET released_at = '2026-03-31', released_for = 'spent'",
            by: "budget_reservation_later"
        ),
        Breach(
            "a release taken back",
            "UPDATE budget_reservation SET released_at = reserved_at, released_for = 'spent'; UPDATE budget_reservation SET released_at = NULL, released_for = NULL",
            by: "budget_reservation_kept"
        ),
    ]
}
