import Configuration
import Foundation
import KodanDomain
import KodanMail
import KodanService
import Logging
import Postgres

/// The settings of the process, read once from the environment.
struct Settings {
    /// Whence settings come; texts that are empty count as not set.
    let reader = ConfigReader(provider: EnvironmentVariablesProvider())

    /// The folder of dated tables and templates: `KODAN_CONFIG`, else `Config` where the command runs.
    var configFolder: String { folder("KODAN_CONFIG", otherwise: "Config") }
    /// The folder for what kodan writes: `KODAN_DATA`, else `.kodan/out`.
    var dataFolder: String { folder("KODAN_DATA", otherwise: ".kodan/out") }
    /// The folder of evidence: `KODAN_EVIDENCE`, else `.kodan/evidence`.
    var evidenceFolder: String { folder("KODAN_EVIDENCE", otherwise: ".kodan/evidence") }
    /// The folder of the files of editions, `KODAN_MATERIALS`, else `.kodan/materials`, and the layout of new ones in
    /// it, `KODAN_MATERIALS_LAYOUT`, else `digest`.
    func materialFolder() throws -> MaterialFolder {
        let text = string("KODAN_MATERIALS_LAYOUT") ?? MaterialFolder.Layout.digest.rawValue
        guard let layout = MaterialFolder.Layout(rawValue: text) else {
            throw CommandFailure.configuration("KODAN_MATERIALS_LAYOUT is digest or edition.")
        }
        return MaterialFolder(folder("KODAN_MATERIALS", otherwise: ".kodan/materials"), layout: layout)
    }
    /// The folder that mails are put into: `KODAN_MAIL_FOLDER`, else `.kodan/mail`.
    var mailFolder: String { folder("KODAN_MAIL_FOLDER", otherwise: ".kodan/mail") }
    /// Where the server listens: `KODAN_HOST`, else 127.0.0.1.
    var host: String { string("KODAN_HOST") ?? "127.0.0.1" }
    /// The port: `KODAN_PORT`, else 8080.
    func port() throws -> Int { try number("KODAN_PORT", 8080, in: 0...65_535) }

    /// A setting by its name in the environment; nil if it is not set, or empty.
    func string(_ name: String, isSecret: Bool = false) -> String? {
        let key = ConfigKey(name.lowercased().split(separator: "_").map(String.init))
        guard let text = reader.string(forKey: key, isSecret: isSecret), !text.isEmpty else { return nil }
        return text
    }

    /// How many connections a server opens to the database: `KODAN_DATABASE_CONNECTIONS`, else 10.
    func serverConnections() throws -> Int {
        try number("KODAN_DATABASE_CONNECTIONS", 10, in: 1...1000)
    }

    /// Connections as one of the database's roles.
    func pool(_ role: DatabaseRole, size: Int) throws -> Pool {
        try Pool(
            options: options(role),
            size: size,
            acquireTimeout: seconds("KODAN_DATABASE_WAIT_SECONDS", .seconds(5))
        )
    }

    /// How a connection as one of the database's roles is opened.
    func options(_ role: DatabaseRole) throws -> ConnectionOptions {
        guard let url = string(role.variable, isSecret: true) else {
            throw CommandFailure.configuration(
                "\(role.variable) is not set: it says where the database is (Config/kodan.example.env)."
            )
        }
        var options: ConnectionOptions
        do throws(PostgresError) {
            options = try ConnectionOptions(url: url)
        } catch {
            throw CommandFailure.configuration(
                "\(role.variable) cannot be read: it is an address such as postgresql://user:password@host:5432/kodan, "
                    + "where / and @ in a password are written as %2F and %40."
            )
        }
        try limit(&options, statements: role != .owner)
        return options
    }

    /// Names a connection, and limits what its statements may take.
    func limit(_ options: inout ConnectionOptions, statements: Bool = true) throws {
        options.applicationName = "kodan"
        options.statementTimeout = statements ? try seconds("KODAN_STATEMENT_SECONDS", .seconds(60)) : nil
        options.lockTimeout = try seconds("KODAN_LOCK_SECONDS", .seconds(20))
        options.idleInTransactionTimeout = try seconds("KODAN_IDLE_TRANSACTION_SECONDS", .seconds(60))
    }

