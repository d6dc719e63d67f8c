import KodanDomain
import KodanTestSupport
import Postgres
import Testing

/// What somebody with the owner's rights may try, and the constraint that stops them.
struct Attempt: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let statements: String
    let constraint: String

    init(_ description: String, _ statements: String, _ constraint: String) {
        testDescription = description
        self.statements = statements
        self.constraint = constraint
    }
}

@Suite("The database, though no use case stands before it,", .database)
struct MoneyRuleTests {
    /// November: one payment (1) of honorarium 1, closed. December: one draft (2) of honorarium 2. Assignment 3 has a
    /// report and no confirmation. Payee 1 has a confirmed account (1) and one that waits (2).
    private func scene() async throws {
        let scene = try await MoneyScene()
        let (presenter, _) = try await scene.presenter()
        let (other, _) = try await scene.presenter(number: nil)
        _ = try await scene.lecture(by: presenter, on: day("2026-10-10"))
        _ = try await scene.lecture(by: presenter, on: day("2026-10-20"))
        _ = try await scene.lecture(by: other, on: day("2026-10-21"), confirmed: nil)
        try await TestDatabase.current.owner.transaction { session in try session.script(Self.money) }
    }

    private static let honorarium = """
        INSERT INTO honorarium (assignment_id, presenter_id, payee_id, programme_id, entry, corrects_id, lecture_on,
            fixed_on, budget_year, minutes, billed_minutes, rank_code, fee_rate_id, fee, travel_to_presenter,
            travel_paid_directly, calculated_at)
        SELECT assignment.id, assignment.presenter_id, presenter_payee.payee_id, request.programme_id,
        """
    private static let ofAssignment = """
          FROM assignment
          JOIN lecture_request AS request ON request.id = assignment.request_id
          JOIN presenter_payee ON presenter_payee.presenter_id = assignment.presenter_id
          JOIN fee_rate ON fee_rate.rank_code = 'flat_30000'
         WHERE assignment.id =
        """

    /// An entry for an assignment; the columns from `entry` to `budget_year`, and the fee, as they are given.
    private static func entry(
        _ head: String = "'original', NULL::bigint",
        of assignment: Int,
        dates: String = "'2026-10-20'::date, '2026-11-01'::date, 2026",
        rate: String = "fee_rate.id",
        fee: Int = 30_000
    ) -> String {
        """
        \(honorarium) \(head), \(dates), 90, 90, 'flat_30000', \(rate), \(fee), 0, 0, '2026-11-01T00:00:00Z'
        \(ofAssignment) \(assignment);
        """
    }

    private static func payment(
        on day: String,
        payee: Int = 1,
        gross: Int64 = 30_000,
        tax: Int64 = 3063,
        state: String = "draft"
    ) -> String {
        """
        INSERT INTO payment (payee_id, pay_on, state, payee_class, gross, base, tax, withholding_rate_ids, prepared_by,
                             prepared_at)
        SELECT \(payee), '\(day)', '\(state)', 'resident_individual', \(gross), \(gross), \(tax), '{}', min(id),
               '2026-11-02T00:00:00Z'
          FROM app_user;
        """
    }

    private static let submit = "SET state = 'submitted', submitted_at = '2026-11-03T00:00:00Z'"
    private static let approve = """
        SET state = 'approved', approved_by = (SELECT max(id) FROM app_user), approved_at = '2026-11-04T00:00:00Z',
            account_id = 1
        """
    private static func line(_ payment: Int, _ honorarium: Int) -> String {
        "INSERT INTO payment_line VALUES (\(payment), \(honorarium), 30000, 3063, '2026-11-02T00:00:00Z', NULL);"
    }
    private static func closing(_ month: String, _ figures: String) -> String {
        """
        UPDATE payment_month
           SET (state, closed_at, payees, payments, lines, gross, base, tax, net)
             = ('closed', '2026-11-05T00:00:00Z', \(figures))
         WHERE month = '\(month)';
        """
    }

    private static let money = """
        INSERT INTO payee_account (payee_id, bank_code, bank_name, branch_code, branch_name, deposit_type,
                                   sealed_number, key_version, fingerprint, last_three, holder_kana, requested_at)
        SELECT payee_id, bank_code, bank_name, branch_code, branch_name, deposit_type, sealed_number, key_version,
               fingerprint, last_three, holder_kana, requested_at
          FROM payee_account;
        INSERT INTO payment_month (month, pay_on, state, opened_at)
        VALUES ('2026-11-01', '2026-11-25', 'open', '2026-11-01T00:00:00Z'),
               ('2026-12-01', '2026-12-25', 'open', '2026-11-01T00:00:00Z'),
               ('2027-01-01', '2027-01-25', 'open', '2026-11-01T00:00:00Z');
        \(entry(of: 1, dates: "'2026-10-10'::date, '2026-11-01'::date, 2026"))
        \(entry(of: 2))
        \(payment(on: "2026-11-25")) \(line(1, 1))
        UPDATE payment \(submit) WHERE id = 1;
        UPDATE payment \(approve) WHERE id = 1;
        UPDATE payment SET state = 'closed' WHERE id = 1;
        \(closing("2026-11-01", "1, 1, 1, 30000, 30000, 3063, 26937"))
        \(payment(on: "2026-12-25")) \(line(2, 2))
        """

