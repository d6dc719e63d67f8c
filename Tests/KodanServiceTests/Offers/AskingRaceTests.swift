import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

/// What may come to be known of a presenter who is just being asked.
enum LateNews: CaseIterable, Sendable {
    case keptApart
    case merged
    case belonging
    case member
    case dayOff
    case retired
}

@Suite("At the moment at which somebody is asked or bound", .database)
struct AskingRaceTests {
    private let cast = Cast()

    @Test(
        "what keeps them away finds the offer, though it was not there before",
        arguments: LateNews.allCases
    )
    func asked(news: LateNews) async throws {
        let (host, other) = (try await cast.host(1), try await cast.host(2))
        let lecturer = try await cast.lecturer()
        if news == .merged { try await keepApart(lecturer, from: other) }
        let request = try await cast.approved(by: host)
        try await cast.database.holding(
            at: "offer.chosen",
            {
                do {
                    try await ask(lecturer, for: request)
                } catch Refusal.chain(.hardRules(lecturer.id, _)) {
                    // The two stood in each other's way, this one gave way, began anew and came second.
                }
            },
            while: {
                switch news {
                case .keptApart: try await keepApart(lecturer, from: host)
                case .merged: try await cast.merge(other, into: host)
                case .belonging:
                    try await ChangePresenter(office: cast.office)(
                        lecturer.id,
                        try PresenterChange(organizations: [host.organization]),
                        as: cast.coordinator
                    )
                case .member:
                    _ = try await AddMember(office: cast.office)(
                        NewUser(email: try EmailAddress(lecturer.email), name: "講師 第1"),
                        to: host.organization,
                        as: cast.coordinator
                    )
                case .dayOff:
                    _ = try await AddBlackout(office: cast.office)(
                        of: lecturer.id,
                        on: DateRange(Cast.afternoon.date),
                        as: lecturer.credential
                    )
                case .retired: try await retire(lecturer)
                }
            }
        )
        #expect(try await cast.texts("SELECT state FROM offer WHERE state <> 'withdrawn'") == [])
        #expect(try await cast.state(of: request) == "approved")
    }