    /// The office that acts through one of the database's roles.
    func office(_ role: DatabaseRole = .app, connections: Int = 4) throws -> Office {
        let settings = try OfficeSettings(folder: configFolder)
        return Office(
            pool: try pool(role, size: connections),
            clock: try clock(),
            vault: try vault(),
            rules: settings.rules
        )
    }

    /// The machine's clock, as many seconds ahead as `KODAN_CLOCK_AHEAD` says: the demo's time is not ours.
    func clock() throws -> OfficeClock {
        .wall(ahead: try number("KODAN_CLOCK_AHEAD", 0, in: -4_000_000_000...4_000_000_000))
    }

    /// Who stands in From and signs: `KODAN_MAIL_SENDER` and `KODAN_MAIL_SENDER_NAME`, else an address that nobody
    /// answers.
    func mailSender() throws -> Mailbox {
        let address = string("KODAN_MAIL_SENDER") ?? "kodan@localhost.localdomain"
        let name = string("KODAN_MAIL_SENDER_NAME") ?? "Kodan"
        guard let email = try? EmailAddress(address) else {
            throw CommandFailure.configuration("KODAN_MAIL_SENDER is no mail address.")
        }
        do {
            return try Mailbox(name: name, address: email)
        } catch {
            throw CommandFailure.configuration("KODAN_MAIL_SENDER_NAME is a name on one line.")
        }
    }

    /// Where links in mails lead: `KODAN_PUBLIC_URL`, else where the server listens by itself.
    func publicAddress() throws -> String {
        guard let text = string("KODAN_PUBLIC_URL") else { return "http://127.0.0.1:\(try port())" }
        let isPlain =
            text.utf8.allSatisfy { (0x21...0x7E).contains($0) } && !text.contains { "?#".contains($0) }
        let named = ["https://", "http://"].first { text.hasPrefix($0) }.map { text.dropFirst($0.count) }
        guard let named, !named.isEmpty, !named.hasPrefix("/"), isPlain, text.utf8.count <= 200 else {
            throw CommandFailure.configuration(
                "KODAN_PUBLIC_URL is an address such as https://kodan.example.jp."
            )
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// The keys of bank accounts.
    func vault() throws -> AccountVault {
        let keys = try key("KODAN_ACCOUNT_KEYS")
        let fingerprint = try key("KODAN_FINGERPRINT_KEY")
        if let vault = AccountVault(keyText: keys, fingerprintText: fingerprint) { return vault }
        // With a fingerprint key that is surely one, only the other can be at fault.
        let whole = Data(count: 32).base64EncodedString()
        guard AccountVault(keyText: keys, fingerprintText: whole) != nil else {
            throw CommandFailure.configuration(
                "KODAN_ACCOUNT_KEYS cannot be read: it is version:key, or several with commas between them (1:…,2:…), "
                    + "each key 32 bytes in base64, as `kodan keys make` prints them."
            )
        }
        throw CommandFailure.configuration(
            "KODAN_FINGERPRINT_KEY cannot be read: it is 32 bytes in base64, as `kodan keys make` prints them."
        )
    }

    /// The text of a key, which no command makes by itself.
    private func key(_ name: String) throws -> String {
        guard let text = string(name, isSecret: true) else {
            throw CommandFailure.configuration(
                "\(name) is not set: a new office makes its keys with `kodan keys make`."
            )
        }
        return text
    }

    private func folder(_ name: String, otherwise fallback: String) -> String {
        let path = string(name) ?? fallback
        return path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
}

/// The roles under which the database is used, each with a URL of its own.
enum DatabaseRole {
    case app
    case worker
    case owner

    var variable: String {
        switch self {
        case .app: "DATABASE_URL"
        case .worker: "KODAN_WORKER_URL"
        case .owner: "KODAN_OWNER_URL"
        }
    }

    /// The role's name in the database.
    var user: String {
        switch self {
        case .app: "kodan_app"
        case .worker: "kodan_worker"
        case .owner: "kodan_owner"
        }
    }
}
