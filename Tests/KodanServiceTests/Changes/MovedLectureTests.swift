import KodanDomain
import KodanMail
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("A lecture that moves", .database)
struct MovedLectureTests {
    private let cast = Cast()

    /// Both sides have said again that the lecture stands, and leaflets are planned for it.
    private func prepare(_ assignment: Assignment.ID) async throws {
        try await cast.database.owner.transaction { session in
            try session.execute(
                """
                UPDATE assignment
                   SET state = 'reconfirmed', presenter_reconfirmed_at = \(Cast.today),
                       host_reconfirmed_at = \(Cast.today)
                 WHERE id = \(assignment)
                """
            )
        }
        try await cast.planLeaflets(for: assignment)
    }

    @Test(
        "does so with the second yes, and everything follows: slot, calendar, materials, reconfirmation, mails"
    )
    func moves() async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        let (request, assignment) = try await cast.assigned(lecturer, to: host)
        try await prepare(assignment)
        let before = try await cast.mails().count
        let change = try await ProposeChange(office: cast.office)(
            cast.terms(),
            of: assignment,
            by: .host,
            as: host.credential
        )
        #expect(try await cast.bond(assignment) == "reconfirmed 07-08")
        #expect(try await cast.mails(after: before) == ["change_proposed \(lecturer.email)"])
        #expect(try await cast.desk() == ["change_open"])
        let mark = try await cast.mark()
        try await ConfirmChange(office: cast.office)(change, by: .presenter, as: lecturer.credential)
        #expect(try await cast.bond(assignment) == "confirmed 07-15")
        #expect(try await cast.state(of: change) == "confirmed")
        #expect(try await cast.wishes(of: request) == ["07-15"])
        #expect(
            try await cast.events(since: mark) == [
                "presenter change.agreed \(change)", "presenter change.confirmed \(change)",
                "presenter assignment.moved \(assignment)",
            ]
        )
        #expect(
            try await cast.mails(after: before + 1) == [
                "lecture_moved contact@org.example.jp", "lecture_moved \(lecturer.email)",
            ]
        )
        #expect(
            try await cast.texts(
                """
                SELECT concat_ws(' ', calendar_sequence, presenter_reconfirmed_at IS NULL, ship_by, slot.during = assignment.during)
                  FROM assignment JOIN material_delivery ON assignment_id = assignment.id
                  JOIN request_slot AS slot ON slot.id = assignment.slot_id
                 WHERE edition_id = 900
                """
            ) == ["1 t 2026-07-06 t"]
        )
        _ = try await FollowUp(office: cast.office)()
        #expect(try await cast.desk() == [])
        let room = MailRoom()
        _ = try await room.drain()()
        let told = room.mails.filter { $0.subject.contains("変わりました") }
        #expect(told.count == 2)
        #expect(told.allSatisfy { $0.body.contains("7月15日") && $0.calendar != nil })
        // The question is no longer one.
        #expect(
            try await cast.texts(
                "SELECT overtaken_because FROM outbox_message WHERE kind = 'change_proposed'"
            ) == ["change_ended"]
        )
    }

    @Test("to another venue takes the way there with it")
    func venue() async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        let (request, assignment) = try await cast.assigned(lecturer, to: host)
        try await prepare(assignment)
        try await cast.database.owner.transaction { session in
            try session.execute("UPDATE material_delivery SET ship_to = '千代田一丁目 会館'")
            try session.execute("UPDATE lecture_request SET nearest_station = '九段下', parking = 'none'")
        }
        let osaka = try Venue(name: "大阪会館", municipality: try MunicipalityCode("27100"), address: "北浜")
        let change = try await ProposeChange(office: cast.office)(
            cast.terms(to: nil, venue: osaka),
            of: assignment,
            by: .presenter,
            as: lecturer.credential
        )
        try await ConfirmChange(office: cast.office)(
            change,
            by: .host,
            onBehalfOf: "窓口 電話",
            as: cast.coordinator
        )
        #expect(try await cast.bond(assignment) == "confirmed 07-08")
        #expect(
            try await cast.texts(
                """
                SELECT concat_ws(' ', venue_name, venue_municipality_code, round, travel_minutes > 120,
                                 calendar_sequence, venue_longitude_e6 < 137000000, parking, nearest_station)
                  FROM lecture_request AS request JOIN assignment ON request_id = request.id
                 WHERE request.id = \(request)
                """
            ) == ["大阪会館 27100 1 t 1 t unknown"]
        )
        #expect(
            try await cast.texts(
                "SELECT concat_ws(' ', ship_by, ship_to) FROM material_delivery WHERE edition_id = 900"
            )
                == ["2026-06-29 大阪府大阪市北浜 大阪会館"]
        )
        #expect(
            try await cast.texts("SELECT on_behalf_of FROM audit_event WHERE action = 'change.agreed'")
                == ["窓口 電話"]
        )
    }

    @Test("is asked of both where the body proposes it, and of nobody where its presenter stands alone")
    func sides() async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer(1))
        let (_, assignment) = try await cast.assigned(lecturer, to: host)
        let before = try await cast.mails().count
        let change = try await ProposeChange(office: cast.office)(
            cast.terms(),
            of: assignment,
            by: .body,
            as: cast.coordinator
        )
        #expect(
            try await cast.mails(after: before) == [
                "change_proposed contact@org.example.jp", "change_proposed \(lecturer.email)",
            ]
        )
        let confirm = ConfirmChange(office: cast.office)
        try await confirm(change, by: .presenter, as: lecturer.credential)
        #expect(try await cast.bond(assignment) == "confirmed 07-08")
        await #expect(throws: Refusal.chain(.changeAnswered(change))) {
            try await confirm(change, by: .presenter, as: lecturer.credential)
        }
        try await confirm(change, by: .host, as: host.credential)
        #expect(try await cast.bond(assignment) == "confirmed 07-15")
        let alone = try await cast.lecturer(2)
        let own = try await cast.selfHosted(by: alone)
        let at = Cast.span("2026-08-05T10:00:00+09:00", minutes: 60)
        let moved = try await ProposeChange(office: cast.office)(
            cast.terms(to: at),
            of: own.assignment,
            by: .presenter,
            as: alone.credential
        )
        #expect(try await cast.state(of: moved) == "confirmed")
        #expect(try await cast.bond(own.assignment) == "confirmed 08-05")
    }

    @Test("is looked at again with the second yes")
    func again() async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        let (_, assignment) = try await cast.assigned(lecturer, to: host)
        let change = try await ProposeChange(office: cast.office)(
            cast.terms(),
            of: assignment,
            by: .presenter,
            as: lecturer.credential
        )
        try await cast.database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO presenter_blackout (presenter_id, days, reason)
                VALUES (\(lecturer.id), '[2026-07-15,2026-07-16)', '出張')
                """
            )
        }
        let refused = Refusal.chain(.presenterAway(lecturer.id, Cast.weekLater.date))
        let footprint = try await cast.footprint()
        await #expect(throws: refused) {
            try await ConfirmChange(office: cast.office)(change, by: .host, as: host.credential)
        }
        #expect(try await cast.footprint() == footprint)
        #expect(try await cast.state(of: change) == "open")
    }

    @Test("into another fiscal year is paid of that year's budget")
    func budget() async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        let (_, assignment) = try await cast.assigned(lecturer, to: host)
        let change = try await ProposeChange(office: cast.office)(
            cast.terms(to: Cast.span("2027-04-07T14:00:00+09:00", minutes: 90)),
            of: assignment,
            by: .host,
            as: host.credential
        )
        try await ConfirmChange(office: cast.office)(change, by: .presenter, as: lecturer.credential)
        #expect(
            try await cast.texts(
                """
                SELECT concat_ws(' ', fiscal_year, released_for) FROM budget_reservation ORDER BY id
                """
            ) == ["2026 moved", "2027"]
        )
    }
}
