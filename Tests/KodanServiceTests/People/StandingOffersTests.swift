import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@Suite("An offer that may not stand any more", .database)
struct StandingOffersTests {
    private let cast = Cast()
    private let day = DateRange(Cast.afternoon.date)

    /// Two presenters, each asked by the same host for the same afternoon.
    private func asked() async throws -> (
        host: Host, lecturers: [Lecturer], request: LectureRequest.ID, [Offer.ID]
    ) {
        let host = try await cast.host(1)
        let lecturers = [try await cast.lecturer(1), try await cast.lecturer(2)]
        let request = try await cast.approved(by: host)
        return (host, lecturers, request, try await cast.ask(lecturers, for: request))
    }

    @Test(
        "is taken back on a new day off, with its line of the record and its mail",
        arguments: [true, false]
    )
    func dayOff(isAdded: Bool) async throws {
        let (_, lecturers, request, offers) = try await asked()
        let begin = try await cast.mark()
        let ends: LooseEnds
        if isAdded {
            ends = try await AddBlackout(office: cast.office)(
                of: lecturers[0].id,
                on: day,
                as: lecturers[0].credential
            ).looseEnds
        } else {
            ends = try await SetBlackouts(office: cast.office)(
                of: lecturers[0].id,
                to: [day],
                as: lecturers[0].credential
            )
        }
        #expect(ends == LooseEnds(withdrawn: [offers[0]], assignments: []))
        #expect(try await cast.state(of: offers[0]) == "withdrawn")
        #expect(try await cast.state(of: offers[1]) == "sent")
        #expect(try await cast.state(of: request) == "offered")
        let step = isAdded ? "presenter.blackout_added" : "presenter.blackouts_set"
        #expect(
            try await cast.events(since: begin) == [
                "presenter \(step) \(lecturers[0].id)", "presenter offer.withdrawn \(offers[0])",
            ]
        )
        #expect(try await cast.mails().last == "offer_withdrawn \(lecturers[0].email)")
        await #expect(throws: Refusal.offerState(offers[0], .withdrawn)) {
            try await AcceptOffer(office: cast.office)(offers[0], as: lecturers[0].credential)
        }
    }

    @Test("stands on any other day")
    func otherDay() async throws {
        let (_, lecturers, _, offers) = try await asked()
        let next = Cast.afternoon.date.adding(days: 1)
        let ends = try await AddBlackout(office: cast.office)(
            of: lecturers[0].id,
            on: DateRange(next),
            as: cast.coordinator
        )
        #expect(ends.looseEnds.withdrawn.isEmpty)
        #expect(try await cast.state(of: offers[0]) == "sent")
    }

    @Test(
        "is taken back when either side asks to be kept apart, and the last one sends its request back to the match"
    )
    func apart() async throws {
        let (host, lecturers, request, offers) = try await asked()
        let keepApart = KeepApart(office: cast.office)
        let first = try await keepApart(
            lecturers[0].id,
            host.organization,
            askedBy: .presenter,
            because: "利害関係",
            as: lecturers[0].credential
        )
        #expect(first.withdrawn == [offers[0]])
        let second = try await keepApart(
            lecturers[1].id,
            host.organization,
            askedBy: .host,
            because: "希望",
            as: cast.coordinator
        )
        #expect(second.withdrawn == [offers[1]])
        #expect(try await cast.state(of: request) == "approved")
        #expect(
            try await cast.mails().suffix(2)
                == lecturers.map { "offer_withdrawn \($0.email)" }
        )
    }

    @Test("tells a host nothing of whom it asked not to get")
    func secret() async throws {
        let host = try await cast.host(1)
        let lecturer = try await cast.lecturer(1)
        _ = try await cast.assigned(lecturer, to: host)
        let request = try await cast.approved(by: host, at: [Cast.weekLater])
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        let ends = try await KeepApart(office: cast.office)(
            lecturer.id,
            host.organization,
            askedBy: .host,
            because: "希望",
            as: host.credential
        )
        #expect(ends.withdrawn.isEmpty && ends.assignments.count == 1)
        #expect(try await cast.state(of: offer) == "withdrawn")
    }

    @Test(
        "is taken back when the organization becomes part of one that the presenter belongs to or is kept from"
    )
    func merged() async throws {
        let old = try await cast.host(2)
        let new = try await cast.host(1)
        let own = try await cast.lecturer(1, organization: "団体2")
        let unwanted = try await cast.lecturer(2)
        let other = try await cast.lecturer(3)
        let request = try await cast.approved(by: new)
        let offers = try await cast.ask([own, unwanted, other], for: request)
        _ = try await KeepApart(office: cast.office)(
            unwanted.id,
            old.organization,
            askedBy: .host,
            because: "希望",
            as: cast.coordinator
        )
        try await cast.merge(old, into: new, because: "統合")
        var states: [String?] = []
        for offer in offers { states.append(try await cast.state(of: offer)) }
        #expect(states == ["withdrawn", "withdrawn", "sent"])
    }

    @Test(
        "of one that became part of another is taken back for who belongs to that, before it or from now on"
    )
    func ofMerged() async throws {
        let old = try await cast.host(1)
        let new = try await cast.host(2)
        let own = try await cast.lecturer(1, organization: "団体2")
        let joining = try await cast.lecturer(2)
        let other = try await cast.lecturer(3)
        let request = try await cast.approved(by: old)
        let offers = try await cast.ask([own, joining, other], for: request)
        func states() async throws -> [String?] {
            var states: [String?] = []
            for offer in offers { states.append(try await cast.state(of: offer)) }
            return states
        }
        try await cast.merge(old, into: new, because: "統合")
        #expect(try await states() == ["withdrawn", "sent", "sent"])
        try await ChangePresenter(office: cast.office)(
            joining.id,
            try PresenterChange(organizations: [new.organization]),
            as: cast.coordinator
        )
        #expect(try await states() == ["withdrawn", "withdrawn", "sent"])
    }
}
