import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

/// What is said in one's own name only, and what does not come back once it has ended, though no use case stands
/// before it.
@Suite("The second lock of names", .database)
struct OwnNameTests: TriesStatements {
    let database = TestDatabase.current

    private static let another = "(SELECT max(id) FROM app_user WHERE id IS DISTINCT FROM kodan_user())"

    private static func account(askedBy: String, confirmedBy: String, at confirmed: String) -> String {
        """
        INSERT INTO payee_account (payee_id, bank_code, bank_name, branch_code, branch_name, deposit_type, sealed_number,
                                   key_version, fingerprint, last_three, holder_kana, requested_by, requested_at,
                                   confirmed_by, confirmed_at)
        VALUES (2, '9991', '', '001', '', 1, decode(repeat('00', 40), 'hex'), 1, decode(repeat('00', 32), 'hex'), '567',
                'ｺｳﾀﾞﾝ', \(askedBy), '2026-04-01T00:00:00Z', \(confirmedBy), \(confirmed))
        """
    }

    private static func confirmation(by user: String) -> String {
        """
        UPDATE payee_account
           SET confirmed_by = \(user), confirmed_at = '2026-04-02T00:00:00Z', call_back_note = 'x'
         WHERE id = 1
        """
    }

    private static func agreement(by user: String) -> String {
        """
        INSERT INTO fee_agreement (assignment_id, kind, net_fee, reason, agreed_by, agreed_at)
        VALUES (1, 'net', 50000, 'x', \(user), '2026-05-01T00:00:00Z')
        """
    }

    @Test("makes two persons of an account's change two, whoever writes it")
    func accounts() async throws {
        try await setTheScene()
        let (coordinator, accountant) = (database.staff.coordinator, database.staff.accountant)
        let confirmed = "'2026-04-02T00:00:00Z'"
        for asking in [Self.another, "NULL"] {
            await refuse(
                Self.account(askedBy: asking, confirmedBy: "kodan_user()", at: confirmed),
                as: coordinator
            )
        }
        await refuse(
            Self.account(askedBy: "kodan_user()", confirmedBy: Self.another, at: confirmed),
            as: coordinator
        )
        let waiting = Self.account(askedBy: "kodan_user()", confirmedBy: "NULL", at: "NULL")
        #expect(try await change(waiting, as: coordinator) == 1)
        for name in [Self.another, "NULL"] {
            await refuse(Self.confirmation(by: name), as: accountant)
        }
        #expect(try await change(Self.confirmation(by: "kodan_user()"), as: accountant) == 1)
    }

    @Test("is asked of whoever decides about money")
    func decisions() async throws {
        try await setTheScene()
        let (coordinator, accountant) = (database.staff.coordinator, database.staff.accountant)
        await refuse(Self.agreement(by: Self.another), as: coordinator)
        #expect(try await change(Self.agreement(by: "kodan_user()"), as: coordinator) == 1)
        func treaty(by user: String) -> String {
            """
            INSERT INTO treaty_decision (payee_id, relief, treaty, valid, decided_by, decided_at)
            VALUES (1, 'none', 'x', '[2026-04-01,)', \(user), '2026-04-01')
            """
        }
        await refuse(treaty(by: Self.another), as: accountant)
        #expect(try await change(treaty(by: "kodan_user()"), as: accountant) == 1)
        try await database.owner.transaction { session in
            try session.script(
                """
                INSERT INTO finding (kind, severity, payee_id, other, state, found_at)
                VALUES ('same_account', 'blocks', 2, '', 'open', '2026-06-02')
                """
            )
        }
        func clearance(by user: String) -> String {
            "UPDATE finding SET state = 'cleared', ended_at = '2026-06-03', cleared_by = \(user), reason = 'x'"
        }
        await refuse(clearance(by: Self.another), as: accountant)
        #expect(try await change(clearance(by: "kodan_user()"), as: accountant) == 1)
    }

