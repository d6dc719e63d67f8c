import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

@Suite("Taking away a name", .database)
struct AnonymizationTests {
    private let cast = Cast()
    private var administrator: Credential { cast.database.staff.administrator }
    private var anonymize: AnonymizePerson { AnonymizePerson(office: cast.office) }

    private func key(_ credential: Credential) throws -> User.ID { try #require(credential.user) }

    private func askForLink(_ email: String) async throws {
        try await RequestSignInLink(office: cast.office)(
            try EmailAddress(email),
            from: ClientAddress("198.51.100.7")
        )
    }

    @Test("of a presenter who has left leaves no trace of them in any table, and what they did stands")
    func presenter() async throws {
        let number = try Qualification(try QualificationCode("riss"), number: "第123456号")
        let lecturer = try await cast.lecturer(qualifications: [number])
        let host = try await cast.host()
        let request = try await cast.approved(by: host)
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        for (name, credential) in [("moved", cast.coordinator), ("wished", lecturer.credential)] {
            let change = try PresenterChange(email: try EmailAddress("\(name)@people.example.jp"))
            try await ChangePresenter(office: cast.office)(lecturer.id, change, as: credential)
        }
        try await askForLink(lecturer.email)
        let words = [
            "第1 ", "presenter1@", "moved@", "wished@", "090-0000-1001", "09000001001", "新宿1", "第123456号",
        ]
        #expect(
            try await cast.traces(of: words).isSuperset(of: [
                "app_user", "outbox_message", "presenter", "presenter_former_email", "presenter_new_email",
            ])
        )
        try await cast.retire(lecturer)
        let user = try key(lecturer.credential)
        #expect(try await cast.anonymize(.presenter(lecturer.id)) == [.presenter(lecturer.id), .user(user)])
        #expect(try await cast.traces(of: words + ["第1\""]) == [])
        let read = ReadPresenters(office: cast.office)
        let known = try await read(lecturer.id, as: cast.coordinator)
        #expect((known.summary.name, known.summary.kana) == ("匿名 講師", "トクメイ コウシ"))
        #expect(known.profile.anonymizedAt == Cast.today)
        #expect(known.summary.municipality.digits == "13104")
        #expect(try await cast.state(of: offer) == "withdrawn")
        await #expect(throws: Refusal.notSignedIn) {
            _ = try await ReadOffers(office: cast.office)(offer, as: lecturer.credential)
        }
        #expect(
            try await cast.events().suffix(2) == [
                "administrator presenter.anonymized \(lecturer.id)", "administrator user.anonymized \(user)",
            ]
        )
    }

    @Test("of a host who acts for nobody leaves no way to sign in")
    func host() async throws {
        let host = try await cast.host()
        let user = try key(host.credential)
        try await askForLink("host1@org.example.jp")
        await #expect(throws: Refusal.person(.stillNeeded(.user(user), .member))) {
            try await cast.anonymize(.user(user))
        }
        cast.database.clock.advance(days: 1)
        try await RemoveMember(office: cast.office)(
            user,
            from: host.organization,
            because: "退職",
            as: cast.coordinator
        )
        cast.database.clock.advance(days: 1)
        #expect(try await cast.anonymize(.user(user)) == [.user(user)])
        #expect(try await cast.traces(of: ["host1@", "担当 1"]) == [])
        #expect(
            try await cast.texts(
                "SELECT concat_ws(' ', display_name, state) FROM app_user WHERE id = \(user)"
            )
                == ["匿名の利用者 disabled"]
        )
        await #expect(throws: Refusal.notSignedIn) {
            _ = try await ReadRequests(office: cast.office)(as: host.credential)
        }
    }

    @Test("of the contact of a request that has ended leaves the request as it was")
    func contact() async throws {
        let request = try await cast.approved(by: try await cast.host())
        await #expect(throws: Refusal.person(.stillNeeded(.contact(request), .request))) {
            try await cast.anonymize(.contact(request))
        }
        try await CancelRequest(office: cast.office)(
            request,
            by: .host,
            because: "都合",
            as: cast.coordinator
        )
        let link = cast.office.vault.statusLink(of: request, round: 1)
        _ = try await ReadRequests(office: cast.office)(request, as: .statusLink(link))
        #expect(try await cast.anonymize(.contact(request)) == [.contact(request)])
        #expect(try await cast.traces(of: ["contact@org", "窓口", "03-0000-0001"]) == [])
        let detail = try await ReadRequests(office: cast.office)(request, as: cast.coordinator)
        #expect(detail.contact?.email.isAnonymized == true)
        #expect((detail.summary.title, detail.venue?.name) == ("情報セキュリティ講習", "会館"))
        await #expect(throws: Refusal.notSignedIn) {
            _ = try await ReadRequests(office: cast.office)(request, as: .statusLink(link))
        }
    }

    @Test("is for administrators, with a reason, of somebody who is there and whom nothing needs")
    func refusals() async throws {
        let lecturer = try await cast.lecturer()
        let user = try key(lecturer.credential)
        let clerk = try key(cast.database.staff.clerk)
        for (person, need) in [
            (Person.presenter(lecturer.id), NameNeed.registered), (.user(user), .presenter),
            (.user(clerk), .staff),
        ] {
            await #expect(throws: Refusal.person(.stillNeeded(person, need))) {
                try await cast.anonymize(person)
            }
        }
        for key in ["pre-999", "usr-999", "req-999"] {
            await #expect(throws: Refusal.notFound(key)) {
                try await cast.anonymize(try #require(Person(key)))
            }
        }
        try await cast.retire(lecturer)
        await #expect(throws: Refusal.notPermitted(.coordinator)) {
            try await anonymize(.presenter(lecturer.id), because: "希望", as: cast.coordinator)
        }
        await #expect(throws: Refusal.field(FieldRefused(.reason, expected: .present))) {
            try await anonymize(.presenter(lecturer.id), because: " ", as: administrator)
        }
        #expect(
            try await cast.texts("SELECT anonymized_at::text FROM presenter WHERE anonymized_at IS NOT NULL")
                == []
        )
    }

    @Test("is for good: nothing of them changes any more, and nobody comes back under the name")
    func forGood() async throws {
        let lecturer = try await cast.lecturer()
        let host = try await cast.host()
        let user = try key(lecturer.credential)
        try await cast.retire(lecturer)
        _ = try await cast.anonymize(.presenter(lecturer.id))
        let (office, coordinator, id) = (cast.office, cast.coordinator, lecturer.id)
        let tries: [@Sendable () async throws -> Void] = [
            { _ = try await cast.anonymize(.presenter(id)) }, { _ = try await cast.anonymize(.user(user)) },
            {
                try await ChangePresenterStatus(office: office)(
                    of: id,
                    to: .deceased,
                    because: "訃報",
                    as: coordinator
                )
            },
            {
                let change = try PresenterChange(phone: try PhoneNumber("090-1234-5678"))
                try await ChangePresenter(office: office)(id, change, as: coordinator)
            },
            {
                _ = try await AddBlackout(office: office)(
                    of: id,
                    on: DateRange(day("2026-08-01")),
                    as: coordinator
                )
            },
            { try await EnableUser(office: office)(user, as: administrator) },
            { try await GrantRole(office: office)(.host, to: user, as: administrator) },
            { try await ChangeUser(office: office)(user, to: UserChange(name: "元の名"), as: administrator) },
            {
                let member = NewUser(email: try EmailAddress("\(user)@anonymized.invalid"), name: "別人")
                _ = try await AddMember(office: office)(member, to: host.organization, as: coordinator)
            },
        ]
        for (index, one) in tries.enumerated() {
            await #expect(throws: Refusal.person(.anonymized), "try \(index)") { try await one() }
        }
        // Whoever comes anew is somebody else.
        let again = try await cast.lecturer()
        #expect(again.id != id)
    }

    @Test("of a presenter takes their name out of what they asked for themselves")
    func selfHosted() async throws {
        let lecturer = try await cast.lecturer()
        let (request, _) = try await cast.selfHosted(by: lecturer)
        try await cast.retire(lecturer)
        // Retiring called the lecture off.
        #expect(try await cast.state(of: request) == "cancelled")
        let user = try key(lecturer.credential)
        #expect(
            try await cast.anonymize(.presenter(lecturer.id)) == [
                .contact(request), .presenter(lecturer.id), .user(user),
            ]
        )
        #expect(try await cast.traces(of: ["窓口", "contact@org", lecturer.email]) == [])
    }

    @Test("leaves no way in to whoever comes at the same moment")
    func atOnce() async throws {
        let lecturer = try await cast.lecturer()
        let user = try key(lecturer.credential)
        try await cast.retire(lecturer)
        let (database, id) = (cast.database, lecturer.id)
        let called = Signal()
        async let gone: Void = database.owner.transaction { session in
            try session.script(
                """
                SELECT set_config('kodan.role', 'system', true);
                SELECT anonymize_presenter(\(id.rawValue), '2026-06-01T01:00:00Z', NULL);
                SELECT anonymize_user(\(user.rawValue), '2026-06-01T01:00:00Z', NULL);
                """
            )
            called.open()
            try session.execute("SELECT pg_sleep(1)")
        }
        try await eventually(within: .seconds(60)) { called.isOpen }
        for sql in [
            "INSERT INTO user_role (user_id, role, granted_at) VALUES (\(user.rawValue), 'clerk', '2026-06-01T00:00:00Z')",
            """
            INSERT INTO user_session (user_id, role, proof, digest, created_at, last_seen_at, idle_minutes, expires_at)
            VALUES (\(user.rawValue), 'presenter', 'link', sha256('x'), '2026-06-01T00:00:00Z', '2026-06-01T00:00:00Z', 30,
                    '2026-06-02T00:00:00Z')
            """,
        ] {
            let error = await #expect(throws: PostgresError.self) {
                try await database.owner.transaction { session in try session.script(sql) }
            }
            #expect(error?.constraint == "app_user_anonymized", "\(sql)")
        }
        try await gone
        #expect(try await cast.texts("SELECT role FROM user_role WHERE user_id = \(user)") == ["presenter"])
        #expect(try await cast.texts("SELECT id::text FROM user_session WHERE user_id = \(user)") == [])
    }
}

extension [String] {
    /// Whether all of `others` are among them.
    fileprivate func isSuperset(of others: [String]) -> Bool { Set(self).isSuperset(of: others) }
}
