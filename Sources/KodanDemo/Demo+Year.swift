import KodanDomain
import KodanService
import KodanStore
import Postgres

extension Demo {
    /// The months in which the lectures are paid.
    var months: [YearMonth] { Array(DemoDays.paymentMonths.prefix(settings.months)) }

    /// The last day of the story.
    var lastDay: LocalDate { months.last?.last ?? DemoDays.last }

    /// Whether the year of `keys` is in the database to its end.
    func isComplete(_ keys: DemoKeys, _ database: DemoDatabase) async throws -> Bool {
        guard let vault = keys.vault else { return false }
        let pool = try database.app()
        let clock = OfficeClock { Instant(DemoDays.last, .midnight) }
        let closed: [PaymentMonth]
        do {
            closed = try await MonthOverview(office: Office(pool: pool, clock: clock, vault: vault))(
                as: .system
            ).months
        } catch let error as PostgresError {
            await pool.close()
            say("The database of the year cannot be read (\(error)).")
            return false
        }
        await pool.close()
        return months.allSatisfy { month in closed.contains { $0.month == month && $0.isClosed } }
    }

    /// Tells the year from its beginning, in a new database.
    func tell(
        in folder: DemoFolder,
        _ database: DemoDatabase,
        _ clock: DemoClock,
        _ rules: OfficeSettings,
        _ watch: inout Stopwatch
    ) async throws -> DemoKeys {
        // What an earlier run left half-done is of no use: keys given out and months closed cannot be taken back.
        try folder.clear()
        try folder.make()
        say("Migrating and loading geography, programmes and rates.")
        try await database.create(at: clock.now.microseconds)
        try await database.loadTables(from: settings.config)
        watch.lap("schema and tables")
        let world = try World(folder: settings.config, seed: settings.seed)
        watch.lap("drawing people and places")
        var keys = DemoKeys(seed: settings.seed, random: tools.random)
        guard let vault = keys.vault else { throw DemoProblem.keysDamaged(folder.keys) }
        let pool = try database.app()
        let office = Office(pool: pool, clock: clock.office, vault: vault, rules: rules.rules)
        say("Registering \(world.presenters.count) presenters and \(world.hosts.count) hosts.")
        let crew = try await Crew.assemble(
            in: office,
            texts: world.texts,
            hosts: world.hosts,
            presenters: world.presenters
        )
        try await database.analyze()
        watch.lap("registering them")
        let holidays = try await crew.look { try RateStore($0).holidays() }
        let calendar = BusinessCalendar.bank(holidays)
        var planner = YearPlan(
            seed: settings.seed,
            hosts: world.hosts,
            presenters: world.presenters,
            topics: world.topics,
            calendar: calendar
        )
        let lastMonth = months.last?.previous
        let plans = try planner.all().filter { plan in
            lastMonth.map { plan.slots[0].date.yearMonth <= $0 } ?? false
        }
        keys.tokens = try await crew.issueTokens(plans, random: tools.random)
        say("Telling fiscal year \(FiscalYear.demo.startYear): \(plans.count) requests.")
        let year = try Year(
            crew: crew,
            clock: clock,
            plans: plans,
            world: world,
            settings: rules,
            calendar: calendar,
            folder: folder,
            seed: settings.seed,
            say: say
        )
        try await year.run(from: DemoDays.first, to: lastDay, paying: months)
        await pool.close()
        watch.lap("the year")
        let settings = [
            (name: "DATABASE_URL", value: database.appURL),
            (name: "KODAN_WORKER_URL", value: database.workerURL),
            (name: "KODAN_OWNER_URL", value: database.ownerURL),
            (name: "KODAN_CONFIG", value: settings.config),
            (name: "KODAN_DATA", value: folder.out), (name: "KODAN_EVIDENCE", value: folder.evidence),
            (name: "KODAN_MATERIALS", value: folder.materials),
            (name: "KODAN_MAIL_FOLDER", value: folder.mail),
        ]
        try keys.write(to: folder.keys, with: settings)
        return keys
    }
}

/// Where the seconds went.
struct Stopwatch {
    private let elapsed: @Sendable () -> Duration
    private var last: Duration
    /// The parts so far, with how long each took.
    private(set) var laps: [(part: String, took: Duration)] = []

    /// A watch that begins now.
    init(elapsed: @escaping @Sendable () -> Duration) {
        self.elapsed = elapsed
        last = elapsed()
    }

    /// Ends a part.
    mutating func lap(_ part: String) {
        let now = elapsed()
        laps.append((part, now - last))
        last = now
    }
}
