import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("Registering presenters", .database)
struct RegisterPresentersTests {
    private let database = TestDatabase.current
    private var register: RegisterPresenters { RegisterPresenters(office: database.office) }

    @Test("lets them in at once, as active presenters", arguments: [Role.coordinator, .administrator])
    func letsIn(role: Role) async throws {
        let credential = try #require(database.staff[role])
        let draft = try Sample.presenter(1, payee: Sample.payee(account: "1234567"))
        let ids = try await register([draft], as: credential)
        let user = try await database.owner.transaction { session in
            try session.value("SELECT user_id FROM presenter WHERE id = \(ids[0])", as: User.ID.self)
        }
        let actor = try await database.office.transaction(as: .user(user, as: .presenter)) { try $0.actor }
        #expect(actor.presenter == ids[0])
        let kept = try await database.owner.transaction { session in
            try session.first(
                """
                SELECT presenter.state || '/' || topic_code || ':' || level AS skill, presenter.rank_code,
                       (SELECT count(*) FROM presenter_hours WHERE presenter_id = presenter.id) AS hours,
                       presenter.latitude_e6 = municipality.latitude_e6 AS stands_there,
                       payee_account.last_three, payee_account.holder_kana, residency,
                       payee_account.confirmed_at IS NULL AS waits
                  FROM presenter
                  JOIN municipality ON municipality.code = municipality_code
                  JOIN presenter_topic ON presenter_topic.presenter_id = presenter.id
                  JOIN presenter_payee ON presenter_payee.presenter_id = presenter.id
                  JOIN payee_residency ON payee_residency.payee_id = presenter_payee.payee_id
                  JOIN payee_account ON payee_account.payee_id = presenter_payee.payee_id
                """
            ) { row throws(PostgresError) in
                [
                    try row.value("skill"), try row.value("rank_code"), try row.value("hours"),
                    try row.value("stands_there"), try row.value("last_three"), try row.value("holder_kana"),
                    try row.value("residency"), try row.value("waits", as: String.self),
                ]
            }
        }
        #expect(
            kept == ["active/phishing:2", "standard", "5", "t", "567", "ｺｳﾀﾞﾝ ﾊﾅｺ", "resident", "t"]
        )
        #expect(try await events() == ["presenter.registered pre-\(ids[0].rawValue)"])
    }

    @Test("refuses everybody else", arguments: [Role.clerk, .accountant, .approver, .auditor])
    func refuses(role: Role) async throws {
        let credential = try #require(database.staff[role])
        let draft = try Sample.presenter(1)
        await #expect(throws: Refusal.notPermitted(role)) { try await register([draft], as: credential) }
    }

    @Test("keeps the user whom an organization's member has already")
    func keepsUser() async throws {
        let (_, host) = try await database.makeOrganization(Sample.organization(1))
        let (_, credential) = try await database.makePresenter(
            Sample.presenter(1, email: "OFFICE1@example.jp")
        )
        #expect(credential.user == host.user)
    }

    @Test("keeps the role of whom an administrator made a presenter's user before")
    func keepsRole() async throws {
        let draft = try Sample.presenter(1)
        let user = try await CreateUser(office: database.office)(
            NewUser(email: draft.email, name: "先に登録した人"),
            roles: [.presenter],
            as: database.staff.administrator
        )
        let (_, credential) = try await database.makePresenter(draft)
        #expect(credential.user == user)
    }

    @Test("refuses an address that is a presenter's, in the database or in the batch")
    func refusesAddress() async throws {
        _ = try await database.makePresenter(Sample.presenter(1))
        let taken = try Sample.presenter(2, email: "Presenter1@example.jp")
        await #expect(throws: Refusal.emailTaken(taken.email)) {
            try await register([taken], as: database.staff.coordinator)
        }
        let twice = [
            try Sample.presenter(3, email: "one@example.jp"),
            try Sample.presenter(4, email: "one@example.jp"),
        ]
        await #expect(throws: Refusal.emailTaken(twice[1].email)) {
            try await register(twice, as: database.staff.coordinator)
        }
        // An address that was changed in the profile alone is told at whom it concerns.
        try await database.owner.transaction { session in
            try session.script("UPDATE presenter SET email = 'moved@example.jp'")
        }
        let moved = [try Sample.presenter(5), try Sample.presenter(6, email: "Moved@example.jp")]
        await #expect(throws: Refusal.emailTaken(moved[1].email)) {
            try await register(moved, as: database.staff.coordinator)
        }
        #expect(try await count() == 1)
    }

    @Test("finds likely duplicates by telephone number, however it is written")
    func findsPhone() async throws {
        let (first, _) = try await database.makePresenter(Sample.presenter(1, phone: "090-0000-0001"))
        let twin = try Sample.presenter(
            2,
            givenKana: Sample.presenter(1).kana.given,
            phone: "+81-90-00000001"
        )
        let refusal = Refusal.likelyDuplicate(of: first.description, by: .phone)
        await #expect(throws: refusal) { try await register([twin], as: database.staff.coordinator) }
        _ = try await register([twin], allowingDuplicates: true, as: database.staff.coordinator)
        #expect(try await count() == 2)
    }

    @Test("finds likely duplicates by bank account, and none where the name differs")
    func findsAccount() async throws {
        let payee = try Sample.payee(account: "1234567")
        let (first, _) = try await database.makePresenter(Sample.presenter(1, payee: payee))
        let spouse = try Sample.presenter(2, payee: payee)
        _ = try await register([spouse], as: database.staff.coordinator)
        let twin = try Sample.presenter(3, givenKana: Sample.presenter(1).kana.given, payee: payee)
        await #expect(throws: Refusal.likelyDuplicate(of: first.description, by: .account)) {
            try await register([twin], as: database.staff.coordinator)
        }
    }

    @Test("refuses what names nothing")
    func refusesUnknown() async throws {
        let cases: [(PresenterDraft, Refusal)] = [
            (try Sample.presenter(1, municipality: "13999"), .unknownCode(.municipality, "13999")),
            (
                try Sample.presenter(1, topics: [TopicSkill(TopicCode("astrology"), level: 1)]),
                .unknownCode(.topics, "astrology")
            ),
            (try Sample.presenter(1, organization: "どこか"), .unknownCode(.organization, "どこか")),
            (try Sample.presenter(1, rank: "emperor"), .unknownCode(.rank, "emperor")),
        ]
        for (draft, refusal) in cases {
            await #expect(throws: refusal) { try await register([draft], as: database.staff.coordinator) }
        }
        #expect(try await count() == 0)
    }

    @Test("refuses a holder whose name is too long for a bank file")
    func refusesHolder() async throws {
        // Sixteen voiced letters are 32 bytes in a bank file, which has room for 30.
        let payee = try Sample.payee(account: "1", holder: String(repeating: "ガ", count: 16))
        let draft = try Sample.presenter(1, payee: payee)
        let refusal = Refusal.field(FieldRefused(.accountHolder, expected: .atMost(characters: 30)))
        await #expect(throws: refusal) { try await register([draft], as: database.staff.coordinator) }
    }

    private func count() async throws -> Int {
        try await database.owner.transaction { try $0.value("SELECT count(*)::integer FROM presenter") }
    }

    private func events() async throws -> [String] {
        try await database.owner.transaction { session in
            try session.rows(
                """
                SELECT action || ' ' || subject AS event
                  FROM audit_event
                 WHERE action NOT LIKE 'user.%'
                 ORDER BY id
                """
            ) { row throws(PostgresError) in try row.value("event") }
        }
    }
}
