import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("A change of a presenter", .database)
struct ChangePresenterTests {
    private let cast = Cast()
    private var change: ChangePresenter { ChangePresenter(office: cast.office) }

    @Test("of where they are reached is told there and where they were, as is a new account for half a year")
    func told() async throws {
        let lecturer = try await cast.lecturer(1)
        let new = try PresenterChange(email: try EmailAddress("neu@people.example.jp"))
        let begin = try await cast.texts("SELECT coalesce(max(id), 0)::text FROM outbox_message").first ?? "0"
        func mails(_ kind: String) async throws -> [String] {
            try await cast.texts(
                """
                SELECT recipient FROM outbox_message
                 WHERE id > \(Int64(begin) ?? 0) AND kind = \(kind)
                 ORDER BY recipient
                """
            )
        }
        let both = ["neu@people.example.jp", "presenter1@people.example.jp"]
        try await change(lecturer.id, new, as: cast.coordinator)
        #expect(try await mails("contact_changed") == both)
        // What stays as it was is no change.
        for same in [new, try PresenterChange(reachMinutes: 61)] {
            try await change(lecturer.id, same, as: lecturer.credential)
        }
        #expect(try await mails("contact_changed") == both)
        let payee = try await addPayee(of: lecturer)
        // The address by which they sign in is another's business than the one that was replaced.
        try await cast.database.owner.transaction { session in
            try session.execute(
                """
                UPDATE app_user SET email = 'sign-in@people.example.jp'
                 WHERE id = (SELECT user_id FROM presenter WHERE id = \(lecturer.id))
                """
            )
        }
        let account = try Sample.account("7654321")
        _ = try await ChangeAccount(office: cast.office)(of: payee, to: account, as: lecturer.credential)
        #expect(try await mails("account_changed") == both + ["sign-in@people.example.jp"])
        cast.database.clock.advance(days: 181)
        _ = try await ChangeAccount(office: cast.office)(of: payee, to: account, as: lecturer.credential)
        #expect(try await mails("account_changed").filter { $0 == both[1] }.count == 1)
    }

    @Test("of where they are reached is slowed down, and tells few addresses")
    func often() async throws {
        let lecturer = try await cast.lecturer(1)
        var refused = 0
        for number in 0..<8 {
            let new = try PresenterChange(email: try EmailAddress("victim\(number)@people.example.jp"))
            do {
                try await change(lecturer.id, new, as: lecturer.credential)
            } catch Refusal.signIn(.tooMany) {
                refused += 1
            }
        }
        #expect(refused >= 4)
        for number in 10..<16 {
            cast.database.clock.set(cast.database.clock.now.adding(minutes: 1))
            let new = try PresenterChange(email: try EmailAddress("moved\(number)@people.example.jp"))
            try await change(lecturer.id, new, as: cast.coordinator)
        }
        // The first one is told of each: it is never pushed out by those that follow.
        let last = try await cast.texts(
            """
            SELECT recipient FROM outbox_message WHERE kind = 'contact_changed' ORDER BY id DESC LIMIT 4
            """
        )
        #expect(Set(last).contains("presenter1@people.example.jp"), "\(last)")
        #expect(try await cast.texts("SELECT email FROM presenter_former_email").count == 3)
    }

