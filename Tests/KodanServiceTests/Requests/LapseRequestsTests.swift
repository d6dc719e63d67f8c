import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import KodanText
import Postgres
import Testing

@Suite("Requests that nobody goes on with", .database)
struct LapseRequestsTests {
    private let cast = Cast()

    /// Told after 30 quiet days, and ended ten whole days later.
    private func lapse(_ rule: LapseRule? = LapseRule(quietDays: 30, noticeDays: 10)) -> LapseRequests {
        var rules = OfficeRules()
        rules.lapse = rule
        let office = Office(
            pool: cast.office.pool,
            clock: cast.office.clock,
            vault: cast.office.vault,
            rules: rules
        )
        return LapseRequests(office: office)
    }

    private func at(_ time: String) { cast.database.clock.set(moment(time)) }

    /// A request of `host` that waits in the state of `ground` since the test's first day, or since the day after its
    /// lecture where it was to have one.
    private func request(_ ground: LapseGround, of host: Host) async throws -> LectureRequest.ID {
        let asker = Asker.organization(host.organization)
        let request: LectureRequest.ID
        switch ground {
        case .draft:
            request = try await DraftRequest(office: cast.office)(
                try cast.draft(of: asker),
                as: host.credential
            )
        case .returned:
            request = try await SubmitRequest(office: cast.office)(
                try cast.draft(of: asker),
                as: host.credential
            )
            try await ScreenRequest(office: cast.office)(
                request,
                .sendBack(corrections: "会場の住所"),
                as: cast.coordinator
            )
        case .unmatched:
            request = try await cast.approved(by: host, topic: "incident_response")
            let outcome = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
            #expect(outcome.matches.isEmpty)
        case .notHeld:
            let (id, assignment) = try await cast.assigned(try await cast.lecturer(), to: host)
            request = id
            cast.pass()
            try await RecordNoShow(office: cast.office)(
                assignment,
                absent: .host,
                because: "不在",
                as: cast.coordinator
            )
        }
        #expect(try await cast.state(of: request) == ground.rawValue)
        return request
    }

