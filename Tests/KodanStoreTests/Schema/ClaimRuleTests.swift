import KodanTestSupport
import Postgres
import Testing

@Suite("The schema of claims and budgets", .database)
struct ClaimRuleTests {
    /// What the attempts begin from: one of everything that 0012 and 0013 keep.
    private static let claims = """
        INSERT INTO payee (legal_status, name, postal_code, address, created_at)
        VALUES ('individual', 'cem', '1020074', '九段南', '2026-04-01T00:00:00Z');
        INSERT INTO payee_alias VALUES (2, 1, '改姓', 1, '2026-04-01T00:00:00Z');
        INSERT INTO treaty_decision (payee_id, relief, rate_bp, treaty, notified_on, valid, decided_by, decided_at)
        VALUES (1, 'exempt', NULL, 'x', '2026-06-01', '[2026-07-01,2026-10-01)', 1, '2026-06-02T00:00:00Z');
        INSERT INTO fee_agreement VALUES (1, 'net', 30000, 'x', 1, '2026-06-02T00:00:00Z');
        INSERT INTO evidence (assignment_id, kind, sha256, byte_count, media_type, file_name, filed_at)
        SELECT 1, kind, decode(repeat(digit, 64), 'hex'), 10, 'application/pdf', 'a.pdf', '2026-06-02T00:00:00Z'
          FROM (VALUES ('invoice', '0'), ('receipt', '1')) AS file (kind, digit);
        INSERT INTO evidence_rule (claim, above, evidence_kind, valid, legal_basis)
        VALUES ('rail', 0, 'receipt', '[2026-04-01,)', 'x');
        INSERT INTO finding (kind, severity, assignment_id, other, state, found_at)
        VALUES ('fee_declined', 'blocks', 1, '', 'open', '2026-06-02T00:00:00Z');
        INSERT INTO budget (programme_id, fiscal_year, amount, reason, set_by, set_at)
        SELECT id, 2026, 1000000, 'x', 1, '2026-04-01T00:00:00Z' FROM programme WHERE code = 'regional_dispatched';
        INSERT INTO budget_reservation (request_id, programme_id, fiscal_year, amount, reserved_at)
        SELECT 1, id, 2026, 25000, '2026-04-01T00:00:00Z' FROM programme WHERE code = 'regional_dispatched';
        """

    private func setTheClaims() async throws {
        try await setTheScene()
        try await TestDatabase.current.owner.transaction { session in try session.script(Self.claims) }
    }

    @Test("refuses, by the rule that stands against it")
    func refuses() async throws {
        try await setTheClaims()
        let breaches =
            Breach.aliases + Breach.treaties + Breach.agreements + Breach.evidenceRules + Breach.findings
            + Breach.budgets
        for breach in breaches {
            #expect(try await constraint(refusing: breach.sql) == breach.refusedBy, "\(breach.name)")
        }
    }

    static let allowed = [
        "INSERT INTO payee_alias VALUES (3, 1, 'x', 1, '2026-04-01T00:00:00Z')",
        "UPDATE treaty_decision SET valid = '[2026-07-01,2026-08-01)'",
        Breach.treaty("'reduced', 2041, 'x', '2026-06-01'", valid: "[2026-10-01,)"),
        Breach.treaty("'none', NULL, 'x', NULL", valid: "[2026-10-01,)"),
        "INSERT INTO separated_consumption_tax VALUES (1, 1, 3000, 1, '2026-06-02T00:00:00Z')",
        "INSERT INTO evidence_rule (claim, above, evidence_kind, valid, legal_basis) VALUES ('rail', 0, 'invoice', '[2026-04-01,)', 'x')",
        "DELETE FROM evidence_rule",
        "UPDATE finding SET state = 'gone', ended_at = '2026-06-03'",
        "UPDATE finding SET state = 'cleared', ended_at = '2026-06-03', cleared_by = 1, reason = 'x'",
        "UPDATE finding SET state = 'gone', ended_at = '2026-06-03'; "
            + Breach.finding("'fee_declined', 'blocks', 1, NULL, '', 'open'"),
        Breach.finding("'fee_declined', 'warns', 1, NULL, '', 'open'"),
        Breach.finding("'same_account', 'blocks', NULL, 1, 'pye-2', 'open'"),
        "UPDATE budget_reservation SET released_at = reserved_at, released_for = 'spent'; "
            + Breach.reservation(),
    ]

    @Test("allows what comes next to what it refuses")
    func allows() async throws {
        try await setTheClaims()
        for sql in Self.allowed { #expect(try await constraint(refusing: sql) == nil, "\(sql)") }
    }
}

extension Breach {
    static let aliases = [
        Breach(
            "a payee as itself",
            "INSERT INTO payee_alias VALUES (3, 3, 'x', 1, '2026-04-01')",
            by: "payee_alias_other"
        ),
        Breach(
            "an alias of an alias",
            "INSERT INTO payee_alias VALUES (3, 2, 'x', 1, '2026-04-01')",
            by: "payee_alias_flat"
        ),
        Breach(
            "an alias of what has one",
            "INSERT INTO payee_alias VALUES (1, 3, 'x', 1, '2026-04-01')",
            by: "payee_alias_flat"
        ),
        Breach(
            "two aliases",
            "INSERT INTO payee_alias VALUES (2, 3, 'x', 1, '2026-04-01')",
            by: "payee_alias_pkey"
        ),
        Breach(
            "an alias without a reason",
            "INSERT INTO payee_alias VALUES (3, 1, '', 1, '2026-04-01')",
            by: "payee_alias_reason"
        ),
        Breach("an alias changed", "UPDATE payee_alias SET same_as = 3", by: "payee_alias_append_only"),
        Breach("an alias taken back", "DELETE FROM payee_alias", by: "payee_alias_append_only"),
    ]

