import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("Cancelling a request", .database)
struct CancelRequestTests {
    @Test("takes back every offer and tells each presenter who was asked")
    func offered() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let lecturers = [try await cast.lecturer(1), try await cast.lecturer(2), try await cast.lecturer(3)]
        let request = try await cast.approved(by: host)
        let offers = try await cast.ask(lecturers, for: request)
        let before = try await cast.mails().count
        let mark = try await cast.mark()
        try await CancelRequest(office: cast.office)(request, by: .host, because: "延期", as: host.credential)
        #expect(
            try await cast.texts("SELECT state FROM offer ORDER BY id") == [
                "withdrawn", "withdrawn", "withdrawn",
            ]
        )
        #expect(
            try await Array(cast.mails().dropFirst(before))
                == lecturers.map { "offer_withdrawn \($0.email)" } + [
                    "request_cancelled contact@org.example.jp"
                ]
        )
        #expect(
            try await cast.events(since: mark)
                == ["host request.cancelled \(request)"] + offers.map { "host offer.withdrawn \($0)" }
        )
    }

    @Test("in the name of another is for the body's people alone")
    func inTheNameOf() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let request = try await cast.approved(by: host)
        let before = try await cast.footprint()
        let cancel = CancelRequest(office: cast.office)
        let refused = Refusal.field(FieldRefused(.onBehalfOf, expected: .ofStaff))
        await #expect(throws: refused) {
            try await cancel(
                request,
                by: .host,
                because: "延期",
                onBehalfOf: "会長",
                as: host.credential
            )
        }
        #expect(try await cast.footprint() == before)
        #expect(try await cast.state(of: request) == "approved")
        try await cancel(request, by: .host, because: "延期", onBehalfOf: "会長", as: cast.coordinator)
    }

    @Test("lets the bound presenter go, with the days of notice, and materials come back")
    func assigned() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let (request, assignment) = try await cast.assigned(lecturer, to: host)
        let before = try await cast.mails().count
        cast.database.clock.set(moment("2026-07-05T23:59:00+09:00"))
        try await CancelRequest(office: cast.office)(request, by: .host, because: "大雨", as: host.credential)
        #expect(
            try await cast.texts(
                """
                SELECT concat_ws(' ', r.state, r.cancelled_by, r.notice_days, a.state, a.ended_by, a.notice_days, o.state)
                  FROM lecture_request AS r
                  JOIN assignment AS a ON a.request_id = r.id
                  JOIN offer AS o ON o.id = a.offer_id
                 WHERE a.id = \(assignment)
                """
            ) == ["cancelled host 3 cancelled host 3 withdrawn"]
        )
        #expect(
            try await Array(cast.mails().dropFirst(before))
                == ["lecture_cancelled \(lecturer.email)", "request_cancelled contact@org.example.jp"]
        )
    }

    @Test("counts the notice from the first wished time ahead as long as nobody is bound")
    func notice() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let cancel = CancelRequest(office: cast.office)
        let wished = [Cast.weekLater, Cast.afternoon]
        func days(_ request: LectureRequest.ID) async throws -> [String] {
            try await cancel(request, by: .host, because: "延期", as: host.credential)
            return try await cast.texts(
                "SELECT coalesce(notice_days::text, 'none') FROM lecture_request WHERE id = \(request)"
            )
        }
        let draft = try await DraftRequest(office: cast.office)(
            try cast.draft(of: .organization(host.organization), at: wished),
            as: host.credential
        )
        #expect(try await days(draft) == ["none"])
        var requests: [LectureRequest.ID] = []
        for _ in 1...3 { requests.append(try await cast.approved(by: host, at: wished)) }
        cast.database.clock.set(moment("2026-07-05T23:59:00+09:00"))
        #expect(try await days(requests[0]) == ["3"])
        cast.database.clock.set(Cast.afternoon.start)
        #expect(try await days(requests[1]) == ["7"])
        cast.database.clock.set(Cast.weekLater.start)
        #expect(try await days(requests[2]) == ["none"])
    }

    @Test("of a presenter's own lecture is the presenter's, and not that of its co-host")
    func coHost() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let cancel = CancelRequest(office: cast.office)
        let (request, _) = try await cast.selfHosted(by: lecturer, with: host)
        let footprint = try await cast.footprint()
        for side in [Side.host, .presenter] {
            await #expect(throws: Refusal.notPermitted(.host)) {
                try await cancel(request, by: side, because: "都合", as: host.credential)
            }
        }
        #expect(try await cast.footprint() == footprint)
        try await cancel(request, by: .presenter, because: "都合", as: lecturer.credential)
        #expect(try await cast.state(of: request) == "cancelled")
    }

    @Test("works in every state before held, and not after")
    func states() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let cancel = CancelRequest(office: cast.office)
        let request = try await SubmitRequest(office: cast.office)(
            try cast.draft(of: .organization(host.organization)),
            as: host.credential
        )
        for state in RequestState.allCases {
            let rest: (reason: String?, side: String?) =
                switch state {
                case .returned, .rejected, .unmatched, .notHeld: ("理由", nil)
                case .cancelled: ("理由", "host")
                default: (nil, nil)
                }
            try await cast.database.owner.transaction { session in
                try session.execute("ALTER TABLE lecture_request DISABLE TRIGGER transition")
                try session.execute(
                    """
                    UPDATE lecture_request
                       SET state = \(state.rawValue), state_reason = \(rest.reason), cancelled_by = \(rest.side)
                     WHERE id = \(request)
                    """
                )
                try session.execute("ALTER TABLE lecture_request ENABLE TRIGGER transition")
            }
            switch state {
            case .held, .attested, .closed, .rejected, .cancelled:
                await #expect(throws: Refusal.requestState(request, state)) {
                    try await cancel(request, by: .host, because: "中止", as: host.credential)
                }
            default:
                try await cancel(request, by: .host, because: "中止", as: host.credential)
                #expect(try await cast.state(of: request) == "cancelled")
            }
        }
        let (second, assignment) = try await cast.assigned(lecturer, to: host)
        cast.pass()
        _ = try await ReportLecture(office: cast.office)(
            assignment,
            try lectureReport(),
            as: lecturer.credential
        )
        await #expect(throws: Refusal.requestState(second, .held)) {
            try await cancel(second, by: .body, because: "中止", as: cast.coordinator)
        }
    }

    @Test("is for its own side, with a reason")
    func refusals() async throws {
        let cast = Cast()
        let host = try await cast.host(1)
        let other = try await cast.host(2)
        let lecturer = try await cast.lecturer(1)
        let stranger = try await cast.lecturer(2)
        let cancel = CancelRequest(office: cast.office)
        let (request, _) = try await cast.assigned(lecturer, to: host)
        let footprint = try await cast.footprint()
        await #expect(throws: Refusal.notFound("\(request)")) {
            try await cancel(request, by: .host, because: "中止", as: other.credential)
        }
        await #expect(throws: Refusal.notFound("\(request)")) {
            try await cancel(request, by: .presenter, because: "中止", as: stranger.credential)
        }
        await #expect(throws: Refusal.notPermitted(.presenter)) {
            try await cancel(request, by: .presenter, because: "中止", as: lecturer.credential)
        }
        await #expect(throws: Refusal.notPermitted(.host)) {
            try await cancel(request, by: .body, because: "中止", as: host.credential)
        }
        await #expect(throws: Refusal.notPermitted(.clerk)) {
            try await cancel(request, by: .body, because: "中止", as: cast.database.staff.clerk)
        }
        await #expect(throws: Refusal.field(FieldRefused(.reason, expected: .present))) {
            try await cancel(request, by: .host, because: "", as: host.credential)
        }
        #expect(try await cast.footprint() == footprint)
        let (own, _) = try await cast.selfHosted(by: stranger)
        try await cancel(own, by: .presenter, because: "都合", as: stranger.credential)
        #expect(try await cast.state(of: own) == "cancelled")
    }
}
