import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("The nightly match", .database)
struct NightlyMatchTests {
    private let cast = Cast()

    private func office(_ goesOut: OffersGoOut = .released) -> Office {
        var rules = OfficeRules()
        rules.offersGoOut = goesOut
        return Office(
            pool: cast.office.pool,
            clock: cast.office.clock,
            vault: cast.office.vault,
            rules: rules
        )
    }

    @Test("is made once a night from its hour on, by whichever worker comes first")
    func once() async throws {
        _ = try await cast.lecturer()
        _ = try await cast.approved(by: try await cast.host())
        cast.database.clock.set(moment("2026-06-02T01:59:00+09:00"))
        let nightly = NightlyMatch(office: office())
        #expect(try await nightly() == 0)
        cast.database.clock.advance(minutes: 1)
        let made = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 { group.addTask { try await nightly() } }
            return try await group.reduce(0, +)
        }
        #expect(made == 1)
        #expect(try await cast.texts("SELECT count(*)::text FROM matching_run") == ["1"])
        #expect(
            try await cast.texts("SELECT concat_ws(' ', job, day, finished_at IS NOT NULL) FROM daily_run")
                == ["nightly_match 2026-06-02 t"]
        )
        #expect(try await SendReleased(office: office())() == 0)
        #expect(try await cast.texts("SELECT state FROM offer") == ["queued"])
    }

    @Test("is taken over when the lease of a worker that died has ended")
    func lease() async throws {
        _ = try await cast.lecturer()
        _ = try await cast.approved(by: try await cast.host())
        let now = moment("2026-06-02T03:00:00+09:00")
        cast.database.clock.set(now)
        let until = now.adding(minutes: 30)
        let claimed = try await cast.office.transaction(as: .system) { desk in
            try DailyRunStore(desk.session).claim(.nightlyMatch, of: now.date, until: until, at: now)
        }
        #expect(claimed)
        let nightly = NightlyMatch(office: office())
        #expect(try await nightly() == 0)
        cast.database.clock.set(until)
        #expect(try await nightly() == 1)
        #expect(try await cast.texts("SELECT tries::text FROM daily_run") == ["2"])
    }

    @Test("sends its offers by itself where the body wants it so")
    func atOnce() async throws {
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(by: try await cast.host())
        cast.database.clock.set(moment("2026-06-02T03:00:00+09:00"))
        _ = try await NightlyMatch(office: office(.atOnce))()
        #expect(try await SendReleased(office: office(.atOnce))() == 1)
        #expect(try await SendReleased(office: office(.atOnce))() == 0)
        #expect(try await cast.state(of: request) == "offered")
        #expect(try await cast.mails().last == "offer_sent \(lecturer.email)")
    }

    @Test("makes no run where nothing waits")
    func nothing() async throws {
        cast.database.clock.set(moment("2026-06-02T03:00:00+09:00"))
        #expect(try await NightlyMatch(office: office())() == 0)
        #expect(try await cast.texts("SELECT count(*)::text FROM matching_run") == ["0"])
        #expect(try await cast.texts("SELECT count(*)::text FROM daily_run") == ["1"])
    }
}