    static func treaty(_ values: String, valid: String = "[2026-10-01,)") -> String {
        """
        INSERT INTO treaty_decision (payee_id, relief, rate_bp, treaty, notified_on, valid, decided_by, decided_at)
        VALUES (1, \(values), '\(valid)', 1, '2026-06-02T00:00:00Z')
        """
    }

    static let treaties = [
        Breach(
            "a relief that is none",
            treaty("'half', NULL, 'x', '2026-06-01'"),
            by: "treaty_decision_relief"
        ),
        Breach(
            "a rate above what is due without a treaty",
            treaty("'reduced', 2042, 'x', '2026-06-01'"),
            by: "treaty_decision_rate"
        ),
        Breach("a rate of nothing", treaty("'reduced', 0, 'x', '2026-06-01'"), by: "treaty_decision_rate"),
        Breach(
            "a reduction to no rate",
            treaty("'reduced', NULL, 'x', '2026-06-01'"),
            by: "treaty_decision_reduced"
        ),
        Breach(
            "an exemption with a rate",
            treaty("'exempt', 1000, 'x', '2026-06-01'"),
            by: "treaty_decision_reduced"
        ),
        Breach(
            "relief without a notification",
            treaty("'exempt', NULL, 'x', NULL"),
            by: "treaty_decision_notified"
        ),
        Breach(
            "a notification of no relief",
            treaty("'none', NULL, 'x', '2026-06-01'"),
            by: "treaty_decision_notified"
        ),
        Breach("a treaty without a name", treaty("'none', NULL, '', NULL"), by: "treaty_decision_treaty"),
        Breach(
            "a decision for no day",
            treaty("'none', NULL, 'x', NULL", valid: "empty"),
            by: "treaty_decision_valid"
        ),
        Breach(
            "two decisions at once",
            treaty("'none', NULL, 'x', NULL", valid: "[2026-09-30,)"),
            by: "treaty_decision_one"
        ),
        Breach(
            "a decision that turns into another",
            "UPDATE treaty_decision SET treaty = 'y'",
            by: "treaty_decision_kept"
        ),
        Breach(
            "a decision that begins on another day",
            "UPDATE treaty_decision SET valid = '[2026-06-30,2026-10-01)'",
            by: "treaty_decision_kept"
        ),
        Breach("a decision taken back", "DELETE FROM treaty_decision", by: "treaty_decision_kept"),
    ]

    static let agreements = [
        Breach(
            "an agreement of another kind",
            "INSERT INTO fee_agreement VALUES (1, 'double', NULL, 'x', 1, '2026-06-02')",
            by: "fee_agreement_kind"
        ),
        Breach(
            "a net promise of nothing",
            "INSERT INTO fee_agreement VALUES (1, 'net', 0, 'x', 1, '2026-06-02')",
            by: "fee_agreement_net"
        ),
        Breach(
            "a net promise without an amount",
            "INSERT INTO fee_agreement VALUES (1, 'net', NULL, 'x', 1, '2026-06-02')",
            by: "fee_agreement_amount"
        ),
        Breach(
            "a declined fee of an amount",
            "INSERT INTO fee_agreement VALUES (1, 'declined', 5000, 'x', 1, '2026-06-02')",
            by: "fee_agreement_amount"
        ),
        Breach(
            "an agreement without a reason",
            "INSERT INTO fee_agreement VALUES (1, 'declined', NULL, '', 1, '2026-06-02')",
            by: "fee_agreement_reason"
        ),
        Breach(
            "two agreements on one lecture",
            "INSERT INTO fee_agreement VALUES (1, 'declined', NULL, 'x', 1, '2026-06-02')",
            by: "fee_agreement_pkey"
        ),
        Breach(
            "an agreement changed",
            "UPDATE fee_agreement SET net_fee = 1",
            by: "fee_agreement_append_only"
        ),
        Breach(
            "consumption tax of nothing",
            "INSERT INTO separated_consumption_tax VALUES (1, 1, 0, 1, '2026-06-02')",
            by: "separated_consumption_tax_amount"
        ),
        Breach(
            "consumption tax shown by a receipt",
            "INSERT INTO separated_consumption_tax VALUES (1, 2, 3000, 1, '2026-06-02')",
            by: "separated_consumption_tax_document"
        ),
        Breach(
            "consumption tax taken back",
            "INSERT INTO separated_consumption_tax VALUES (1, 1, 3000, 1, '2026-06-02'); DELETE FROM separated_consumption_tax",
            by: "separated_consumption_tax_append_only"
        ),
    ]

    private static func rule(_ values: String) -> String {
        "INSERT INTO evidence_rule (claim, above, evidence_kind, valid, legal_basis) VALUES (\(values), 'x')"
    }

    static let evidenceRules = [
        Breach(
            "evidence of an allowance",
            rule("'lodging_allowance', 0, 'receipt', '[2026-04-01,)'"),
            by: "evidence_rule_claim"
        ),
        Breach(
            "evidence above less than nothing",
            rule("'bus', -1, 'receipt', '[2026-04-01,)'"),
            by: "evidence_rule_above"
        ),
        Breach("evidence of any kind", rule("'bus', 0, 'other', '[2026-04-01,)'"), by: "evidence_rule_kind"),
        Breach("evidence on no day", rule("'bus', 0, 'receipt', 'empty'"), by: "evidence_rule_valid"),
        Breach("two rules at once", rule("'rail', 500, 'receipt', '[2026-05-01,)'"), by: "evidence_rule_one"),
    ]

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