    @Test("they retire: nobody asks who has just gone")
    func gone() async throws {
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(by: try await cast.host())
        try await cast.database.holding(
            at: "presenter.status_changed",
            { try await retire(lecturer) },
            while: {
                await #expect(throws: Refusal.notFound("\(lecturer.id)")) {
                    try await ask(lecturer, for: request)
                }
            }
        )
        #expect(try await cast.texts("SELECT state FROM offer") == [])
    }

    @Test("they retire: their own lecture is not approved any more")
    func ownLecture() async throws {
        let lecturer = try await cast.lecturer()
        let request = try await SubmitRequest(office: cast.office)(
            try cast.draft(of: .presenter(lecturer.id, coHost: nil)),
            as: lecturer.credential
        )
        try await cast.database.holding(
            at: "presenter.status_changed",
            { try await retire(lecturer) },
            while: {
                await #expect(throws: Refusal.presenterNotActive(lecturer.id)) {
                    try await ScreenRequest(office: cast.office)(request, .approve, as: cast.coordinator)
                }
            }
        )
        #expect(try await cast.binding(of: request) == nil)
    }

    @Test("they accept another lecture, from which they cannot come in time")
    func twoLectures() async throws {
        let lecturer = try await cast.lecturer()
        let near = try await cast.approved(by: try await cast.host(1))
        let far = try await cast.approved(
            by: try await cast.host(2),
            at: [Cast.span("2026-07-08T16:00:00+09:00", minutes: 60)],
            place: .venue(try cast.venue(in: "27100"))
        )
        let offers = [
            try #require(try await cast.ask([lecturer], for: near).first),
            try #require(try await cast.ask([lecturer], for: far).first),
        ]
        try await cast.database.holding(
            at: "assignment.confirmed",
            { _ = try await AcceptOffer(office: cast.office)(offers[0], as: lecturer.credential) },
            while: {
                await #expect(throws: Refusal.travelDoesNotFit(lecturer.id)) {
                    _ = try await AcceptOffer(office: cast.office)(offers[1], as: lecturer.credential)
                }
            }
        )
        #expect(try await cast.state(of: near) == "assigned")
        #expect(try await cast.state(of: far) == "offered")
    }

    @Test("another worker asks them for the same afternoon: they are asked once")
    func twoWorkers() async throws {
        let lecturers = [
            try await cast.lecturer(1), try await cast.lecturer(2), try await cast.lecturer(3),
        ]
        var requests: [LectureRequest.ID] = []
        var offers: [Offer.ID] = []
        for index in 0..<2 {
            let request = try await cast.approved(by: try await cast.host(index + 1))
            requests.append(request)
            offers.append(try #require(try await cast.ask([lecturers[index]], for: request).first))
        }
        try await decline(offers[0], .notThatDay, as: lecturers[0])
        let second = offers[1]
        try await cast.database.holding(
            at: "offer.sent",
            { _ = try await CascadeOffers(office: cast.office)() },
            while: {
                try await decline(second, .noTime, as: lecturers[1])
                _ = try await CascadeOffers(office: cast.office)()
            }
        )
        let asked = try await cast.texts(
            "SELECT request_id::text FROM offer WHERE presenter_id = \(lecturers[2].id) AND state = 'sent'"
        )
        #expect(asked == ["\(requests[0].rawValue)"])
        #expect(try await cast.state(of: requests[1]) == "unmatched")
    }

    @Test("they take the day off after the worker has read their days: the worker looks again")
    func dayOffSinceRead() async throws {
        let host = try await cast.host()
        var lecturers: [Lecturer] = []
        for (number, topic) in ["five_rules", "five_rules", "phishing", "phishing"].enumerated() {
            lecturers.append(try await cast.lecturer(number + 1, topics: [topic]))
        }
        let requests = [
            try await cast.approved(by: host), try await cast.approved(by: host, topic: "phishing"),
        ]
        for (request, first) in zip(requests, [lecturers[0], lecturers[2]]) {
            try await decline(
                try #require(try await cast.ask([first], for: request).first),
                .noTime,
                as: first
            )
        }
        let away = lecturers[3]
        // The worker has asked for the first request, and chosen for the second one.
        try await cast.database.holding(
            at: "offer.sent",
            { _ = try await CascadeOffers(office: cast.office)() },
            while: {
                _ = try await AddBlackout(office: cast.office)(
                    of: away.id,
                    on: DateRange(Cast.afternoon.date),
                    as: away.credential
                )
            }
        )
        #expect(
            try await cast.texts("SELECT presenter_id::text FROM offer WHERE state = 'sent'")
                == ["\(lecturers[1].id.rawValue)"]
        )
        #expect(try await cast.state(of: requests[1]) == "unmatched")
    }

    private func ask(_ lecturer: Lecturer, for request: LectureRequest.ID) async throws {
        _ = try await AskPresenter(office: cast.office)(
            ChosenPresenter(lecturer.id, because: "電話で相談"),
            for: request,
            as: cast.coordinator
        )
    }

    private func decline(_ offer: Offer.ID, _ ground: DeclineGround, as lecturer: Lecturer) async throws {
        try await DeclineOffer(office: cast.office)(
            offer,
            because: "不可",
            ground: ground,
            as: lecturer.credential
        )
    }

    private func keepApart(_ lecturer: Lecturer, from host: Host) async throws {
        _ = try await KeepApart(office: cast.office)(
            lecturer.id,
            host.organization,
            askedBy: .host,
            because: "希望",
            as: cast.coordinator
        )
    }

    private func retire(_ lecturer: Lecturer) async throws {
        try await ChangePresenterStatus(office: cast.office)(
            of: lecturer.id,
            to: .retired,
            because: "退任",
            as: cast.coordinator
        )
    }
}