    @Test(
        "are told of after quiet days that follow their wished times, and end after the days of notice",
        arguments: LapseGround.allCases
    )
    func ends(ground: LapseGround) async throws {
        let host = try await cast.host()
        let request = try await request(ground, of: host)
        let before = try await cast.mails().count
        let lapse = lapse()
        let read = ReadRequests(office: cast.office)
        // The wished time ends at 15:30; what was not held was noted at 16:00 that day.
        let (early, told, lastDay, end) =
            ground == .notHeld
            ? (
                "2026-08-07T15:59:59+09:00", "2026-08-07T16:00:00+09:00", "2026-08-17T23:59:59+09:00",
                "2026-08-18T00:00:00+09:00"
            )
            : (
                "2026-07-08T15:29:59+09:00", "2026-07-08T15:30:00+09:00", "2026-07-18T23:59:59+09:00",
                "2026-07-19T00:00:00+09:00"
            )
        at(early)
        #expect(try await lapse() == 0)
        #expect(try await read.status(of: request, as: host.credential).due == nil)
        // Whoever found nothing today looks again tomorrow.
        try await cast.database.owner.transaction { try $0.execute("DELETE FROM daily_run") }
        at(told)
        let mark = try await cast.mark()
        #expect(try await lapse() == 1)
        #expect(
            try await Array(cast.mails().dropFirst(before)) == ["request_lapses contact@org.example.jp"]
        )
        #expect(try await cast.events(since: mark) == ["system request.lapse_announced \(request)"])
        let status = try await read.status(of: request, as: host.credential)
        #expect(status.due == moment(end) && status.state.rawValue == ground.rawValue)
        at(lastDay)
        #expect(try await lapse() == 0)
        at(end)
        #expect(try await lapse() == 1)
        #expect(
            try await cast.texts(
                "SELECT concat_ws(' ', state, cancelled_by, state_reason) FROM lecture_request WHERE id = \(request)"
            ) == ["cancelled body \(LapseText.reason(ground))"]
        )
        #expect(try await cast.mails().last == "request_lapsed contact@org.example.jp")
        #expect(try await read.status(of: request, as: host.credential).due == nil)
        #expect(try await lapse() == 0)
    }

    @Test("stay where somebody goes on with them, and are told of anew", arguments: [false, true])
    func touched(isDayOver: Bool) async throws {
        let host = try await cast.host()
        let draft = try cast.draft(of: .organization(host.organization))
        let request = try await DraftRequest(office: cast.office)(draft, as: host.credential)
        let lapse = lapse()
        at("2026-07-09T09:00:00+09:00")
        #expect(try await lapse() == 1)
        at(isDayOver ? "2026-07-20T00:00:00+09:00" : "2026-07-12T09:00:00+09:00")
        try await ChangeDraft(office: cast.office)(
            request,
            try cast.draft(
                of: .organization(host.organization),
                at: [Cast.span("2026-08-05T14:00:00+09:00", minutes: 90)]
            ),
            as: host.credential
        )
        #expect(
            try await ReadRequests(office: cast.office).status(of: request, as: host.credential).due == nil
        )
        at("2026-08-10T00:00:00+09:00")
        #expect(try await lapse() == 0)
        #expect(try await cast.state(of: request) == "draft")
        at("2026-08-20T00:00:00+09:00")
        #expect(try await lapse() == 1)
        at("2026-08-31T00:00:00+09:00")
        #expect(try await lapse() == 1)
        #expect(try await cast.state(of: request) == "cancelled")
    }

    @Test(
        "stay while wished times lie ahead, while the office holds them, and where the office wants none to end"
    )
    func others() async throws {
        let host = try await cast.host()
        let asker = Asker.organization(host.organization)
        let far = Cast.span("2026-12-02T14:00:00+09:00", minutes: 90)
        _ = try await DraftRequest(office: cast.office)(
            try cast.draft(of: asker, at: [Cast.afternoon, far]),
            as: host.credential
        )
        _ = try await SubmitRequest(office: cast.office)(try cast.draft(of: asker), as: host.credential)
        _ = try await cast.approved(by: host)
        at("2026-11-30T09:00:00+09:00")
        let before = try await cast.footprint()
        #expect(try await lapse()() == 0)
        #expect(try await cast.footprint() == before)
        let quiet = try await DraftRequest(office: cast.office)(
            try cast.draft(of: asker, at: [far]),
            as: host.credential
        )
        at("2028-01-04T09:00:00+09:00")
        #expect(try await lapse(nil)() == 0)
        #expect(try await cast.state(of: quiet) == "draft")
    }

    @Test("are told of by one worker of several")
    func once() async throws {
        let host = try await cast.host()
        let draft = try cast.draft(of: .organization(host.organization))
        for _ in 0..<3 { _ = try await DraftRequest(office: cast.office)(draft, as: host.credential) }
        let lapse = lapse()
        for (time, kind) in [
            ("2026-07-09T09:00:00+09:00", "request_lapses"), ("2026-07-20T00:00:00+09:00", "request_lapsed"),
        ] {
            at(time)
            let counts = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { try await lapse() } }
                return try await group.reduce(0, +)
            }
            #expect(counts == 3)
            #expect(try await cast.mails().count { $0.hasPrefix(kind + " ") } == 3)
        }
    }

    @Test("end though every night's match finds nobody again, which it tells once")
    func matchedAgain() async throws {
        let request = try await request(.unmatched, of: try await cast.host())
        let (lapse, match) = (lapse(), MatchRequests(office: cast.office))
        let mark = try await cast.mark()
        for day in 1...48 {
            night(day)
            _ = try await match(save: true, as: cast.coordinator)
            _ = try await lapse()
        }
        // Wished for 8 July, told of on the night after, ended ten whole days later.
        #expect(try await cast.state(of: request) == "unmatched")
        night(49)
        _ = try await match(save: true, as: cast.coordinator)
        #expect(try await lapse() == 1)
        #expect(
            try await cast.events(since: mark).filter { $0.hasSuffix("\(request)") }
                == ["system request.lapse_announced \(request)", "system request.cancelled \(request)"]
        )
    }

    /// Two o'clock in the night, the first one that of 2 June.
    private func night(_ number: Int) {
        at("2026-06-01T02:00:00+09:00")
        cast.database.clock.advance(days: number)
    }

    @Test("on hold count as unmatched once their wished times have passed")
    func held() async throws {
        let request = try await cast.approved(by: try await cast.host())
        try await OrderAsking(office: cast.office)(
            try AskingOrder(.hold),
            for: request,
            because: "会場の都合",
            as: cast.coordinator
        )
        let match = MatchRequests(office: cast.office)
        _ = try await match(save: true, as: cast.coordinator)
        #expect(try await cast.state(of: request) == "approved")
        at("2026-07-09T02:00:00+09:00")
        _ = try await match(save: true, as: cast.coordinator)
        #expect(try await cast.state(of: request) == "unmatched")
    }
}