    @Test("of where they are called leaves the call back about their account to somebody else")
    func call() async throws {
        let lecturer = try await cast.lecturer(1)
        let payee = try await addPayee(of: lecturer)
        let account = try Sample.account("7654321")
        let ask = ChangeAccount(office: cast.office)
        let confirm = ConfirmAccount(office: cast.office)
        let id = try await ask(of: payee, to: account, as: lecturer.credential)
        try await change(
            lecturer.id,
            PresenterChange(phone: try PhoneNumber("080-1234-5678")),
            as: cast.coordinator
        )
        await #expect(throws: Refusal.ownAccountChange(id)) {
            try await confirm(id, calledBack: "080-1234-5678", as: cast.coordinator)
        }
        await #expect(throws: Refusal.self) {
            try await ask(
                of: payee,
                to: account,
                confirmation: .calledBack(note: "080-1234-5678"),
                as: cast.coordinator
            )
        }
        try await confirm(id, calledBack: "03-0000-0000", as: cast.database.staff.accountant)
    }

    @Test(
        "of their address is one of their payee too, if that is where they live",
        arguments: [
            ("individual", "1600022", "東京都新宿区新宿1", true), ("individual", "1600022", "新宿1", true),
            ("individual", "1600022", "新宿一丁目 事務所", false), ("individual", "1020074", "新宿1", false),
            ("corporation", "1600022", "新宿1", false),
        ]
    )
    func moves(status: String, postalCode: String, address: String, follows: Bool) async throws {
        let lecturer = try await cast.lecturer(1)
        let payee = try await addPayee(of: lecturer, status, postalCode, address)
        let begin = try await cast.mark()
        // What stays as it was is no move.
        let same = try PresenterChange(postalCode: try PostalCode("1600022"), address: "新宿1")
        try await change(lecturer.id, same, as: lecturer.credential)
        let read = ReadPayees(office: cast.office)
        let accountant = cast.database.staff.accountant
        #expect(try await read(payee, as: accountant).address == address)
        let home = try PresenterChange(
            postalCode: try PostalCode("2310017"),
            municipality: try MunicipalityCode("14104"),
            address: "港町1"
        )
        try await change(lecturer.id, home, as: lecturer.credential)
        let found = try await read(payee, as: accountant)
        #expect(found.address == (follows ? "神奈川県横浜市中区港町1" : address))
        #expect(found.postalCode.digits == (follows ? "2310017" : postalCode))
        let changed = "presenter presenter.changed \(lecturer.id)"
        let moved = follows ? ["presenter payee.address_changed \(payee)"] : []
        #expect(try await cast.events(since: begin) == [changed, changed] + moved)
    }

    /// The payee of a presenter who had none.
    private func addPayee(
        of lecturer: Lecturer,
        _ status: String = "individual",
        _ postalCode: String = "1020074",
        _ address: String = "九段南"
    ) async throws -> Payee.ID {
        try await cast.database.owner.transaction { session in
            let payee = try session.value(
                """
                INSERT INTO payee (legal_status, name, postal_code, address, created_at)
                VALUES (\(status), '講師', \(postalCode), \(address), \(Cast.today))
                RETURNING id
                """,
                as: Payee.ID.self
            )
            try session.execute(
                "INSERT INTO presenter_payee VALUES (\(lecturer.id), \(payee), '[2026-04-01,)')"
            )
            return payee
        }
    }

    @Test("sets what it names, for the presenter themself, and leaves the rest and a line of the record")
    func own() async throws {
        let lecturer = try await cast.lecturer(1)
        let read = ReadPresenters(office: cast.office)
        let before = try await read(lecturer.id, as: cast.coordinator)
        let begin = try await cast.mark()
        let evening = try WeeklyHours(
            .saturday,
            from: try #require(TimeOfDay("18:00")),
            to: try #require(TimeOfDay("21:00"))
        )
        try await change(
            lecturer.id,
            PresenterChange(
                email: try EmailAddress("neu@people.example.jp"),
                phone: try PhoneNumber("080-1234-5678"),
                postalCode: try PostalCode("2310017"),
                municipality: try MunicipalityCode("14104"),
                address: "港町1",
                reachMinutes: 90,
                acceptsOnline: false,
                acceptsOvernight: true,
                monthlyCap: 1,
                yearlyCap: 6,
                weeklyHours: [evening]
            ),
            as: lecturer.credential
        )
        let after = try await read(lecturer.id, as: lecturer.credential)
        // That mail reaches them there has yet to be shown.
        #expect(after.summary.email == before.summary.email)
        #expect(after.profile.newEmail?.text == "neu@people.example.jp")
        #expect(after.summary.place == "神奈川県横浜市中区" && after.profile.address == "港町1")
        #expect(after.profile.phone.text == "080-1234-5678" && after.profile.postalCode.digits == "2310017")
        #expect(after.profile.reachMinutes == 90 && after.profile.monthlyCap == 1)
        #expect(after.profile.yearlyCap == 6)
        #expect(!after.profile.acceptsOnline && after.profile.acceptsOvernight)
        #expect(after.weeklyHours == [evening])
        #expect(after.summary.name == before.summary.name && after.topics == before.topics)
        #expect(after.profile.rank == before.profile.rank)
        let point = try await cast.texts(
            """
            SELECT (presenter.latitude_e6, presenter.longitude_e6) = (municipality.latitude_e6, municipality.longitude_e6)
              FROM presenter JOIN municipality ON municipality.code = '14104'
            """
        )
        #expect(point == ["t"])
        #expect(
            try await cast.events(since: begin) == [
                "presenter presenter.address_asked \(lecturer.id)",
                "presenter presenter.changed \(lecturer.id)",
            ]
        )
        let fields = try await cast.texts(
            "SELECT detail ->> 'fields' FROM audit_event WHERE id > \(begin) AND detail ? 'fields'"
        )
        #expect(
            fields == [
                """
                phone postal_code municipality address reach_minutes accepts_online accepts_overnight monthly_cap \
                yearly_cap weekly_hours
                """
            ]
        )
    }

    @Test("of names, topics, qualifications and rank is the body's")
    func decided() async throws {
        let lecturer = try await cast.lecturer(1)
        let riss = try Qualification(
            try QualificationCode("riss"),
            number: "第000001号",
            expires: LocalDate("2027-03-31")
        )
        let changes = [
            try PresenterChange(name: try PersonName(family: "改姓", given: "花子")),
            try PresenterChange(kana: try KanaName(family: "カイセイ", given: "ハナコ")),
            try PresenterChange(qualifications: [riss]),
            try PresenterChange(topics: [try TopicSkill(try TopicCode("phishing"), level: 3)]),
            try PresenterChange(rank: try RankCode("senior")),
        ]
        for one in changes {
            await #expect(throws: Refusal.notPermitted(.presenter)) {
                try await change(lecturer.id, one, as: lecturer.credential)
            }
            try await change(lecturer.id, one, as: cast.coordinator)
        }
        let after = try await ReadPresenters(office: cast.office)(lecturer.id, as: cast.coordinator)
        #expect(after.summary.name == "改姓 花子" && after.summary.kana == "カイセイ ハナコ")
        #expect(after.topics.map { "\($0.topic):\($0.level)" } == ["phishing:3"])
        #expect(after.qualifications == [riss] && after.profile.rank.text == "senior")
    }

    @Test("is refused for what is not there, for a taken address, and to all others")
    func refused() async throws {
        let lecturer = try await cast.lecturer(1)
        let other = try await cast.lecturer(2)
        let before = try await cast.footprint()
        func refused(_ refusal: Refusal, _ one: PresenterChange, _ credential: Credential) async throws {
            await #expect(throws: refusal) { try await change(lecturer.id, one, as: credential) }
        }
        let staff = cast.coordinator
        let nothing = try TopicSkill(try TopicCode("nothing"), level: 1)
        try await refused(.unknownCode(.topics, "nothing"), PresenterChange(topics: [nothing]), staff)
        let paper = try Qualification(try QualificationCode("paper"))
        try await refused(
            .unknownCode(.qualifications, "paper"),
            PresenterChange(qualifications: [paper]),
            staff
        )
        try await refused(.unknownCode(.rank, "king"), PresenterChange(rank: try RankCode("king")), staff)
        let nowhere = try PresenterChange(municipality: try MunicipalityCode("13999"))
        try await refused(.unknownCode(.municipality, "13999"), nowhere, lecturer.credential)
        let taken = try EmailAddress("presenter2@people.example.jp")
        try await refused(.emailTaken(taken), PresenterChange(email: taken), staff)
        let reach = try PresenterChange(reachMinutes: 60)
        try await refused(.notFound(lecturer.id.description), reach, other.credential)
        for role in [Role.clerk, .accountant, .auditor, .administrator] {
            try await refused(.notPermitted(role), reach, try #require(cast.database.staff[role]))
        }
        #expect(try await cast.footprint() == before)
        #expect(throws: FieldRefused(.reachMinutes, expected: .integer(10...480))) {
            try PresenterChange(reachMinutes: 5)
        }
        #expect(throws: FieldRefused(.topics, at: 1, expected: .once)) {
            try PresenterChange(topics: [nothing, nothing])
        }
    }
}
