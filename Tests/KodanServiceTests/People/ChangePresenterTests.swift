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
        #expect(after.summary.email.text == "neu@people.example.jp")
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
        #expect(try await cast.events(since: begin) == ["presenter presenter.changed \(lecturer.id)"])
        let fields = try await cast.texts("SELECT detail ->> 'fields' FROM audit_event WHERE id > \(begin)")
        #expect(
            fields == [
                """
                email phone postal_code municipality address reach_minutes accepts_online accepts_overnight monthly_cap \
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
        try await refused(.emailTaken(taken), PresenterChange(email: taken), lecturer.credential)
        let reach = try PresenterChange(reachMinutes: 60)
        try await refused(.notFound(lecturer.id.description), reach, other.credential)
        for role in [Role.clerk, .accountant, .auditor, .administrator] {
            try await refused(.notPermitted(role), reach, try #require(cast.database.staff[role]))
        }
        #expect(try await cast.footprint() == before)
        #expect(throws: FieldRefused(.reachMinutes, expected: .integer(10...480))) {
            try PresenterChange(reachMinutes: 5)
        }
        #expect(throws: FieldRefused(.topics, expected: .once)) {
            try PresenterChange(topics: [nothing, nothing])
        }
    }
}
