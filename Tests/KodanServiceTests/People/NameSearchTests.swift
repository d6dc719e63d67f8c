import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("The search of names", .database)
struct NameSearchTests {
    private let cast = Cast()
    private var staff: Staff { cast.database.staff }

    /// 20,000 presenters and organizations, one of each with a name of its own.
    private func fill() async throws {
        try await cast.database.owner.transaction { session in
            try session.script(
                """
                INSERT INTO presenter (family_name, given_name, family_kana, given_kana, email, phone, postal_code,
                                       municipality_code, address, latitude_e6, longitude_e6, rank_code, reach_minutes,
                                       accepts_online, accepts_overnight, monthly_cap, yearly_cap, state, registered_on)
                SELECT CASE n WHEN 17000 THEN '雲類鷲' ELSE '講壇' || n END, CASE n WHEN 17000 THEN 'さくら' ELSE '花子' END,
                       CASE n WHEN 17000 THEN 'ウルワシ' ELSE 'コウダン' END, CASE n WHEN 17000 THEN 'サクラ' ELSE 'ハナコ' END,
                       'p' || n || '@example.jp', '090-0000-0001', '1020074', '13101', '九段南', 35690000, 139750000,
                       'standard', 120, true, false, 2, 12, 'active', '2026-04-01'
                  FROM generate_series(1, 20000) AS n;
                INSERT INTO organization (name, kana, kind, council_member, municipality_code, address, email, phone,
                                          state, registered_at)
                SELECT CASE n WHEN 17000 THEN 'さいたまNPO連合' ELSE '商工会議所' || n END,
                       CASE n WHEN 17000 THEN 'サイタマレンゴウ' END, 'other', false, '13101', '九段南',
                       'o' || n || '@example.jp', '03-0000-0001', 'active', '2026-04-01T00:00:00Z'
                  FROM generate_series(1, 20000) AS n;
                SELECT gin_clean_pending_list('presenter_name_trigrams'),
                       gin_clean_pending_list('organization_name_trigrams');
                ANALYZE presenter;
                ANALYZE organization;
                """
            )
        }
    }

    /// How often an index was scanned, and its table read from end to end, in this transaction.
    private static func scans(_ session: Session, _ table: String) throws -> (index: Int, table: Int) {
        (
            try session.value(
                "SELECT pg_stat_get_xact_numscans(\(table + "_name_trigrams")::regclass)::integer"
            ),
            try session.value("SELECT pg_stat_get_xact_numscans(\(table)::regclass)::integer")
        )
    }

    @Test(
        "is served by the index behind row-level security, for staff with limits and without",
        arguments: ["雲類鷲", "うるわし", "ｳﾙﾜｼ", "鷲　さくら"]
    )
    func presenters(name: String) async throws {
        try await fill()
        let question = PresenterQuestion(name: name.normalized)
        for credential in [staff.auditor, try await cast.limited(to: "13")] {
            let (found, plan, before, after) = try await cast.office.transaction(as: credential) { desk in
                let queries = PresenterQueries(desk.session)
                let before = try NameSearchTests.scans(desk.session, "presenter")
                let found = try queries.list(question, after: nil, limit: 51).map(\.name)
                let after = try NameSearchTests.scans(desk.session, "presenter")
                return (found, try queries.plan(question, limit: 51), before, after)
            }
            #expect(found == ["雲類鷲 さくら"])
            #expect(after.index == before.index + 1 && after.table == before.table)
            #expect(!plan.contains { $0.contains("Seq Scan on presenter") }, "\(plan)")
        }
    }

    @Test(
        "finds organizations in the same way, whatever the letters are",
        arguments: ["さいたま", "ｻｲﾀﾏれ", "npo連"]
    )
    func organizations(name: String) async throws {
        try await fill()
        let question = OrganizationQuestion(name: name.normalized)
        let (found, plan, before, after) = try await cast.office.transaction(as: staff.clerk) { desk in
            let queries = OrganizationQueries(desk.session)
            let before = try NameSearchTests.scans(desk.session, "organization")
            let found = try queries.list(question, after: nil, limit: 51).map(\.name)
            let after = try NameSearchTests.scans(desk.session, "organization")
            return (found, try queries.plan(question, limit: 51), before, after)
        }
        #expect(found == ["さいたまNPO連合"])
        #expect(after.index == before.index + 1 && after.table == before.table)
        #expect(!plan.contains { $0.contains("Seq Scan on organization") }, "\(plan)")
    }

    @Test("finds payees and their payments by the index too", arguments: ["雲類鷲", "鷲　さくら"])
    func payees(name: String) async throws {
        try await cast.database.owner.transaction { session in
            try session.script(
                """
                INSERT INTO payee (legal_status, name, postal_code, address, created_at)
                SELECT 'individual', CASE n WHEN 17000 THEN '雲類鷲 さくら' ELSE '講壇' || n END, '1020074', '九段南',
                       '2026-04-01T00:00:00Z'
                  FROM generate_series(1, 20000) AS n;
                SELECT gin_clean_pending_list('payee_by_name');
                ANALYZE payee;
                """
            )
        }
        let (found, scans) = try await cast.office.transaction(as: staff.accountant) { desk in
            let found = try PayeeQueries(desk.session, on: desk.now.date).list(
                name: name.normalized,
                onlyWaiting: false,
                after: nil,
                limit: 51
            ).map(\.name)
            _ = try PaymentQueries(desk.session).list(
                PaymentQuestion(name: name.normalized),
                after: nil,
                limit: 51
            )
            let scans: Int = try desk.session.value(
                "SELECT pg_stat_get_xact_numscans('payee'::regclass)::integer"
            )
            return (found, scans)
        }
        #expect(found == ["雲類鷲 さくら"])
        #expect(scans == 0)
    }

