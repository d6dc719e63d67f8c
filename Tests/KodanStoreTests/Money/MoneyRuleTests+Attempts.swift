// What is tried, and what stops it.

extension MoneyRuleTests {
    static let entries = [
        Attempt("an honorarium changed", "UPDATE honorarium SET fee = 1", "honorarium_append_only"),
        Attempt("an honorarium deleted", "DELETE FROM honorarium", "honorarium_append_only"),
        Attempt("all honoraria at once", "TRUNCATE honorarium CASCADE", "honorarium_append_only"),
        Attempt("a fee rate changed", "UPDATE fee_rate SET amount = amount + 1", "fee_rate_kept"),
        Attempt("a tax rate raised", "UPDATE withholding_rate SET note = 'x'", "withholding_rate_kept"),
        Attempt(
            "two tax rates at once",
            "INSERT INTO withholding_rate OVERRIDING SYSTEM VALUE SELECT 999, payee_class, band, rate_bp, income_tax_bp, "
                + "reconstruction_permille, defence_permille, valid, note FROM withholding_rate LIMIT 1",
            "withholding_rate_one"
        ),
        Attempt(
            "a fee without the host's word",
            entry(of: 3, dates: "'2026-10-21'::date, '2026-11-01'::date, 2026"),
            "honorarium_attested"
        ),
        Attempt(
            "a fee under a programme that pays none",
            "UPDATE lecture_request SET programme_id = (SELECT id FROM programme WHERE NOT pays_honorarium LIMIT 1); "
                + entry("'black', 2::bigint", of: 2),
            "honorarium_attested"
        ),
        Attempt("a lecture paid for twice", entry(of: 2), "honorarium_one_original"),
        Attempt(
            "somebody else's payee",
            red
                + entry("'black', 2::bigint", of: 2).replacing(
                    "presenter_payee.payee_id,",
                    with: "(SELECT min(id) FROM payee WHERE id <> presenter_payee.payee_id),"
                ),
            "honorarium_payee_of_presenter"
        ),
        Attempt(
            "another lecture date",
            entry("'black', 2::bigint", of: 2, dates: "'2026-10-21'::date, '2026-11-01'::date, 2026"),
            "honorarium_of_assignment"
        ),
        Attempt(
            "another budget year",
            red + entry("'black', 2::bigint", of: 2, dates: "'2026-10-20'::date, '2026-11-01'::date, 2027"),
            "honorarium_budget_year"
        ),
        Attempt(
            "an honorarium fixed before the lecture",
            entry(of: 2, dates: "'2026-10-20'::date, '2026-10-19'::date, 2026"),
            "honorarium_fixed_later"
        ),
        Attempt(
            "a fee without a rate",
            red + entry("'black', 2::bigint", of: 2, rate: "NULL::bigint"),
            "honorarium_fee_has_rate"
        ),
        Attempt(
            "a red entry with another amount",
            entry("'red', 2::bigint", of: 2, fee: -29_999),
            "honorarium_red_mirrors"
        ),
        Attempt(
            "a red entry of another lecture",
            entry("'red', 1::bigint", of: 2, fee: -30_000),
            "honorarium_red_mirrors"
        ),
        Attempt(
            "a red entry with a plus",
            "ALTER TABLE honorarium DISABLE TRIGGER red_mirrors; " + entry("'red', 2::bigint", of: 2),
            "honorarium_sign"
        ),
        Attempt(
            "two red entries for one",
            entry("'red', 2::bigint", of: 2, fee: -30_000) + entry("'red', 2::bigint", of: 2, fee: -30_000),
            "honorarium_corrected_once"
        ),
        Attempt(
            "a correction of nothing",
            entry("'black', NULL::bigint", of: 2),
            "honorarium_black_after_red"
        ),
        Attempt(
            "a black entry beside what stands",
            entry("'black', 2::bigint", of: 2),
            "honorarium_black_after_red"
        ),
        Attempt(
            "a black entry in another year",
            red + entry("'black', 2::bigint", of: 2, dates: "'2026-10-20'::date, '2027-01-01'::date, 2026"),
            "honorarium_black_after_red"
        ),
    ]

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
            "a bank file changed",
            file + "UPDATE transfer_file SET total = 1",
            "transfer_file_append_only"
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
