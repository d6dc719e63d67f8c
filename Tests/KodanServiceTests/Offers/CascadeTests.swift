import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("The cascade", .database)
struct CascadeTests {
    private let cast = Cast()
    private var cascade: CascadeOffers { CascadeOffers(office: cast.office) }

    private func asked(for request: LectureRequest.ID) async throws -> [String] {
        try await cast.texts(
            """
            SELECT presenter_id || ' ' || state FROM offer WHERE request_id = \(request) ORDER BY id
            """
        )
    }

    @Test("asks the next best after a refusal, and at last the desk has the request, with what was tried")
    func next() async throws {
        let near = try await cast.lecturer(1, in: "13101")
        let far = try await cast.lecturer(2, in: "14104")
        let request = try await cast.approved(by: try await cast.host())
        let offer = try #require(try await cast.ask([near], for: request).first)
        #expect(try await cascade() == 0)
        try await DeclineOffer(office: cast.office)(
            offer,
            because: "不可",
            ground: .noTime,
            as: near.credential
        )
        #expect(try await cascade() == 1)
        #expect(try await asked(for: request) == ["1 declined", "2 sent"])
        #expect(try await cast.state(of: request) == "offered")
        #expect(try await cast.mails().last == "offer_sent \(far.email)")
        cast.database.clock.advance(days: 8)
        #expect(try await ExpireOffers(office: cast.office)() == 1)
        let mark = try await cast.mark()
        #expect(try await cascade() == 0)
        #expect(try await cast.state(of: request) == "unmatched")
        #expect(
            try await cast.texts("SELECT state_reason FROM lecture_request") == ["nobody refusedBefore=2"]
        )
        #expect(
            try await cast.texts("SELECT kind || ': ' || tried FROM desk_entry")
                == ["nobody_left: declined no_time 1, expired 1"]
        )
        #expect(try await cast.mails().last == "request_unanswered contact@org.example.jp")
        #expect(
            try await cast.events(since: mark)
                == ["system request.unmatched \(request)", "system desk.opened dsk-1"]
        )
        #expect(try await cascade() == 0)
    }

    @Test("asks nobody whom another request that waits needs more")
    func reoptimized() async throws {
        // The nearer one knows both topics, the farther only one of them.
        let first = try await cast.lecturer(1, in: "13101")
        let both = try await cast.lecturer(2, in: "13101", topics: ["five_rules", "phishing"])
        let other = try await cast.lecturer(3, in: "14104")
        let request = try await cast.approved(by: try await cast.host(1))
        let offer = try #require(try await cast.ask([first], for: request).first)
        _ = try await cast.approved(by: try await cast.host(2), topic: "phishing")
        try await DeclineOffer(office: cast.office)(offer, because: "不可", as: first.credential)
        #expect(try await cascade() == 1)
        #expect(
            try await asked(for: request) == ["\(first.id.rawValue) declined", "\(other.id.rawValue) sent"]
        )
        _ = both
    }

    @Test("heeds what has become known since: days off, lectures, exclusions")
    func present() async throws {
        let lecturers = [
            try await cast.lecturer(1), try await cast.lecturer(2, in: "13101"),
            try await cast.lecturer(3, in: "14104"),
        ]
        let request = try await cast.approved(by: try await cast.host())
        let offer = try #require(try await cast.ask([lecturers[0]], for: request).first)
        let day = Cast.afternoon.date
        _ = try await SetBlackouts(office: cast.office)(
            of: lecturers[1].id,
            to: [DateRange(day)],
            as: lecturers[1].credential
        )
        try await DeclineOffer(office: cast.office)(offer, because: "不可", as: lecturers[0].credential)
        #expect(try await cascade() == 1)
        #expect(try await asked(for: request).last == "3 sent")
    }

    @Test("asks more at once when time runs out, and the first yes ends the others kindly")
    func parallel() async throws {
        var lecturers: [Lecturer] = []
        for number in 1...6 { lecturers.append(try await cast.lecturer(number)) }
        let request = try await cast.approved(by: try await cast.host())
        _ = try await cast.ask([lecturers[0]], for: request)
        #expect(try await cascade() == 0)
        cast.database.clock.set(Cast.afternoon.start.adding(days: -9))
        _ = try await ExpireOffers(office: cast.office)()
        #expect(try await cascade() == 3)
        #expect(try await cascade() == 0)
        let winner = try #require(try await cast.offer(to: lecturers[1]))
        _ = try await AcceptOffer(office: cast.office)(winner, as: lecturers[1].credential)
        #expect(try await cast.mails().count { $0.hasPrefix("offer_superseded") } == 2)
        #expect(try await cascade() == 0)
    }

    @Test("asks nobody who would have had to leave already, but for a later wished time")
    func tooLate() async throws {
        let near = try await cast.lecturer(1)
        _ = try await cast.lecturer(2, in: "14104")
        let host = try await cast.host()
        let once = try await cast.approved(by: host)
        let twice = try await cast.approved(by: host, at: [Cast.afternoon, Cast.weekLater])
        let offers = [
            try await cast.ask([near], for: once), try await cast.ask([near], for: twice),
        ].flatMap(\.self)
        for offer in offers {
            try await DeclineOffer(office: cast.office)(offer, because: "不可", as: near.credential)
        }
        // From Yokohama it takes longer.
        cast.database.clock.set(Cast.afternoon.start.adding(minutes: -20))
        #expect(try await cascade() == 1)
        #expect(try await asked(for: once) == ["1 declined"])
        #expect(try await cast.state(of: once) == "unmatched")
        #expect(try await asked(for: twice) == ["1 declined", "2 sent"])
        #expect(
            try await cast.texts(
                "SELECT ordinal::text FROM offer JOIN request_slot ON request_slot.id = slot_id WHERE state = 'sent'"
            ) == ["2"]
        )
    }

    @Test("asks who lives nearer for the time at which another one cannot be any more")
    func nearer() async throws {
        let first = try await cast.lecturer(1)
        let far = try await cast.lecturer(2, in: "14104")
        let near = try await cast.lecturer(3, in: "13101")
        _ = try await SetBlackouts(office: cast.office)(
            of: far.id,
            to: [DateRange(Cast.weekLater.date)],
            as: far.credential
        )
        let request = try await cast.approved(
            by: try await cast.host(),
            at: [Cast.afternoon, Cast.weekLater]
        )
        let offer = try #require(try await cast.ask([first], for: request).first)
        try await OrderAsking(office: cast.office)(
            try AskingOrder(.first, [far.id]),
            for: request,
            because: "希望",
            as: cast.coordinator
        )
        try await DeclineOffer(office: cast.office)(offer, because: "不可", as: first.credential)
        // The way takes ten minutes from here, and from Yokohama most of an hour.
        cast.database.clock.set(Cast.afternoon.start.adding(minutes: -20))
        #expect(try await cascade() == 1)
        #expect(try await asked(for: request) == ["1 declined", "\(near.id.rawValue) sent"])
        #expect(
            try await cast.texts(
                "SELECT ordinal::text FROM offer JOIN request_slot ON request_slot.id = slot_id WHERE state = 'sent'"
            ) == ["1"]
        )
    }

    @Test(
        "asks another one where the named one is asked for a lecture of the same day, nearer to them",
        arguments: [[0, 1], [1, 0]]
    )
    func namedTwice(order: [Int]) async throws {
        let (first, second) = (try await cast.lecturer(1), try await cast.lecturer(2))
        let named = try await cast.lecturer(3, in: "13101")
        let substitute = try await cast.lecturer(4, in: "14104")
        var requests: [Int: LectureRequest.ID] = [:]
        for place in order {
            requests[place] = try await cast.approved(
                by: try await cast.host(place + 1),
                place: .venue(try cast.venue(in: ["13101", "14104"][place]))
            )
        }
        let (near, far) = (try #require(requests[0]), try #require(requests[1]))
        for (request, lecturer) in zip([near, far], [first, second]) {
            let offer = try #require(try await cast.ask([lecturer], for: request).first)
            try await OrderAsking(office: cast.office)(
                try AskingOrder(.first, [named.id]),
                for: request,
                because: "希望",
                as: cast.coordinator
            )
            try await DeclineOffer(office: cast.office)(
                offer,
                because: "不可",
                ground: .notThatDay,
                as: lecturer.credential
            )
        }
        let (count, nearest) = (try await cascade(), try await asked(for: near))
        let other = try await asked(for: far)
        #expect(count == 2)
        #expect(nearest == ["1 declined", "\(named.id.rawValue) sent"])
        #expect(other == ["2 declined", "\(substitute.id.rawValue) sent"])
    }

    @Test("finds another at once for who withdrew, and leaves requests alone that a coordinator holds")
    func withdrawn() async throws {
        let near = try await cast.lecturer(1, in: "13101")
        let far = try await cast.lecturer(2, in: "14104")
        let host = try await cast.host()
        let (request, assignment) = try await cast.assigned(near, to: host)
        try await WithdrawFromAssignment(office: cast.office)(assignment, because: "入院", as: near.credential)
        let hold = try AskingOrder(.hold)
        try await OrderAsking(office: cast.office)(hold, for: request, because: "相談中", as: cast.coordinator)
        #expect(try await cascade() == 0)
        let outcome = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        #expect(outcome.matches.isEmpty && outcome.unmatched.isEmpty)
        let free = try AskingOrder(.free)
        try await OrderAsking(office: cast.office)(free, for: request, because: "再開", as: cast.coordinator)
        #expect(try await cascade() == 1)
        #expect(try await asked(for: request) == ["1 withdrawn", "\(far.id.rawValue) sent"])
    }

    @Test("is safe with several workers at once: nobody is asked twice")
    func several() async throws {
        var requests: [LectureRequest.ID] = []
        for number in 1...12 {
            let lecturer = try await cast.lecturer(number)
            let slot = try #require(TimeRange(start: Cast.afternoon.start.adding(days: number), minutes: 90))
            let request = try await cast.approved(by: try await cast.host(number), at: [slot])
            guard slot.date.weekday != .saturday, slot.date.weekday != .sunday else { continue }
            let offer = try #require(try await cast.ask([lecturer], for: request).first)
            try await DeclineOffer(office: cast.office)(offer, because: "不可", as: lecturer.credential)
            requests.append(request)
        }
        let cascade = cascade
        let asked = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 { group.addTask { try await cascade() } }
            return try await group.reduce(0, +)
        }
        #expect(asked == requests.count)
        let live = try await cast.texts(
            "SELECT count(*)::text FROM offer WHERE state = 'sent' GROUP BY request_id HAVING count(*) > 1"
        )
        #expect(live == [])
    }
}
