import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

/// Three acceptances, the worker's expiry, a withdrawal, an exclusion and sometimes a cancellation, all at once, each
/// after a moment that the seed says.
@Suite("An acceptance among everything else", .database, .timeLimit(.minutes(60)))
struct OfferRaceSeedTests {
    private enum Outcome: Sendable {
        case won(Assignment.ID)
        case refused(Refusal)
        case failed(String)
    }

    private let cast = Cast()

    @Test("has never two winners, and what was answered with success is never lost", arguments: 0..<8)
    func seeds(block: Int) async throws {
        let host = try await cast.host()
        var lecturers: [Lecturer] = []
        for number in 1...4 { lecturers.append(try await cast.lecturer(number)) }
        for seed in block * 12..<(block + 1) * 12 {
            cast.database.clock.set(Cast.today)
            let start = Cast.afternoon.start.adding(days: 7 * (seed % 12))
            let slot = try #require(TimeRange(start: start, minutes: 90))
            let request = try await cast.approved(by: host, at: [slot])
            let offers = try await cast.ask(Array(lecturers.prefix(3)), for: request)
            let outcomes = try await race(seed, request, offers, lecturers, host)
            try await expectOne(seed, request, outcomes)
            try await clear(request)
        }
    }

    private func race(
        _ seed: Int,
        _ request: LectureRequest.ID,
        _ offers: [Offer.ID],
        _ lecturers: [Lecturer],
        _ host: Host
    ) async throws -> [Outcome] {
        var chance = SplitMix(state: UInt64(seed) &* 7919 &+ 17)
        func moment() -> Duration { .microseconds(chance.below(12_000)) }
        let cast = cast
        var deeds: [@Sendable () async throws -> Assignment.ID?] = []
        for (offer, lecturer) in zip(offers, lecturers) {
            let wait = moment()
            deeds.append {
                try await Task.sleep(for: wait)
                return try await AcceptOffer(office: cast.office)(offer, as: lecturer.credential)
            }
        }
        let (expiry, withdrawal, cancellation, cascade) = (moment(), moment(), moment(), moment())
        let ahead = Office(
            pool: cast.database.app,
            clock: TestClock(Cast.today.adding(days: 8)).office
        )
        deeds.append {
            try await Task.sleep(for: expiry)
            _ = try await ExpireOffers(office: ahead)()
            return nil
        }
        deeds.append {
            try await Task.sleep(for: withdrawal)
            try await WithdrawOffer(office: cast.office)(offers[0], because: "取下げ", as: cast.coordinator)
            return nil
        }
        deeds.append {
            try await Task.sleep(for: cascade)
            _ = try await CascadeOffers(office: cast.office)()
            return nil
        }
        if seed.isMultiple(of: 3) {
            deeds.append {
                try await Task.sleep(for: cancellation)
                try await CancelRequest(office: cast.office)(
                    request,
                    by: .host,
                    because: "中止",
                    as: host.credential
                )
                return nil
            }
        }
        return await withTaskGroup(of: Outcome?.self) { group in
            for deed in deeds {
                group.addTask {
                    do {
                        return try await deed().map { .won($0) }
                    } catch let refusal as Refusal {
                        return .refused(refusal)
                    } catch {
                        return .failed("\(error)")
                    }
                }
            }
            return await group.reduce(into: []) { list, outcome in if let outcome { list.append(outcome) } }
        }
    }

    private func expectOne(_ seed: Int, _ request: LectureRequest.ID, _ outcomes: [Outcome]) async throws {
        var won: [Assignment.ID] = []
        for outcome in outcomes {
            switch outcome {
            case .won(let id): won.append(id)
            case .failed(let error): Issue.record("seed \(seed): \(error)")
            // Each is told why: another was faster, the time was up, or the offer or the request had ended.
            case .refused(.alreadyAssigned), .refused(.offerState), .refused(.deadlinePassed),
                .refused(.requestState):
                break
            case .refused(let refusal): Issue.record("seed \(seed): \(refusal)")
            }
        }
        #expect(won.count <= 1, "seed \(seed)")
        let state = try await cast.state(of: request)
        let binding = try await cast.binding(of: request)
        guard let winner = won.first else {
            #expect(binding == nil, "seed \(seed)")
            return
        }
        // It stands, unless the host called the lecture off afterwards; then it tells so.
        let kept = try await cast.state(of: winner)
        #expect(kept == (state == "cancelled" ? "cancelled" : "confirmed"), "seed \(seed)")
        #expect(binding == (state == "cancelled" ? nil : winner), "seed \(seed)")
        #expect(
            try await cast.texts(
                "SELECT state FROM offer WHERE request_id = \(request) AND state IN ('queued', 'sent')"
            ) == [],
            "seed \(seed)"
        )
    }

    /// The next race begins with presenters who are free.
    private func clear(_ request: LectureRequest.ID) async throws {
        guard let state = try await cast.state(of: request), state != "cancelled" else { return }
        try await CancelRequest(office: cast.office)(request, by: .body, because: "次へ", as: cast.coordinator)
    }
}

/// The same numbers for the same seed (SplitMix64).
private struct SplitMix {
    var state: UInt64

    mutating func below(_ count: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((mixed ^ (mixed >> 31)) % UInt64(count))
    }
}
