/// What the worker tells its log.
public enum WorkerNews: Sendable {
    /// The job did so many things.
    case done(job: String, count: Int)
    /// The job failed for the so-manieth time in a row, and rests for so many rounds.
    case failed(job: String, any Error, failures: Int, restingRounds: Int)
}

/// One thing that is done again and again.
public struct WorkerJob: Sendable {
    /// Its name in the log.
    public let name: String
    let run: @Sendable () async throws -> Int

    /// A job that says how many things it did.
    public init(_ name: String, run: @escaping @Sendable () async throws -> Int) {
        self.name = name
        self.run = run
    }

    /// Offers whose deadline passed end.
    public static func expireOffers(_ office: Office) -> WorkerJob {
        WorkerJob("expire offers") { try await ExpireOffers(office: office)() }
    }

    /// Changes that not both sides said yes to in time end.
    public static func expireChanges(_ office: Office) -> WorkerJob {
        WorkerJob("expire changes") { try await ExpireChanges(office: office)() }
    }

    /// Open requests are matched, once a night.
    public static func nightlyMatch(_ office: Office) -> WorkerJob {
        WorkerJob("nightly match") { try await NightlyMatch(office: office)() }
    }

    /// What the match proposes goes out, where the body wants it so.
    public static func sendReleased(_ office: Office) -> WorkerJob {
        WorkerJob("send offers") { try await SendReleased(office: office)() }
    }

    /// The next best presenters are asked.
    public static func cascadeOffers(_ office: Office) -> WorkerJob {
        WorkerJob("ask next presenters") { try await CascadeOffers(office: office)() }
    }

    /// Links to digital materials go out when their day has come.
    public static func sendDigitalMaterials(_ office: Office) -> WorkerJob {
        WorkerJob("send digital materials") { try await SendDigitalMaterials(office: office)() }
    }

    /// Planned materials leave by the holidays and the table of today, once a day.
    public static func recountShipping(_ office: Office) -> WorkerJob {
        WorkerJob("recount shipping") { try await RecountShipping(office: office)() }
    }

    /// Questions about lectures are asked, and what has no answer comes up on the desk.
    public static func followUp(_ office: Office) -> WorkerJob {
        WorkerJob("follow up") { try await FollowUp(office: office)() }
    }

    /// What the chain of a request needs, in the order in which one step leads to the next.
    public static func chain(_ office: Office) -> [WorkerJob] {
        [
            .expireOffers(office), .expireChanges(office), .lapseRequests(office),
            .nightlyMatch(office),
            .sendReleased(office),
            .cascadeOffers(office), .recountShipping(office),
            .sendDigitalMaterials(office), .followUp(office),
        ]
    }

    /// All that the worker does, in its order.
    public static func all(_ office: Office, drain: DrainOutbox) -> [WorkerJob] {
        chain(office) + [
            .drainOutbox(drain), .sealAudit(office), .forgetAnswers(office), .tidySignIn(office),
            .forgetPersons(office),
        ]
    }

    /// Does it once, and says how many things that was.
    public func callAsFunction() async throws -> Int { try await run() }

    /// The outbox is emptied.
    public static func drainOutbox(_ drain: DrainOutbox) -> WorkerJob {
        WorkerJob("drain outbox") {
            let outcome = try await drain()
            return outcome.count
        }
    }

    /// Answers that nobody asks for again are thrown away.
    public static func forgetAnswers(_ office: Office) -> WorkerJob {
        WorkerJob("forget answers") { try await ForgetAnswers(office: office)() }
    }

    /// The record is sealed.
    public static func sealAudit(_ office: Office) -> WorkerJob {
        WorkerJob("seal audit") { try await SealAudit(office: office)() }
    }
}

/// Does its jobs in rounds, one after the other, until it is cancelled.
///
/// Several workers may run beside each other: each job claims its work. They poll, and a ``WorkAlarm`` ends a pause
/// early.
public struct Worker: Sendable {
    /// A job that keeps failing rests so many rounds at most.
    public static let longestRest = 64

    private let jobs: [WorkerJob]
    private let pause: Duration
    private let alarm: WorkAlarm?
    private let log: @Sendable (WorkerNews) -> Void

    /// A worker with a pause between rounds, which `alarm` ends early.
    public init(
        _ jobs: [WorkerJob],
        every pause: Duration = .seconds(5),
        waking alarm: WorkAlarm? = nil,
        log: @escaping @Sendable (WorkerNews) -> Void
    ) {
        self.jobs = jobs
        self.pause = pause
        self.alarm = alarm
        self.log = log
    }

    /// Works until the task is cancelled; a job that has begun is finished first, the outbox after the mail in hand.
    ///
    /// A job that fails is logged and keeps no other back; it rests for 1, 3, 7, … rounds.
    public func run() async {
        guard let alarm else { return await rounds() }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await alarm.listen() }
            await rounds()
            group.cancelAll()
        }
    }

    private func rounds() async {
        var failures = [Int](repeating: 0, count: jobs.count)
        var rests = failures
        while !Task.isCancelled {
            for (index, job) in jobs.enumerated() where !Task.isCancelled {
                guard rests[index] == 0 else {
                    rests[index] -= 1
                    continue
                }
                if let error = await failure(of: job) {
                    failures[index] += 1
                    rests[index] = min(Worker.longestRest, (1 << min(failures[index], 10)) - 1)
                    let news = WorkerNews.failed(
                        job: job.name,
                        error,
                        failures: failures[index],
                        restingRounds: rests[index]
                    )
                    log(news)
                } else {
                    failures[index] = 0
                }
            }
            // Cancellation ends the pause; the loop's condition sees it.
            await rest()
        }
    }

    private func rest() async {
        guard let alarm else {
            try? await Task.sleep(for: pause)
            return
        }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [pause] in try? await Task.sleep(for: pause) }
            group.addTask { await alarm.rings() }
            await group.next()
            group.cancelAll()
        }
    }

    /// Runs the job in a task of its own, which the cancellation of this one does not reach.
    ///
    /// It is told of it by ``WorkStop``.
    private func failure(of job: WorkerJob) async -> (any Error)? {
        let stop = WorkStop()
        let running = Worker.begin(job, minding: stop)
        do {
            let count = try await withTaskCancellationHandler {
                try await running.value
            } onCancel: {
                stop.want()
            }
            if count > 0 { log(.done(job: job.name, count: count)) }
            return nil
        } catch {
            return error
        }
    }

    private static func begin(_ job: WorkerJob, minding stop: WorkStop) -> Task<Int, any Error> {
        WorkStop.$current.withValue(stop) { Task { try await job.run() } }
    }
}
