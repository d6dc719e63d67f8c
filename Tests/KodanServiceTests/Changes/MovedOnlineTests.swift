import KodanDomain
import KodanMail
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("A lecture that moves online", .database)
struct MovedOnlineTests {
    private let cast = Cast()

    private func propose(
        _ terms: ChangeTerms,
        of assignment: Assignment.ID,
        by host: Host
    ) async throws -> LectureChange.ID {
        try await ProposeChange(office: cast.office)(
            terms,
            of: assignment,
            by: .host,
            as: host.credential
        )
    }

    @Test("keeps its day and presenter, who do not travel; copies go to the organization, and both are told")
    func moves() async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        let (request, assignment) = try await cast.assigned(lecturer, to: host)
        try await cast.planLeaflets(for: assignment, to: "千代田一丁目 会館")
        let change = try await propose(cast.terms(to: nil, isOnline: true), of: assignment, by: host)
        let asked = MailRoom()
        _ = try await asked.drain()()
        let question = try #require(asked.mails.first { $0.body.contains("新しい会場") })
        #expect(question.body.contains("新しい会場　オンライン") && question.body.contains("いまの会場　会館"))
        try await ConfirmChange(office: cast.office)(change, by: .presenter, as: lecturer.credential)
        #expect(try await cast.bond(assignment) == "confirmed 07-08")
        #expect(
            try await cast.texts(
                """
                SELECT concat_ws(' ', place, coalesce(venue_name, venue_address, venue_municipality_code, 'nowhere'),
                                 assignment.online, travel_minutes, calendar_sequence > 0)
                  FROM lecture_request AS request JOIN assignment ON request_id = request.id
                 WHERE request.id = \(request)
                """
            ) == ["online nowhere t 0 t"]
        )
        #expect(
            try await cast.texts("SELECT ship_to FROM material_delivery WHERE edition_id = 900")
                == ["東京都千代田区一丁目1 団体1"]
        )
        let told = MailRoom()
        _ = try await told.drain()()
        let moved = told.mails.filter { $0.subject.contains("変わりました") }
        #expect(moved.count == 2 && moved.allSatisfy { $0.body.contains("会場　オンライン") })
    }

    @Test("does not move there again, nor to a venue at the same time")
    func refused() async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        let (_, assignment) = try await cast.assigned(lecturer, to: host)
        let hall = try cast.venue(in: "14104")
        await #expect(throws: Refusal.field(FieldRefused(.venueName, expected: .absentWithout(.venue)))) {
            _ = try await propose(cast.terms(to: nil, venue: hall, isOnline: true), of: assignment, by: host)
        }
        let online = cast.terms(to: nil, isOnline: true)
        let change = try await propose(online, of: assignment, by: host)
        try await ConfirmChange(office: cast.office)(change, by: .presenter, as: lecturer.credential)
        await #expect(throws: Refusal.chain(.nothingMoved(assignment))) {
            _ = try await propose(online, of: assignment, by: host)
        }
    }

    @Test("waits for another presenter online where the first cannot, since its host said yes to that")
    func released() async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        let (request, assignment) = try await cast.assigned(lecturer, to: host)
        let terms = cast.terms(to: nil, isOnline: true, oldStands: false)
        let change = try await propose(terms, of: assignment, by: host)
        try await DeclineChange(office: cast.office)(
            change,
            by: .presenter,
            because: "機材がないため",
            as: lecturer.credential
        )
        try await DecideChange(office: cast.office)(change, .release, because: "台風", as: cast.coordinator)
        #expect(try await cast.state(of: request) == "approved")
        #expect(
            try await cast.texts("SELECT place FROM lecture_request WHERE id = \(request)") == ["online"]
        )
    }

    @Test("waits so also where its coordinator, who keeps the prefecture of the hall alone, sees it no more")
    func releasedOutOfSight() async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer(in: "27100"))
        let request = try await cast.approved(by: host, place: .venue(try cast.venue(in: "27100")))
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        let assignment = try await AcceptOffer(office: cast.office)(offer, as: lecturer.credential)
        let terms = cast.terms(to: nil, isOnline: true, oldStands: false)
        let change = try await propose(terms, of: assignment, by: host)
        try await DeclineChange(office: cast.office)(
            change,
            by: .presenter,
            because: "機材がないため",
            as: lecturer.credential
        )
        let osaka = try await cast.limited(to: "27")
        try await DecideChange(office: cast.office)(change, .release, because: "台風", as: osaka)
        #expect(try await cast.state(of: request) == "approved")
        #expect(try await cast.state(of: assignment) == "released")
        #expect(
            try await cast.texts(
                "SELECT place || ' ' || prefecture_code FROM lecture_request WHERE id = \(request)"
            ) == ["online 13"]
        )
    }

    @Test("needs no copies at a hall where no organization stands by it")
    func copies() async throws {
        let lecturer = try await cast.lecturer()
        let own = try await cast.selfHosted(by: lecturer)
        try await cast.planLeaflets(for: own.assignment, to: "千代田一丁目 会館")
        let change = try await ProposeChange(office: cast.office)(
            cast.terms(to: nil, isOnline: true),
            of: own.assignment,
            by: .presenter,
            as: lecturer.credential
        )
        #expect(try await cast.state(of: change) == "confirmed")
        #expect(
            try await cast.texts("SELECT state FROM material_delivery WHERE edition_id = 900") == ["returned"]
        )
    }

    @Test("keeps no journey reserved, whether its presenter stays or is let go", arguments: [true, false])
    func budget(stays: Bool) async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        let (_, assignment) = try await cast.assigned(lecturer, to: host)
        let terms = cast.terms(to: nil, isOnline: true, oldStands: false)
        let change = try await propose(terms, of: assignment, by: host)
        if stays {
            try await ConfirmChange(office: cast.office)(change, by: .presenter, as: lecturer.credential)
        } else {
            try await DecideChange(office: cast.office)(change, .release, because: "台風", as: cast.coordinator)
        }
        #expect(
            try await cast.texts(
                "SELECT concat_ws(' ', amount, released_for) FROM budget_reservation ORDER BY id"
            ) == ["25000 moved", "15000"]
        )
    }
}
