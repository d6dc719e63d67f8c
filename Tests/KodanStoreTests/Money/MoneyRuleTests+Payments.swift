// What is tried with payments and their lines, and what stops it.

extension MoneyRuleTests {
    static let payments = [
        Attempt("an honorarium in two live payments", line(2, 1), "payment_line_once"),
        Attempt(
            "another payee's honorarium",
            payment(on: "2026-12-25", payee: 2) + line(3, 2),
            "payment_line_of_honorarium"
        ),
        Attempt(
            "a line of another amount",
            payment(on: "2027-01-25")
                + "UPDATE payment_line SET released_at = included_at WHERE payment_id = 2; "
                + "INSERT INTO payment_line VALUES (3, 2, 1, 0, '2026-11-02T00:00:00Z', NULL, 1)",
            "payment_line_of_honorarium"
        ),
        Attempt(
            "a line taken from a closed payment",
            "UPDATE payment_line SET released_at = included_at WHERE payment_id = 1",
            "payment_line_kept"
        ),
        Attempt("a line deleted", "DELETE FROM payment_line WHERE payment_id = 2", "payment_line_kept"),
        Attempt("a payment deleted", "DELETE FROM payment WHERE id = 2", "payment_kept"),
        Attempt("a payment in a closed month", payment(on: "2026-11-25", payee: 2), "payment_month_closed"),
        Attempt(
            "a payment born submitted",
            payment(on: "2027-01-25", state: "submitted"),
            "payment_begins"
        ),
        Attempt("a second payment on the date", payment(on: "2026-12-25"), "payment_payee_id_pay_on_key"),
        Attempt("the tax of a closed payment", "UPDATE payment SET tax = 0 WHERE id = 1", "payment_kept"),
        Attempt(
            "the account of a closed payment",
            "UPDATE payment SET account_id = 2 WHERE id = 1",
            "payment_kept"
        ),
        Attempt(
            "an amount changed by submitting",
            "UPDATE payment \(submit), tax = 0 WHERE id = 2",
            "payment_kept"
        ),
        Attempt(
            "a payment that is not its lines",
            "UPDATE payment SET tax = 3062 WHERE id = 2; UPDATE payment \(submit) WHERE id = 2",
            "payment_sum_of_lines"
        ),
        Attempt(
            "one's own payment approved",
            "UPDATE payment \(submit) WHERE id = 2; "
                + "UPDATE payment \(approve), approved_by = prepared_by WHERE id = 2".replacing(
                    "approved_by = (SELECT max(id) FROM app_user), ",
                    with: ""
                ),
            "payment_two_persons"
        ),
        Attempt(
            "a preparer named by who approves",
            "UPDATE payment \(submit) WHERE id = 2; "
                + "UPDATE payment \(approve), prepared_by = (SELECT max(id) - 1 FROM app_user) WHERE id = 2",
            "payment_kept"
        ),
        Attempt(
            "another day of submission",
            "UPDATE payment SET submitted_at = '2026-11-02T00:00:00Z' WHERE id = 1",
            "payment_kept"
        ),
        Attempt(
            "another day of payment",
            "UPDATE payment SET state = 'exported' WHERE id = 1; "
                + "UPDATE payment SET state = 'paid', paid_on = '2026-11-25' WHERE id = 1; "
                + "UPDATE payment SET paid_on = '2026-12-25' WHERE id = 1",
            "payment_kept"
        ),
        Attempt(
            "an account that nobody confirmed",
            "UPDATE payment \(submit) WHERE id = 2; "
                + "UPDATE payment \(approve) WHERE id = 2".replacing("account_id = 1", with: "account_id = 2"),
            "payment_account_confirmed"
        ),
        Attempt(
            "an account confirmed after the approval",
            "UPDATE payee_account SET confirmed_at = '2026-11-05T00:00:00Z', call_back_note = 'x' WHERE id = 2; "
                + "UPDATE payment \(submit) WHERE id = 2; "
                + "UPDATE payment \(approve) WHERE id = 2".replacing("account_id = 1", with: "account_id = 2"),
            "payment_account_confirmed"
        ),
        Attempt(
            "approval without the submission",
            "UPDATE payment \(approve) WHERE id = 2",
            "payment_transition"
        ),
        Attempt(
            "a closed payment reopened",
            "UPDATE payment SET state = 'draft', submitted_at = NULL, approved_by = NULL, approved_at = NULL, "
                + "account_id = NULL WHERE id = 1",
            "payment_transition"
        ),
        Attempt("a red line of what was not paid", red + redLine(of: 2), "payment_line_red"),
        Attempt(
            "a red line with another tax",
            entry(
                "'red', 1::bigint",
                of: 1,
                dates: "'2026-10-10'::date, '2026-11-01'::date, 2026",
                fee: -30_000
            )
                + redLine(of: 1, tax: -3062),
            "payment_line_red"
        ),
        Attempt(
            "what a red entry took away",
            "UPDATE payment_line SET released_at = included_at WHERE payment_id = 2; \(red) "
                + "UPDATE payment_line SET released_at = NULL WHERE payment_id = 2",
            "payment_line_taken_away"
        ),
        Attempt(
            "a draft with lines dropped",
            "UPDATE payment SET state = 'dropped', gross = 0, base = 0, tax = 0 WHERE id = 2",
            "payment_dropped_empty"
        ),
        Attempt(
            "money sent without a file",
            "UPDATE payment SET state = 'paid', paid_on = pay_on WHERE id = 1",
            "payment_by_file"
        ),
        Attempt("more tax than base", payment(on: "2027-01-25", gross: 10, tax: 11), "payment_tax"),
        Attempt(
            "more than a transfer carries",
            payment(on: "2027-01-25", gross: 20_000_000_000, tax: 0),
            "payment_net_fits"
        ),
    ]

    /// A line of the December draft for the red entry that was added last.
    static func redLine(of corrected: Int, tax: Int = -3063) -> String {
        """
        INSERT INTO payment_line (payment_id, honorarium_id, gross, base, tax_share, included_at)
        SELECT 2, id, gross, base, \(tax), '2026-11-02T00:00:00Z'
          FROM honorarium
         WHERE corrects_id = \(corrected) AND entry = 'red';
        """
    }
}
