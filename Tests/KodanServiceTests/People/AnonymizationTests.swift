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

    /// The tables in a row of which one of `words` stands, in whatever column.
    private func traces(of words: [String]) async throws -> [String] {
        let tables = try await cast.texts(
            "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
        )
        let patterns = words.map { "%\($0)%" }
        var found: [String] = []
        for table in tables {
            let rows: SQL = "\(unsafeSQL: table) AS found WHERE found::text LIKE ANY (\(patterns)::text[])"
            if try await cast.texts("SELECT count(*)::text FROM \(rows)") != ["0"] { found.append(table) }
        }
        return found
    }

    private func retire(_ lecturer: Lecturer) async throws {
        try await ChangePresenterStatus(office: cast.office)(
            of: lecturer.id,
            to: .retired,
            because: "退任",
            as: cast.coordinator
        )
    }

    private func key(_ credential: Credential) throws -> User.ID { try #require(credential.user) }

    private func askForLink(_ email: String) async throws {
        try await RequestSignInLink(office: cast.office)(
            try EmailAddress(email),
            from: ClientAddress("198.51.100.7")
        )
    }

    private func act(_ person: Person) async throws -> [Person] {
        try await anonymize(person, because: "本人の希望", as: administrator)
    }

    @Test("of a presenter who has left leaves no trace of them in any table, and what they did stands")
    func presenter() async throws {
        let number = try Qualification(try QualificationCode("riss"), number: "第123456号")
        let lecturer = try await cast.lecturer(qualifications: [number])
        let host = try await cast.host()
        let request = try await cast.approved(by: host)
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        let change = try PresenterChange(email: try EmailAddress("moved@people.example.jp"))
        try await ChangePresenter(office: cast.office)(lecturer.id, change, as: lecturer.credential)
        try await askForLink(lecturer.email)
        let words = ["第1 ", "presenter1@", "moved@", "090-0000-1001", "09000001001", "新宿1", "第123456号"]
        #expect(try await traces(of: words).isSuperset(of: ["app_user", "outbox_message", "presenter"]))
        try await retire(lecturer)
        let user = try key(lecturer.credential)
        #expect(try await act(.presenter(lecturer.id)) == [.presenter(lecturer.id), .user(user)])
        #expect(try await traces(of: words + ["第1\""]) == [])
        let read = ReadPresenters(office: cast.office)
        let known = try await read(lecturer.id, as: cast.coordinator)
        #expect((known.summary.name, known.summary.kana) == ("匿名 講師", "トクメイ コウシ"))
        #expect(known.profile.anonymizedAt == Cast.today && known.profile.user == nil)
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
            try await act(.user(user))
        }
        cast.database.clock.advance(days: 1)
        try await RemoveMember(office: cast.office)(
            user,
            from: host.organization,
            because: "退職",
            as: cast.coordinator
        )
        cast.database.clock.advance(days: 1)
        #expect(try await act(.user(user)) == [.user(user)])
        #expect(try await traces(of: ["host1@", "担当 1"]) == [])
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
            try await act(.contact(request))
        }
        try await CancelRequest(office: cast.office)(
            request,
            by: .host,
            because: "都合",
            as: cast.coordinator
        )
        let link = cast.office.vault.statusLink(of: request, round: 1)
        _ = try await ReadRequests(office: cast.office)(request, as: .statusLink(link))
        #expect(try await act(.contact(request)) == [.contact(request)])
        #expect(try await traces(of: ["contact@org", "窓口", "03-0000-0001"]) == [])
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
            await #expect(throws: Refusal.person(.stillNeeded(person, need))) { try await act(person) }
        }
        for key in ["pre-999", "usr-999", "req-999"] {
            await #expect(throws: Refusal.notFound(key)) { try await act(try #require(Person(key))) }
        }
        try await retire(lecturer)
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
        try await retire(lecturer)
        _ = try await act(.presenter(lecturer.id))
        let (office, coordinator, id) = (cast.office, cast.coordinator, lecturer.id)
        let tries: [@Sendable () async throws -> Void] = [
            { _ = try await act(.presenter(id)) }, { _ = try await act(.user(user)) },
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

    @Test("of a presenter who goes on as a host does not tell that they were the presenter")
    func goesOn() async throws {
        let lecturer = try await cast.lecturer()
        let host = try await cast.host()
        let member = NewUser(email: try EmailAddress(lecturer.email), name: "講師")
        let user = try await AddMember(office: cast.office)(
            member,
            to: host.organization,
            as: cast.coordinator
        )
        try await retire(lecturer)
        #expect(try await act(.presenter(lecturer.id)) == [.presenter(lecturer.id)])
        #expect(try await cast.texts("SELECT user_id::text FROM presenter WHERE user_id IS NOT NULL") == [])
        let entry = try await ReadUsers(office: cast.office)(user, as: administrator).entry
        #expect(entry.email.text == lecturer.email && entry.roles == ["host"] && entry.isActive)
    }
}

extension [String] {
    /// Whether all of `others` are among them.
    fileprivate func isSuperset(of others: [String]) -> Bool { Set(self).isSuperset(of: others) }
}
