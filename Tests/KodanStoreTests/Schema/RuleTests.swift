import KodanTestSupport
import Postgres
import Testing

/// One attempt to break a rule, and the constraint that stands against it.
struct Breach: Sendable {
    let name: String
    let sql: String
    let refusedBy: String

    init(_ name: String, _ sql: String, by constraint: String) {
        self.name = name
        self.sql = sql
        refusedBy = constraint
    }
}

@Suite("The schema", .database)
struct SchemaRuleTests {
    @Test("refuses, by the rule that stands against it")
    func refuses() async throws {
        try await setTheScene()
        for breach in Breach.people + Breach.payees + Breach.requests + Breach.record + Breach.mails {
            #expect(try await constraint(refusing: breach.sql) == breach.refusedBy, "\(breach.name)")
        }
    }

    @Test("allows what comes next to what it refuses")
    func allows() async throws {
        try await setTheScene()
        for sql in Breach.allowed { #expect(try await constraint(refusing: sql) == nil, "\(sql)") }
    }
}

extension Breach {
    static let people = [
        Breach(
            "two users with one address",
            "INSERT INTO app_user (email, display_name, state, created_at) VALUES ('ANA@example.jp', 'x', 'active', '2026-04-01')",
            by: "app_user_email_unique"
        ),
        Breach(
            "a line break in a mail address",
            "UPDATE app_user SET email = E'a@b.jp\\nBcc: c@d.jp' WHERE id = 1",
            by: "email_address_form"
        ),
        Breach(
            "a role twice",
            "INSERT INTO user_role (user_id, role, granted_at) SELECT user_id, role, granted_at FROM user_role",
            by: "user_role_once"
        ),
        Breach(
            "a role that nobody may hold",
            "INSERT INTO user_role (user_id, role, granted_at) VALUES (1, 'system', '2026-04-01')",
            by: "user_role_name"
        ),
        Breach(
            "a clerk limited to a prefecture",
            "INSERT INTO user_role (user_id, role, prefecture_code, granted_at) VALUES (1, 'clerk', '13', '2026-04-01')",
            by: "user_role_prefecture_only_coordinator"
        ),
        Breach(
            "a member twice at once",
            "INSERT INTO organization_member (organization_id, user_id, valid) SELECT organization_id, user_id, '[2026-09-01,)' FROM organization_member",
            by: "organization_member_once"
        ),
        Breach(
            "an organization merged into itself",
            "UPDATE organization SET state = 'merged', merged_into = id",
            by: "organization_not_into_itself"
        ),
        Breach(
            "two presenters with one address",
            "UPDATE presenter SET email = 'Ana@example.jp' WHERE id = 2",
            by: "presenter_email_unique"
        ),
        Breach(
            "the dead come back",
            "UPDATE presenter SET state = 'deceased' WHERE id = 1; UPDATE presenter SET state = 'active' WHERE id = 1",
            by: "presenter_transition"
        ),
        Breach(
            "hours that overlap",
            "INSERT INTO presenter_hours VALUES (1, 1, '[600,700)')",
            by: "presenter_hours_apart"
        ),
        Breach(
            "hours past midnight",
            "INSERT INTO presenter_hours VALUES (1, 2, '[1400,1500)')",
            by: "presenter_hours_minutes"
        ),
        Breach(
            "a topic level beyond the scale",
            "UPDATE presenter_topic SET level = 4",
            by: "presenter_topic_level"
        ),
        Breach(
            "a presenter outside Japan",
            "UPDATE presenter SET latitude_e6 = 51500000",
            by: "presenter_latitude"
        ),
    ]

    static let payees = [
        Breach(
            "two payees at once",
            "INSERT INTO presenter_payee VALUES (1, 2, '[2026-06-01,2026-07-01)')",
            by: "presenter_payee_one"
        ),
        Breach(
            "two residencies at once",
            "INSERT INTO payee_residency VALUES (1, 'nonresident', '[2026-06-01,)')",
            by: "payee_residency_one"
        ),
        Breach(
            "an invoice number with a letter missing",
            "INSERT INTO payee_invoice_number VALUES (1, 'T123456789012', '[2026-06-01,)')",
            by: "payee_invoice_number_form"
        ),
        Breach(
            "an account confirmed by who asked for it",
            "UPDATE payee_account SET confirmed_by = 1, confirmed_at = '2026-04-02' WHERE id = 1",
            by: "payee_account_two_persons"
        ),
        Breach(
            "an account confirmed by nobody",
            "UPDATE payee_account SET confirmed_at = '2026-04-02' WHERE id = 1",
            by: "payee_account_confirmed"
        ),
        Breach(
            "an account confirmed before it was asked for",
            "UPDATE payee_account SET confirmed_by = 2, confirmed_at = '2026-03-01' WHERE id = 1",
            by: "payee_account_confirmed_later"
        ),
        Breach(
            "an account that turns into another",
            "UPDATE payee_account SET bank_code = '9992' WHERE id = 1",
            by: "payee_account_kept"
        ),
        Breach("an account that vanishes", "DELETE FROM payee_account", by: "payee_account_kept"),
        Breach(
            "a confirmation taken back",
            """
            UPDATE payee_account SET confirmed_by = 2, confirmed_at = '2026-04-02' WHERE id = 1;
            UPDATE payee_account SET confirmed_by = NULL, confirmed_at = NULL WHERE id = 1
            """,
            by: "payee_account_kept"
        ),
        Breach(
            "a number that is not sealed",
            "INSERT INTO payee_account (payee_id, bank_code, bank_name, branch_code, branch_name, deposit_type, sealed_number, key_version, fingerprint, last_three, holder_kana, requested_at) VALUES (1, '9991', '', '001', '', 1, '1234567', 1, decode(repeat('00', 32), 'hex'), '567', 'x', '2026-04-01')",
            by: "payee_account_sealed"
        ),
    ]
}
