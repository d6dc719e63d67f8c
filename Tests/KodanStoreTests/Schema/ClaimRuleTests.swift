import KodanDomain
import KodanService
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
        try await TestDatabase.current.owner.transaction { session in
            try session.script("DELETE FROM evidence_rule;" + Self.claims)
        }
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

    @Test("shows presenters, hosts and strangers nothing of it, and the body's people all")
    func sight() async throws {
        try await setTheClaims()
        let database = TestDatabase.current
        let tables = [
            "payee_alias", "treaty_decision", "fee_agreement", "evidence_rule", "finding", "budget",
            "budget_reservation",
        ]
        let outsiders: [(String, Role)] = [("ana", .presenter), ("ben", .presenter), ("host", .host)]
        for (name, role) in outsiders {
            let user = try await database.owner.transaction { session in
                try session.value("SELECT id FROM app_user WHERE display_name = \(name)", as: User.ID.self)
            }
            #expect(try await seen(tables, as: .user(user, as: role)).allSatisfy { $0 == 0 }, "\(name)")
        }
        for credential in [database.staff.auditor, database.staff.clerk, .system] {
            #expect(try await seen(tables, as: credential).allSatisfy { $0 == 1 })
        }
        let strange = try await database.app.transaction { session in
            try session.value("SELECT count(*) FROM finding", as: Int.self)
        }
        #expect(strange == 0)
    }

    private func seen(_ tables: [String], as credential: Credential) async throws -> [Int] {
        try await TestDatabase.current.office.transaction(as: credential) { desk in
            try tables.map { try desk.session.value("SELECT count(*) FROM \(unsafeSQL: $0)", as: Int.self) }
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