    private static let file = """
        INSERT INTO transfer_file (month, value_date, file_name, profile, byte_count, records, total, sha256, exported_at)
        VALUES ('2026-11-01', '2026-11-25', 'a', 'p', 1, 1, 26937, sha256('a'), '2026-11-06T00:00:00Z');
        """
    private static func transfer(_ payment: Int, record: Int = 1, amount: Int = 26_937) -> String {
        """
        INSERT INTO transfer_attempt (payment_id, transfer_file_id, record, amount, state)
        VALUES (\(payment), 1, \(record), \(amount), 'sent');
        """
    }

    static let entries = [
        Attempt("an honorarium changed", "UPDATE honorarium SET fee = 1", "honorarium_append_only"),
        Attempt("an honorarium deleted", "DELETE FROM honorarium", "honorarium_append_only"),
        Attempt("all honoraria at once", "TRUNCATE honorarium CASCADE", "honorarium_append_only"),
        Attempt("a fee rate changed", "UPDATE fee_rate SET amount = 1", "fee_rate_append_only"),
        Attempt("a tax rate deleted", "DELETE FROM withholding_rate", "withholding_rate_append_only"),
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
            "UPDATE programme SET pays_honorarium = false; "
                + entry("'black', 2::bigint", of: 2),
            "honorarium_attested"
        ),
        Attempt("a lecture paid for twice", entry(of: 2), "honorarium_one_original"),
        Attempt(
            "another lecture date",
            entry("'black', 2::bigint", of: 2, dates: "'2026-10-21'::date, '2026-11-01'::date, 2026"),
            "honorarium_of_assignment"
        ),
        Attempt(
            "another budget year",
            entry("'black', 2::bigint", of: 2, dates: "'2026-10-20'::date, '2026-11-01'::date, 2027"),
            "honorarium_budget_year"
        ),
        Attempt(
            "an honorarium fixed before the lecture",
            entry("'black', 2::bigint", of: 2, dates: "'2026-10-20'::date, '2026-10-19'::date, 2026"),
            "honorarium_fixed_later"
        ),
        Attempt(
            "a fee without a rate",
            entry("'black', 2::bigint", of: 2, rate: "NULL::bigint"),
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
        Attempt("a correction of nothing", entry("'black', NULL::bigint", of: 2), "honorarium_corrects"),
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
                + "INSERT INTO payment_line VALUES (3, 2, 1, 0, '2026-11-02T00:00:00Z', NULL)",
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
            closing("2026-12-01", "1, 1, 1, 30000, 30000, 3063, 26937"),
            "payment_month_all_approved"
        ),
        Attempt(
            "a month closed with other totals",
            closing("2027-01-01", "1, 0, 0, 0, 0, 0, 0"),
            "payment_month_totals"
        ),
        Attempt(
            "a month closed with other lines",
            closing("2027-01-01", "0, 0, 1, 0, 0, 0, 0"),
            "payment_month_totals"
        ),
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
            "a bank file changed",
            file + "UPDATE transfer_file SET total = 1",
            "transfer_file_append_only"
        ),
    ]

    @Test("refuses, of entries and rates,", arguments: entries)
    func refusesEntries(attempt: Attempt) async throws { try await refuses(attempt) }

    @Test("refuses, of payments,", arguments: payments)
    func refusesPayments(attempt: Attempt) async throws { try await refuses(attempt) }

    @Test("refuses, of months and files,", arguments: months)
    func refusesMonths(attempt: Attempt) async throws { try await refuses(attempt) }

    @Test("lets a returned transfer be tried again with the same amount")
    func triesAgain() async throws {
        try await scene()
        let attempts: Int = try await TestDatabase.current.owner.transaction { session in
            try session.script(
                Self.file + Self.transfer(1)
                    + "UPDATE transfer_attempt SET state = 'returned', result_on = '2026-11-25', return_reason = 'x';"
                    + Self.transfer(1, record: 2)
            )
            return try session.value("SELECT count(*)::integer FROM transfer_attempt")
        }
        #expect(attempts == 2)
    }

    private func refuses(_ attempt: Attempt) async throws {
        try await scene()
        let error = try await #require(throws: PostgresError.self) {
            try await TestDatabase.current.owner.transaction { session in
                try session.script(attempt.statements)
            }
        }
        #expect(error.constraint == attempt.constraint, "\(error.debugDescription)")
    }
}