    @Test("asks whoever acts whether it is their own affair, whom the row names or not")
    func ownAffairs() async throws {
        try await setTheScene()
        let ana = try #require(try await credential("ana", .presenter).user)
        for (sql, constraint) in [
            (Self.agreement(by: Self.another), "fee_agreement_own_affair"),
            (Self.confirmation(by: "NULL"), "payee_account_own_affair"),
            (Self.confirmation(by: Self.another), "payee_account_own_affair"),
        ] {
            await #expect("\(sql)") {
                try await database.app.transaction { session in
                    // As a use case does for rows that are not its actor's own.
                    try session.execute(
                        """
                        SELECT set_config('kodan.role', 'system', true),
                               set_config('kodan.user', \(String(ana.rawValue)), true)
                        """
                    )
                    try session.execute("\(unsafeSQL: sql)")
                }
            } throws: {
                ($0 as? PostgresError)?.constraint == constraint
            }
        }
    }

    @Test("makes two sides of the attestations of a lecture two, whoever writes them down")
    func attestations() async throws {
        try await setTheScene()
        func confirmation(by user: String, onBehalf: Bool) -> String {
            """
            INSERT INTO host_confirmation (assignment_id, organization_id, attendance, minutes, comment, confirmed_by,
                                           on_behalf, confirmed_at)
            VALUES (1, 1, 30, 120, '', \(user), \(onBehalf), '2026-06-02')
            """
        }
        func report(by user: String, onBehalf: Bool) -> String {
            """
            INSERT INTO lecture_report (assignment_id, presenter_id, held, minutes, attendance, summary, reported_by,
                                        on_behalf, reported_at)
            VALUES (1, 1, '[2026-06-01T14:00:00+09:00,2026-06-01T16:00:00+09:00)', 120, 30, 'x', \(user), \(onBehalf),
                    '2026-06-02')
            """
        }
        let coordinator = database.staff.coordinator
        for statement in [confirmation, report] {
            await refuse(statement(Self.another, true), as: coordinator)
            await refuse(statement("kodan_user()", false), as: coordinator)
            #expect(try await change(statement("kodan_user()", true), as: coordinator) == 1)
        }
    }

    @Test("lets a host confirm in their own name")
    func hosts() async throws {
        try await setTheScene()
        let host = try await credential("host", .host)
        func confirmation(by user: String) -> String {
            """
            INSERT INTO host_confirmation (assignment_id, organization_id, attendance, minutes, comment, confirmed_by,
                                           on_behalf, confirmed_at)
            VALUES (1, 1, 30, 120, '', \(user), false, '2026-06-02')
            """
        }
        for user in ["NULL", "kodan_user() - 1"] { await refuse(confirmation(by: user), as: host) }
        #expect(try await change(confirmation(by: "kodan_user()"), as: host) == 1)
    }

    @Test("lets accounting hold payments back, and no coordinator")
    func holds() async throws {
        try await setTheScene()
        let hold = """
            INSERT INTO finding (kind, severity, payee_id, other, state, found_at)
            VALUES ('held', 'blocks', 1, 'hld-1', 'open', '2026-06-02')
            """
        await refuse(hold, as: database.staff.coordinator)
        #expect(try await change(hold, as: database.staff.accountant) == 1)
    }

    /// A presenter's proposal of the next day, with the host's yes or without.
    private static func proposal(host: String) -> String {
        """
        INSERT INTO change_proposal (assignment_id, proposed_by, reason, was, during, old_stands, state, proposed_at,
                                     deadline, travel_minutes, host_confirmed_at, presenter_confirmed_at)
        VALUES (1, 'presenter', 'x', '[2026-06-01T14:00:00+09:00,2026-06-01T16:00:00+09:00)',
                '[2026-06-02T14:00:00+09:00,2026-06-02T16:00:00+09:00)', true, 'open', '2026-05-01', '2026-05-20', 0,
                \(host), '2026-05-01')
        """
    }

    @Test("lets no side say yes or no to a change for the other")
    func changes() async throws {
        try await setTheScene()
        let (ana, host) = (try await credential("ana", .presenter), try await credential("host", .host))
        await refuse(Self.proposal(host: "'2026-05-01'"), as: ana)
        #expect(try await change(Self.proposal(host: "NULL"), as: ana) == 1)
        func answer(_ set: String) -> String { "UPDATE change_proposal SET \(set)" }
        for (side, other, name) in [(ana, "host", "presenter"), (host, "presenter", "host")] {
            await refuse(answer("\(other)_confirmed_at = '2026-05-03'"), as: side)
            await refuse(answer("state = 'declined', declined_by = '\(other)'"), as: side)
            #expect(try await change(answer("\(name)_confirmed_at = '2026-05-02'"), as: side) == 1)
        }
        #expect(try await change(answer("state = 'declined', declined_by = 'host'"), as: host) == 1)
    }

    @Test("lets a presenter move a lecture by which no organization stands")
    func aloneChanges() async throws {
        try await setTheScene()
        try await database.owner.transaction { session in
            try session.script(
                """
                UPDATE lecture_request
                   SET delivery = 'self_hosted', organization_id = NULL, asking_presenter_id = 1, state = 'assigned'
                 WHERE id = 1
                """
            )
        }
        let ana = try await credential("ana", .presenter)
        #expect(try await change(Self.proposal(host: "'2026-05-01'"), as: ana) == 1)
    }

    @Test("lets nothing serve again that was ended")
    func ends() async throws {
        try await setTheScene()
        try await database.owner.transaction { session in
            try session.script(
                """
                INSERT INTO access_token (user_id, role, digest, label, created_at, expires_at)
                SELECT id, 'presenter', sha256('x'), 'x', '2026-04-01', '2027-04-01' FROM app_user
                 WHERE display_name = 'ana';
                INSERT INTO user_session (user_id, role, proof, digest, created_at, last_seen_at, idle_minutes, expires_at)
                SELECT id, 'presenter', 'link', sha256('x'), '2026-04-01', '2026-04-01', 60, '2027-04-01' FROM app_user
                 WHERE display_name = 'ana';
                INSERT INTO calendar_feed (presenter_id, digest, created_at) VALUES (1, sha256('x'), '2026-04-01');
                INSERT INTO material_delivery (assignment_id, edition_id, quantity, ship_by, state, planned_at)
                SELECT 1, min(id), 1, '2026-05-20', 'planned', '2026-05-01' FROM edition;
                INSERT INTO material_link (delivery_id, side, digest, issued_at, expires_at, use_limit)
                SELECT id, 'host', sha256('x'), '2026-05-01', '2026-06-01', 5 FROM material_delivery;
                """
            )
        }
        let ana = try await credential("ana", .presenter)
        for (table, column, actor) in [
            ("access_token", "revoked_at", ana), ("user_session", "ended_at", ana),
            ("calendar_feed", "revoked_at", ana), ("material_link", "revoked_at", database.staff.clerk),
        ] {
            let end = "UPDATE \(table) SET \(column) = '2026-05-03'"
            #expect(try await change(end, as: actor) == 1, "\(table)")
            await refuse("UPDATE \(table) SET \(column) = NULL", as: actor, by: "\(table)_kept")
            await refuse(
                "UPDATE \(table) SET \(column) = '2026-05-04'",
                as: .system,
                by: "\(table)_kept"
            )
        }
        let use = "uses = 2, last_used_at = '2026-05-02'"
        #expect(try await change("UPDATE material_link SET \(use)", as: database.staff.clerk) == 1)
        await refuse("UPDATE material_link SET uses = 1", as: database.staff.clerk, by: "material_link_kept")
    }
}
