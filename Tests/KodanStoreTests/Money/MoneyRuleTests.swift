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
    /// November: one payment (1) of honorarium 1, closed.
    ///
    /// December: one draft (2) of honorarium 2. Assignment 3 has a report and no confirmation. Payee 1 has a confirmed
    /// account (1) and one that waits (2).
    static func setTheBooks() async throws {
        let scene = try await MoneyScene()
        let (presenter, _) = try await scene.presenter()
        let (other, _) = try await scene.presenter(number: nil)
        _ = try await scene.lecture(by: presenter, on: day("2026-10-10"))
        _ = try await scene.lecture(by: presenter, on: day("2026-10-20"))
        _ = try await scene.lecture(by: other, on: day("2026-10-21"), confirmed: nil)
        try await TestDatabase.current.owner.transaction { session in try session.script(money) }
    }

    static let honorarium = """
        INSERT INTO honorarium (assignment_id, presenter_id, payee_id, programme_id, entry, corrects_id, lecture_on,
            fixed_on, budget_year, minutes, billed_minutes, rank_code, fee_rate_id, fee, travel_to_presenter,
            travel_paid_directly, reason, calculated_at)
        SELECT assignment.id, assignment.presenter_id, presenter_payee.payee_id, request.programme_id,
        """
    static let ofAssignment = """
          FROM assignment
          JOIN lecture_request AS request ON request.id = assignment.request_id
          JOIN presenter_payee ON presenter_payee.presenter_id = assignment.presenter_id
          JOIN fee_rate ON fee_rate.rank_code = 'flat_30000'
         WHERE assignment.id =
        """

    /// An entry for an assignment; the columns from `entry` to `budget_year`, and the fee, as they are given.
    static func entry(
        _ head: String = "'original', NULL::bigint",
        of assignment: Int,
        dates: String = "'2026-10-20'::date, '2026-11-01'::date, 2026",
        rate: String = "fee_rate.id",
        fee: Int = 30_000
    ) -> String {
        """
        \(honorarium) \(head), \(dates), 90, 90, 'flat_30000', \(rate), \(fee), 0, 0, 'test', '2026-11-01T00:00:00Z'
        \(ofAssignment) \(assignment);
        """
    }

    /// The red entry of honorarium 2, so that a black one may follow.
    static let red = entry("'red', 2::bigint", of: 2, fee: -30_000)

    static func payment(
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

    static let submit = "SET state = 'submitted', submitted_at = '2026-11-03T00:00:00Z'"
    static let approve = """
        SET state = 'approved', approved_by = (SELECT max(id) FROM app_user), approved_at = '2026-11-04T00:00:00Z',
            account_id = 1
        """
    static func line(_ payment: Int, _ honorarium: Int) -> String {
        """
        INSERT INTO payment_line (payment_id, honorarium_id, gross, base, tax_share, included_at)
        VALUES (\(payment), \(honorarium), 30000, 30000, 3063, '2026-11-02T00:00:00Z');
        """
    }
    static func closing(_ month: String, _ figures: String) -> String {
        """
        UPDATE payment_month
           SET (state, closed_at, payees, payments, lines, gross, base, tax, net, transfers, transferred)
             = ('closed', '2026-11-05T00:00:00Z', \(figures))
         WHERE month = '\(month)';
        """
    }

    /// The line of honorarium 1 in the snapshot of November.
    static func snapshot(month: String = "2026-11-01", fee: Int = 30_000, tax: Int = 3063) -> String {
        """
        INSERT INTO month_line
        SELECT '\(month)', 1, 1, 1, 'original', '2026-11-25', 1, 'x', 'resident_individual', 30000, 3063, 0, 0, 1,
               '2026-10-10', '2026-11-01', 2026, 'x', 'x', 'x', 'x', 30000, NULL, 90, \(fee), 0, 0, 0, \(tax), 1000,
               NULL, false, 'x', 'x';
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
        \(snapshot())
        \(closing("2026-11-01", "1, 1, 1, 30000, 30000, 3063, 26937, 1, 26937"))
        \(payment(on: "2026-12-25")) \(line(2, 2))
        """

    static let file = """
        INSERT INTO transfer_file (month, value_date, file_name, profile, byte_count, records, total, sha256, exported_at)
        VALUES ('2026-11-01', '2026-11-25', 'a', 'p', 1, 1, 26937, sha256('a'), '2026-11-06T00:00:00Z');
        """
    static func transfer(_ payment: Int, record: Int = 1, amount: Int = 26_937, account: Int = 1) -> String {
        """
        INSERT INTO transfer_attempt (payment_id, transfer_file_id, record, amount, account_id, state)
        VALUES (\(payment), 1, \(record), \(amount), \(account), 'sent');
        """
    }

    @Test("refuses, of entries and rates,", arguments: entries)
    func refusesEntries(attempt: Attempt) async throws { try await refuses(attempt) }

    @Test("refuses, of payments,", arguments: payments)
    func refusesPayments(attempt: Attempt) async throws { try await refuses(attempt) }

    @Test("refuses, of months,", arguments: months)
    func refusesMonths(attempt: Attempt) async throws { try await refuses(attempt) }

    @Test("refuses, of transfers and bank files,", arguments: transfers)
    func refusesTransfers(attempt: Attempt) async throws { try await refuses(attempt) }

    @Test("lets a returned transfer be tried again with the same amount")
    func triesAgain() async throws {
        try await Self.setTheBooks()
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
        try await Self.setTheBooks()
        let error = try await #require(throws: PostgresError.self) {
            try await TestDatabase.current.owner.transaction { session in
                try session.script(attempt.statements)
            }
        }
        #expect(error.constraint == attempt.constraint, "\(error.debugDescription)")
    }
}
