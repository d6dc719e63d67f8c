import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("Answers at the same moment", .database)
struct OfferRaceTests {
    @Test("leave one winner among twenty, and tell the others why")
    func twenty() async throws {
        let cast = Cast()
        let host = try await cast.host()
        var lecturers: [Lecturer] = []
        for number in 1...20 { lecturers.append(try await cast.lecturer(number)) }
        let request = try await cast.approved(by: host)
        let offers = try await cast.ask(lecturers, for: request)
        let outcomes = await withTaskGroup(of: Outcome.self) { group in
            for (offer, lecturer) in zip(offers, lecturers) {
                group.addTask { await answer(cast, offer, lecturer) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == .won } == 1)
        #expect(outcomes.count { $0 == .refused(.alreadyAssigned(request)) } == 19)
        #expect(try await bindings(cast) == ["1"])
        #expect(
            try await cast.texts("SELECT state || count(*) FROM offer GROUP BY state ORDER BY state")
                == ["accepted1", "superseded19"]
        )
        #expect(try await cast.mails().count { $0.hasPrefix("offer_superseded") } == 19)
    }

    @Test("leave a cancelled request or a bound presenter, never both", arguments: 1...3)
    func cancellation(round: Int) async throws {
        let cast = Cast()
        let host = try await cast.host()
        let lecturers = [try await cast.lecturer(1), try await cast.lecturer(2)]
        for week in 0..<8 {
            let request = try await cast.approved(by: host, at: [try weeks(week)])
            let offers = try await cast.ask(lecturers, for: request)
            async let first = answer(cast, offers[0], lecturers[0])
            async let second = answer(cast, offers[1], lecturers[1])
            async let cancelled: Void = CancelRequest(office: cast.office)(
                request,
                by: .host,
                because: "中止",
                as: host.credential
            )
            _ = await (first, second)
            try await cancelled
            #expect(try await cast.state(of: request) == "cancelled")
            #expect(try await cast.binding(of: request) == nil)
        }
        #expect(try await cast.texts("SELECT id::text FROM offer WHERE state IN ('sent', 'accepted')") == [])
    }

    @Test("count or not as the deadline says, and the night's run leaves nobody half bound")
    func expiry() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let lecturers = [try await cast.lecturer(1), try await cast.lecturer(2)]
        for week in 0..<8 {
            cast.database.clock.set(Cast.today)
            let request = try await cast.approved(by: host, at: [try weeks(week)])
            let offers = try await cast.ask(lecturers, for: request)
            async let first = answer(cast, offers[0], lecturers[0])
            async let second = answer(cast, offers[1], lecturers[1])
            async let ended = expireLate(cast)
            _ = try await (first, second, ended)
            let bound = try await cast.binding(of: request) != nil
            let state = try await cast.state(of: request)
            #expect(state == (bound ? "assigned" : "approved"))
            #expect(
                try await cast.texts(
                    """
                    SELECT count(*)::text FROM offer WHERE request_id = \(request) AND state = 'accepted'
                    """
                ) == [bound ? "1" : "0"]
            )
        }
    }

    /// The usual afternoon so many weeks later.
    private func weeks(_ count: Int) throws -> TimeRange {
        try #require(TimeRange(start: Cast.afternoon.start.adding(days: count * 7), minutes: 90))
    }

    /// The worker's clock is ahead of the others'.
    private func expireLate(_ cast: Cast) async throws -> Int {
        let ahead = TestClock(Cast.today.adding(days: 8))
        return try await ExpireOffers(office: Office(pool: cast.database.app, clock: ahead.office))()
    }

    private func bindings(_ cast: Cast) async throws -> [String] {
        try await cast.texts("SELECT count(*)::text FROM assignment")
    }
}

private enum Outcome: Equatable, Sendable {
    case won
    case refused(Refusal)
    case failed(String)
}

@concurrent
private func answer(_ cast: Cast, _ offer: Offer.ID, _ lecturer: Lecturer) async -> Outcome {
    do {
        _ = try await AcceptOffer(office: cast.office)(offer, as: lecturer.credential)
        return .won
    } catch let refusal as Refusal {
        return .refused(refusal)
    } catch {
        return .failed("\(error)")
    }
}
