import KodanTestSupport
import Testing

@Suite("The schema, of what comes of what,", .database)
struct SequelRuleTests {
    @Test("refuses, by the rule that stands against it")
    func refuses() async throws {
        try await setTheScene()
        for breach in Breach.mergers + Breach.bonds + Breach.names {
            #expect(try await constraint(refusing: breach.sql) == breach.refusedBy, "\(breach.name)")
        }
    }

    @Test("allows what comes next to what it refuses")
    func allows() async throws {
        try await setTheScene()
        for sql in Breach.allowedSequels { #expect(try await constraint(refusing: sql) == nil, "\(sql)") }
    }
}

extension Breach {
    fileprivate static let merged = "UPDATE organization SET state = 'merged', merged_into = 2 WHERE id = 1;"

    fileprivate static let mergers = [
        Breach(
            "two organizations that are part of each other",
            "\(merged) UPDATE organization SET state = 'merged', merged_into = 1 WHERE id = 2",
            by: "organization_merged_into_active"
        ),
        Breach(
            "an organization that comes back",
            "\(merged) UPDATE organization SET state = 'active', merged_into = NULL WHERE id = 1",
            by: "organization_kept"
        ),
        Breach(
            "a wish about what is part of another organization",
            "\(merged) INSERT INTO presenter_exclusion VALUES (1, 1, 'host', 'x', '2026-06-01')",
            by: "presenter_exclusion_standing"
        ),
        Breach(
            "a presenter who belongs to what is part of another organization",
            "\(merged) INSERT INTO presenter_organization VALUES (2, 1, '[2026-04-01,)')",
            by: "presenter_organization_standing"
        ),
    ]

    /// Binds a presenter to the second request by the offer for the first.
    fileprivate static func binding(_ request: Int, by offer: Int, presenter: Int = 1) -> String {
        """
        INSERT INTO assignment (request_id, slot_id, presenter_id, offer_id, during, online, travel_minutes, state,
                                assigned_at)
        VALUES (\(request), \(request), \(presenter), \(offer),
                '[2026-07-01T14:00:00+09:00,2026-07-01T16:00:00+09:00)', true, 0, 'confirmed', '2026-04-02')
        """
    }
    fileprivate static let accepted = """
        UPDATE assignment SET state = 'released', ended_at = '2026-04-03', ended_by = 'host', end_reason = 'x';
        UPDATE offer SET state = 'accepted', answered_at = '2026-04-02' WHERE id = 1;
        """

    fileprivate static let bonds = [
        Breach(
            "a presenter bound by an offer for another request",
            accepted + binding(2, by: 1),
            by: "assignment_of_offer"
        ),
        Breach(
            "a presenter bound by somebody else's yes",
            accepted + binding(1, by: 1, presenter: 2),
            by: "assignment_of_offer"
        ),
        Breach(
            "a presenter bound without a yes",
            "UPDATE assignment SET state = 'released', ended_at = '2026-04-03', ended_by = 'host', end_reason = 'x'; "
                + binding(1, by: 1),
            by: "assignment_of_offer"
        ),
        Breach(
            "a call back of which nothing is told",
            "UPDATE payee_account SET confirmed_at = '2026-04-02', call_back_note = '　 ' WHERE id = 1",
            by: "payee_account_call_back"
        ),
    ]

    fileprivate static let names = [
        Breach("a line break in a name", renamed("payee", "name", #"a\nb"#), by: "payee_name_plain"),
        Breach(
            "no width in a name",
            renamed("presenter", "family_name", #"a\u200bb"#),
            by: "presenter_family_name_plain"
        ),
        Breach(
            "a direction in a name",
            renamed("presenter", "given_name", #"\u202ea"#),
            by: "presenter_given_name_plain"
        ),
        Breach(
            "a soft hyphen in a name",
            renamed("organization", "name", #"a\u00adb"#),
            by: "organization_name_plain"
        ),
        Breach(
            "a tab in a name",
            renamed("app_user", "display_name", #"a\tb"#),
            by: "app_user_display_name_plain"
        ),
        Breach(
            "a line break in a contact's name",
            renamed("lecture_request", "contact_name", #"a\r\nBcc: b@c.jp"#),
            by: "lecture_request_contact_name_plain"
        ),
    ]

    private static func renamed(_ table: String, _ column: String, _ name: String) -> String {
        "UPDATE \(table) SET \(column) = E'\(name)' WHERE id = 1"
    }

    fileprivate static let allowedSequels = [
        merged, accepted + binding(1, by: 1),
        "UPDATE payee_account SET confirmed_at = '2026-04-02', call_back_note = '電話で確認' WHERE id = 1",
        // A variant of a character is part of it, and so is what a foreign name is written with.
        renamed("presenter", "family_name", #"葛\U000E0100城"#), renamed("payee", "name", "José 𠮷田"),
    ]
}