    @Test("takes one letter and signs of patterns as they are, and no empty text")
    func letters() async throws {
        let first = try await cast.host(1)
        _ = try await cast.host(2)
        _ = try await cast.lecturer(1)
        try await ChangeOrganization(office: cast.office)(
            first.organization,
            OrganizationChange(name: "100%_\\鷲"),
            as: cast.coordinator
        )
        let read = ReadOrganizations(office: cast.office)
        for (name, isFound) in [("鷲", true), ("0%_", true), ("\\鷲", true), ("1%鷲", false), ("_00", false)] {
            let found = try await read(OrganizationQuestion(name: name), as: staff.auditor).items
            #expect(found.map(\.id) == (isFound ? [first.organization] : []), "\(name)")
        }
        for (name, expected) in [
            ("　", Expected.present), (String(repeating: "あ", count: 101), .atMost(characters: 100)),
        ] {
            await #expect(throws: Refusal.field(FieldRefused(.name, expected: expected))) {
                try await read(OrganizationQuestion(name: name), as: staff.auditor)
            }
            await #expect(throws: Refusal.field(FieldRefused(.name, expected: expected))) {
                try await ReadPresenters(office: cast.office)(
                    PresenterQuestion(name: name),
                    as: staff.auditor
                )
            }
        }
    }

    @Test("gives nobody a key that they may not see, even when its function is asked by itself")
    func secret() async throws {
        let host = try await cast.host(1)
        _ = try await cast.host(2)
        let lecturer = try await cast.lecturer(1)
        _ = try await cast.lecturer(2)
        func keys(_ function: String, _ part: String, _ credential: Credential) async throws -> [Int] {
            try await cast.office.transaction(as: credential) { desk in
                try desk.session.rows("SELECT \(unsafeSQL: function)(\(part)) AS id ORDER BY id") {
                    row throws(PostgresError) in try row.value("id")
                }
            }
        }
        let own = Int(lecturer.id.rawValue)
        #expect(try await keys("kodan_presenters_named", "講師第", staff.clerk).count == 2)
        #expect(try await keys("kodan_presenters_named", "講師第", lecturer.credential) == [own])
        #expect(try await keys("kodan_presenters_named", "講師第", host.credential).isEmpty)
        #expect(try await keys("kodan_presenters_named", "講師第", try await cast.limited(to: "27")).isEmpty)
        #expect(try await keys("kodan_organizations_named", "団体", staff.clerk).count == 2)
        #expect(try await keys("kodan_organizations_named", "団体", lecturer.credential).count == 2)
        try await cast.database.owner.transaction { session in
            try session.script(
                """
                INSERT INTO payee (id, legal_status, name, postal_code, address, created_at)
                OVERRIDING SYSTEM VALUE
                SELECT n, 'individual', '見本支払先' || n, '1020074', '九段南', '2026-04-01T00:00:00Z'
                  FROM unnest(ARRAY[901, 902]) AS n
                """
            )
            try session.execute("INSERT INTO presenter_payee VALUES (\(lecturer.id), 901, '[2026-04-01,)')")
        }
        #expect(try await keys("kodan_payees_named", "見本支払先", staff.auditor) == [901, 902])
        #expect(try await keys("kodan_payees_named", "見本支払先", lecturer.credential) == [901])
        for credential in [host.credential, staff.clerk, staff.administrator, cast.coordinator] {
            #expect(try await keys("kodan_payees_named", "見本支払先", credential).isEmpty)
        }
        let hosts = try await keys("kodan_organizations_named", "団体", host.credential)
        #expect(hosts == [Int(host.organization.rawValue)])
    }

    @Test("goes together with topic, qualification and the day on which it ends")
    func conditions() async throws {
        func riss(_ day: String?) throws -> Qualification {
            try Qualification(try QualificationCode("riss"), expires: day.flatMap { LocalDate($0) })
        }
        let first = try await cast.lecturer(1, topics: ["phishing"], qualifications: [try riss("2026-12-31")])
        let second = try await cast.lecturer(2, topics: ["five_rules"], qualifications: [try riss(nil)])
        let third = try await cast.lecturer(3, topics: ["five_rules", "phishing"])
        let read = ReadPresenters(office: cast.office)
        func ids(_ question: PresenterQuestion) async throws -> [Presenter.ID] {
            try await read(question, as: staff.clerk).items.map(\.id)
        }
        let phishing = try TopicCode("phishing")
        let code = try QualificationCode("riss")
        let newYear = try #require(LocalDate("2027-01-01"))
        #expect(try await ids(PresenterQuestion(topic: phishing)) == [first.id, third.id])
        #expect(try await ids(PresenterQuestion(qualification: code)) == [first.id, second.id])
        #expect(try await ids(PresenterQuestion(expiringBefore: newYear)) == [first.id])
        let before = newYear.adding(days: -1)
        #expect(try await ids(PresenterQuestion(qualification: code, expiringBefore: before)).isEmpty)
        #expect(try await ids(PresenterQuestion(topic: phishing, name: "第3")) == [third.id])
    }
}
