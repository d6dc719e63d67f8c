import KodanDomain
import KodanStore
import KodanText
import Postgres

/// Requests that nobody goes on with end by themselves, after their contact was told (申込の失効).
public struct LapseRequests: Sendable {
    /// How long a worker holds the day's search before another may take it over.
    static let leaseMinutes = 10
    /// So many contacts are told in one transaction.
    static let batch = 50

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Tells once a day whose request has become quiet, ends those whose time is over, and says how many both were.
    ///
    /// Run by the worker; tells nobody unless ``OfficeRules/lapse`` says after how many days. Whatever happens to a
    /// request that was told of keeps it: the database forgets its end.
    public func callAsFunction(limit: Int = 1000) async throws -> Int {
        try await announce() + end(limit: limit)
    }

    private func announce() async throws -> Int {
        guard let rule = office.rules.lapse else { return 0 }
        let today = office.clock.now().date
        let isMine = try await office.transaction(as: .system) { desk in
            let until = desk.now.adding(minutes: LapseRequests.leaseMinutes)
            return try DailyRunStore(desk.session).claim(.lapses, of: today, until: until, at: desk.now)
        }
        guard isMine else { return 0 }
        var count = 0
        while true {
            let told = try await office.transaction(as: .system) { desk in
                let store = LapseStore(desk.session)
                let quiet = try store.quiet(
                    since: desk.now.adding(days: -rule.quietDays),
                    at: desk.now,
                    limit: LapseRequests.batch
                )
                for id in quiet {
                    let end = rule.end(toldAt: desk.now)
                    try store.announce(id, ending: end, at: desk.now)
                    try Chain(desk: desk).tellOfLapse(id, at: end)
                }
                return quiet.count
            }
            count += told
            if told < LapseRequests.batch { break }
        }
        try await office.transaction(as: .system) { desk in
            try DailyRunStore(desk.session).finish(.lapses, of: today, at: desk.now)
        }
        return count
    }

    private func end(limit: Int) async throws -> Int {
        let due = try await office.transaction(as: .system) { desk in
            try LapseStore(desk.session).due(at: desk.now, limit: limit)
        }
        var ended = 0
        for id in due {
            let didEnd = try await office.transaction(as: .system) { desk in
                let chain = Chain(desk: desk)
                var request = try chain.lock(id)
                // Somebody may have gone on with it meanwhile.
                guard let end = try LapseStore(desk.session).end(of: id), end <= desk.now,
                    let ground = LapseGround(request.state)
                else { return false }
                try chain.move(&request, .cancel, reason: LapseText.reason(ground), cancelledBy: .body)
                try chain.tellHost("request_lapsed", request, nil, ["lapse": ground.rawValue])
                return true
            }
            if didEnd { ended += 1 }
        }
        return ended
    }
}

extension Chain {
    fileprivate func tellOfLapse(_ id: LectureRequest.ID, at end: Instant) throws {
        let request = try lock(id)
        guard let ground = LapseGround(request.state) else { return }
        try tellHost("request_lapses", request, nil, ["lapse": ground.rawValue, "deadline": "\(end)"])
        try desk.record("request.lapse_announced", id)
    }
}

extension WorkerJob {
    /// Requests that nobody goes on with are told of, and end.
    public static func lapseRequests(_ office: Office) -> WorkerJob {
        WorkerJob("lapse requests") { try await LapseRequests(office: office)() }
    }
}
