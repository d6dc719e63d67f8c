// What is tried with months, their snapshots and their bank files, and what stops it.

extension MoneyRuleTests {
    static let months = [
        Attempt(
            "a month closed over a draft",
            closing("2026-12-01", "1, 1, 1, 30000, 30000, 3063, 26937, 1, 26937"),
            "payment_month_all_approved"
        ),
        Attempt(
            "a month closed with other totals",
            closing("2027-01-01", "1, 0, 0, 0, 0, 0, 0, 0, 0"),
            "payment_month_totals"
        ),
        Attempt(
            "a month closed with other lines",
            closing("2027-01-01", "0, 0, 1, 0, 0, 0, 0, 0, 0"),
            "payment_month_totals"
        ),
        Attempt(
            "a month closed with other transfers",
            closing("2027-01-01", "0, 0, 0, 0, 0, 0, 0, 1, 0"),
            "payment_month_totals"
        ),
        Attempt(
            "a month closed without its snapshot",
            "UPDATE payment \(submit) WHERE id = 2; UPDATE payment \(approve) WHERE id = 2; "
                + closing("2026-12-01", "1, 1, 1, 30000, 30000, 3063, 26937, 1, 26937"),
            "payment_month_snapshot"
        ),
        Attempt(
            "a snapshot of a closed month",
            snapshot().replacing(", 1, 1, 1,", with: ", 2, 1, 2,"),
            "month_line_closed"
        ),
        Attempt("a snapshot changed", "UPDATE month_line SET fee = 1", "month_line_append_only"),
        Attempt(
            "a closed month changed",
            "UPDATE payment_month SET tax = 0 WHERE month = '2026-11-01'",
            "payment_month_kept"
        ),
        Attempt(
            "a closed month opened",
            "UPDATE payment_month SET state = 'open' WHERE month = '2026-11-01'",
            "payment_month_kept"
        ),
        Attempt(
            "a month deleted",
            "DELETE FROM payment_month WHERE month = '2027-01-01'",
            "payment_month_kept"
        ),
        Attempt(
            "a payment day outside its month",
            "INSERT INTO payment_month (month, pay_on, state, opened_at) "
                + "VALUES ('2027-02-01', '2027-03-01', 'open', '2026-11-01T00:00:00Z')",
            "payment_month_pay_on"
        ),
    ]

    static let transfers = [
        Attempt(
            "a transfer of another amount",
            file + transfer(1, amount: 30_000),
            "transfer_attempt_of_payment"
        ),
        Attempt("a transfer for a draft", file + transfer(2), "transfer_attempt_of_payment"),
        Attempt(
            "a first transfer to another account",
            file + transfer(1, account: 2),
            "transfer_attempt_of_payment"
        ),
        Attempt(
            "two live transfers",
            file + transfer(1) + transfer(1, record: 2),
            "transfer_attempt_one_live"
        ),
        Attempt(
            "a transfer's amount changed",
            file + transfer(1) + "UPDATE transfer_attempt SET amount = 1",
            "transfer_attempt_kept"
        ),
        Attempt(
            "a transfer deleted",
            file + transfer(1) + "DELETE FROM transfer_attempt",
            "transfer_attempt_kept"
        ),
        Attempt(
            "a return without a reason",
            file + transfer(1) + "UPDATE transfer_attempt SET state = 'returned', result_on = '2026-11-25'",
            "transfer_attempt_reason"
        ),
        Attempt(
            "another answer of the bank",
            file + transfer(1) + "UPDATE transfer_attempt SET state = 'paid', result_on = '2026-11-25'; "
                + "UPDATE transfer_attempt SET result_on = '2026-11-26'",
            "transfer_attempt_kept"
        ),
        Attempt(
            "another day of payment of what came back",
            file + transfer(1) + "UPDATE transfer_attempt SET state = 'paid', result_on = '2026-11-25'; "
                + "UPDATE transfer_attempt SET state = 'returned', result_on = '2026-11-27', return_reason = 'x', "
                + "paid_on = '2026-11-24'",
            "transfer_attempt_kept"
        ),
        Attempt(
            "what came back before it was paid",
            file + transfer(1) + "UPDATE transfer_attempt SET state = 'paid', result_on = '2026-11-25'; "
                + "UPDATE transfer_attempt SET state = 'returned', result_on = '2026-11-24', return_reason = 'x', "
                + "paid_on = '2026-11-25'",
            "transfer_attempt_paid_before"
        ),
        Attempt(
            "a return of what was never paid, as if it had been",
            file + transfer(1) + "UPDATE transfer_attempt SET state = 'returned', result_on = '2026-11-25', "
                + "return_reason = 'x', paid_on = '2026-11-25'",
            "transfer_attempt_kept"
        ),
        Attempt(
            "a paid payment that is unpaid again, though its transfer stands",
            file + transfer(1) + "UPDATE payment SET state = 'exported' WHERE id = 1; "
                + "UPDATE transfer_attempt SET state = 'paid', result_on = '2026-11-25'; "
                + "UPDATE payment SET state = 'paid', paid_on = '2026-11-25' WHERE id = 1; "
                + "UPDATE payment SET state = 'exported', paid_on = NULL WHERE id = 1",
            "payment_kept"
        ),
        Attempt(
            "a bank file changed",
            file + "UPDATE transfer_file SET total = 1",
            "transfer_file_append_only"
        ),
    ]
}
