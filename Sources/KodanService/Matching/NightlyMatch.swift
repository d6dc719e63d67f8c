import KodanDomain
import KodanStore
import Postgres

/// Once a night all open requests are matched, by whichever worker comes first (夜間マッチング).
public struct NightlyMatch: Sendable {
    /// How long a worker holds the run before another may take it over.
    static let leaseMinutes = 30

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes tonight's run if it is time and nobody has made it, and says for how many requests it proposed somebody.
    ///
    /// Run by the worker, from ``OfficeRules/nightlyMatchHour`` on. The run is claimed by a lease: if the worker that
    /// holds it dies, another makes it once the lease has ended; what a run saves, it saves in one transaction. While a
    /// coordinator's own run is under way it waits.
    public func callAsFunction() async throws -> Int {
        let now = office.clock.now()
        let day = now.date
        let begin = Instant(day, .midnight).adding(minutes: office.rules.nightlyMatchHour * 60)
        guard begin <= now else { return 0 }
        let isMine = try await office.transaction(as: .system) { desk in
            let until = desk.now.adding(minutes: NightlyMatch.leaseMinutes)
            return try DailyRunStore(desk.session).claim(.nightlyMatch, of: day, until: until, at: desk.now)
        }
        guard isMine else { return 0 }
        do {
            let matched = try await match()
            try await office.transaction(as: .system) { desk in
                try DailyRunStore(desk.session).finish(.nightlyMatch, of: day, at: desk.now)
            }
            return matched
        } catch Refusal.matchRunning {
            try await office.transaction(as: .system) { desk in
                try DailyRunStore(desk.session).giveBack(.nightlyMatch, of: day, until: desk.now)
            }
            return 0
        }
    }

    private func match() async throws -> Int {
        let hasWork = try await office.transaction(as: .system) { desk in
            try DailyRunStore(desk.session).hasOpenRequests(at: desk.now)
        }
        guard hasWork else { return 0 }
        return try await MatchRequests(office: office)(save: true, as: .system).matches.count
    }
}
