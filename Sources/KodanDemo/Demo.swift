public import KodanDomain
import KodanImport
import KodanService
import KodanStore
import Postgres

/// Where the demo works, and which year it tells.
public struct DemoSettings: Sendable {
    /// The absolute path of the checkout.
    public var checkout: String
    /// The folder for what the demo writes.
    public var folder: String
    /// The folder of shipped tables.
    public var config: String
    /// The same seed gives the same year, to the byte of its files.
    public var seed: UInt64 = 2019
    /// Whether to begin anew, whatever is there.
    public var reset = false
    /// The folder of the PostgreSQL cluster; nil for the standard place.
    public var cluster: String?
    /// Whether PostgreSQL waits for the disk at each commit; the demo can be made again, so it need not.
    public var isDurable = false
    /// How many months of the year are told, 1 to 12 from April; fewer are for tests.
    public var months = 12

    /// The demo of the checkout at `checkout`, in its folder `.kodan`.
    public init(checkout: String) {
        self.checkout = checkout
        folder = checkout + "/.kodan"
        config = checkout + "/Config"
    }
}

/// What the demo takes from outside: the demo has its own clock, but tells how long it took.
public struct DemoTools: Sendable {
    /// The time since some moment, by a clock that never goes back.
    public var elapsed: @Sendable () -> Duration
    /// So many bytes that nobody can guess, for keys and tokens.
    public var random: @Sendable (Int) -> [UInt8]

    /// These tools.
    public init(elapsed: @escaping @Sendable () -> Duration, random: @escaping @Sendable (Int) -> [UInt8]) {
        self.elapsed = elapsed
        self.random = random
    }
}

/// What is there when the demo has run, so that it can be served.
public struct DemoResult: Sendable {
    /// The database for the server's role.
    public let appURL: String
    /// The database for the worker's role.
    public let workerURL: String
    /// The database for the owner of the tables.
    public let ownerURL: String
    /// The keys of account numbers, as `KODAN_ACCOUNT_KEYS` has them.
    public let accountKeys: String
    /// The key of fingerprints, as `KODAN_FINGERPRINT_KEY` has it.
    public let fingerprintKey: String
    /// One token for each role.
    public let tokens: [DemoToken]
    /// The folder of lists and bank files.
    public let outFolder: String
    /// The folder of evidence.
    public let evidenceFolder: String
    /// The folder of the files of editions.
    public let materialFolder: String
    /// The folder of mails.
    public let mailFolder: String
    /// The file with the keys and tokens.
    public let keysFile: String
    /// The figures that were printed.
    public let report: DemoReport
    /// The moment at which the demo's own clock stopped.
    public let stoppedAt: Instant

    /// Says in the keys' file how many seconds the demo's clock is ahead of the machine's, so that commands beside the
    /// demo's server go by the same time.
    ///
    /// Throws ``DemoProblem/notWritten(_:reason:)``.
    public func note(clockAhead seconds: Int) throws {
        try DemoKeys.note("KODAN_CLOCK_AHEAD", "\(seconds)", in: keysFile)
    }

    /// Says in the keys' file where the demo is served, so that links that commands beside its server print lead there.
    ///
    /// Throws ``DemoProblem/notWritten(_:reason:)``.
    public func note(publicAddress: String) throws {
        try DemoKeys.note("KODAN_PUBLIC_URL", publicAddress, in: keysFile)
    }
}

/// A fictional fiscal year 2026, from the first request to the last payment, in a private PostgreSQL.
///
/// A year that is complete is shown again. One that was broken off is begun anew: its steps depend on each other, and
/// a fresh run takes less than a minute. The keys' file, written last, says that a year is complete.
public struct Demo: Sendable {
    let settings: DemoSettings
    let tools: DemoTools
    let say: @Sendable (String) -> Void
    private let server: DemoServer

    /// The demo; `say` gets each line of progress and of the report.
    public init(
        settings: DemoSettings,
        tools: DemoTools,
        say: @escaping @Sendable (String) -> Void
    ) {
        self.init(settings: settings, tools: tools, server: .own(settings.privateCluster), say: say)
    }

    /// The demo on a server that may be lent, for tests.
    init(
        settings: DemoSettings,
        tools: DemoTools,
        server: DemoServer,
        say: @escaping @Sendable (String) -> Void
    ) {
        self.settings = settings
        self.tools = tools
        self.server = server
        self.say = say
    }

    /// Makes what is missing, and prints the report.
    ///
    /// Throws ``DemoProblem``, `ClusterError`, `PostgresError`, `MigrationError`, or what reading the tables throws.
    public func run() async throws -> DemoResult {
        let folder = DemoFolder(root: settings.folder)
        let database = DemoDatabase(on: server)
        var watch = Stopwatch(elapsed: tools.elapsed)
        if settings.reset {
            say("Beginning anew: the demo's database and files are deleted.")
            try database.destroy()
            try folder.clear()
        }
        let found = try DemoKeys(folder.keys)
        let hasRemains = folder.hasRemains
        try folder.make()
        try database.start(say)
        watch.lap("PostgreSQL")
        let clock = DemoClock(Instant(DemoDays.opening, .midnight).adding(minutes: 540))
        let rules = try OfficeSettings(folder: settings.config)
        let keys: DemoKeys
        if let found, try await isComplete(found, database) {
            if found.seed != settings.seed {
                say("The year of seed \(found.seed) is there; --reset makes that of seed \(settings.seed).")
            } else {
                say("The year is there already and is shown again; --reset begins anew.")
            }
            keys = found
            clock.advance(to: Instant(lastDay.adding(days: 1), .midnight))
        } else {
            if hasRemains { say("The year that was begun here did not come to its end: it is begun anew.") }
            keys = try await tell(in: folder, database, clock, rules, &watch)
        }
        let report = try await DemoReport(
            database: database,
            folder: folder,
            settings: rules,
            keys: keys,
            clock: clock,
            months: months
        )
        watch.lap("report")
        for line in report.lines(folder: folder, keys: keys, laps: watch.laps) { say(line) }
        if let path = report.disagreeing { throw DemoProblem.filesDisagree(path) }
        return DemoResult(
            appURL: database.appURL,
            workerURL: database.workerURL,
            ownerURL: database.ownerURL,
            accountKeys: keys.accountKeys,
            fingerprintKey: keys.fingerprintKey,
            tokens: keys.tokens,
            outFolder: folder.out,
            evidenceFolder: folder.evidence,
            materialFolder: folder.materials,
            mailFolder: folder.mail,
            keysFile: folder.keys,
            report: report,
            stoppedAt: clock.now
        )
    }
}
