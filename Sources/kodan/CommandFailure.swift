import ArgumentParser
import Foundation
import KodanDomain
import KodanExport
import KodanImport
import KodanMatching
import KodanService
import KodanText
import Postgres
import PostgresCluster

/// One sentence for standard error, and the exit status that goes with it (`sysexits.h`).
struct CommandFailure: Error {
    let sentence: String
    let status: Int32

    /// A setting is missing or wrong.
    static func configuration(_ sentence: String) -> CommandFailure {
        .init(sentence: sentence, status: EX_CONFIG)
    }
    /// The role of a database's address may not do what is asked of it.
    static let tooFewRights = configuration(
        "The database does not let this role do that: DATABASE_URL, KODAN_WORKER_URL and KODAN_OWNER_URL each name "
            + "their own, and the owner owns the tables."
    )
    /// What was handed in is refused.
    static func data(_ sentence: String) -> CommandFailure { .init(sentence: sentence, status: EX_DATAERR) }

    /// A person who holds none of the roles that a command wants: the command line has no session to end.
    static func role(_ roles: [Role], of email: String) -> CommandFailure {
        let names = roles.map(\.rawValue).joined(separator: " or ")
        return .init(
            sentence: "This wants the role of \(names), which \(email) does not hold: "
                + "an administrator grants roles (`kodan users grant`).",
            status: EX_NOPERM
        )
    }

    /// The first administrator alone is added by nobody.
    static let nobodyActs = CommandFailure(
        sentence: "There is an administrator already: name who adds people with --as.",
        status: EX_NOPERM
    )

    /// Says what went wrong on standard error, and ends.
    static func exit(with error: any Error) -> Never {
        let failure: CommandFailure
        switch error {
        case let known as CommandFailure: failure = known
        case let refusal as Refusal: failure = CommandFailure(refusal)
        case let refused as FieldRefused: failure = CommandFailure(.field(refused))
        case let problem as PostgresError: failure = CommandFailure(problem)
        // The connection is lost, and the transaction with it: what went wrong before says why.
        case let problem as RollbackFailure: exit(with: problem.cause)
        case let outdated as DatabaseOutdated: failure = CommandFailure(outdated)
        case let problem as ClusterError: failure = .init(sentence: "\(problem)", status: EX_UNAVAILABLE)
        case let problem as FileProblem: failure = CommandFailure(problem)
        case let problem as OfficeSettingsProblem: failure = CommandFailure(problem)
        case let problem as MigrationError: failure = CommandFailure(problem)
        case let problem as HeaderProblem: failure = CommandFailure(problem)
        case let conflict as CatalogueConflict: failure = CommandFailure(conflict)
        case let problem as TableProblem: failure = .init(sentence: "\(problem)", status: EX_CONFIG)
        case let problem as TextEncodingError: failure = CommandFailure(problem)
        case let problem as SheetBroken:
            failure = .data("\(SheetProblems.sentence(problem)) Nothing was imported.")
        case let problem as FileUnreadable where problem.path.hasPrefix(Settings().configFolder + "/"):
            failure = .configuration("\(problem): KODAN_CONFIG names the folder of the tables, all of them.")
        case let problem as FileUnreadable: failure = .init(sentence: "\(problem).", status: EX_NOINPUT)
        case GzipError.notGzip, GzipError.truncated, GzipError.damaged:
            failure = .configuration(
                "A packed table in \(Settings().configFolder)/geo is damaged or not whole: copy the folder of the "
                    + "tables (KODAN_CONFIG) anew."
            )
        case MatchingProblemError.costsTooLarge:
            failure = .data(
                "Costs add up to more than is exact: there are too many requests, or weights are too large."
            )
        case HonorariumListRefusal.tooLarge:
            failure = .data("A workbook holds 1,048,575 honoraria at most: write the month as csv or json.")
        case is NoCP932Table:
            failure = .init(sentence: "This system's C library cannot write CP932.", status: EX_SOFTWARE)
        case let problem as JournalRolesMissing:
            let roles = problem.roles.map(\.rawValue).joined(separator: ", ")
            failure = .configuration("accounting/journal-accounts.csv has no account for: \(roles).")
        case is CancellationError: failure = .init(sentence: "Stopped.", status: EX_TEMPFAIL)
        default:
            guard Kodan.exitCode(for: error) == .failure else { Kodan.exit(withError: error) }
            failure = .init(sentence: "kodan failed: \(type(of: error)).", status: EX_SOFTWARE)
        }
        standardError(["kodan: \(failure.sentence)"])
        Foundation.exit(failure.status)
    }
}

extension PostgresError {
    /// Whether the role itself lacks a right, not the person in whose name it acts.
    fileprivate var isRightsMissing: Bool {
        guard sqlState == "42501", let serverMessage else { return false }
        return serverMessage.contains("permission denied") || serverMessage.contains("must be owner")
    }
}

extension CommandFailure {
    init(_ refusal: Refusal) {
        let status: Int32 =
            switch refusal {
            case .notSignedIn, .notPermitted: EX_NOPERM
            case .matchRunning, .signIn(.tooMany), .signIn(.busy): EX_TEMPFAIL
            case .signIn(.wrong), .signIn(.scopeMissing), .signIn(.totpMissing), .signIn(.sessionWanted),
                .signIn(.limitedToken), .signIn(.limitedLink):
                EX_NOPERM
            case .accountKeys: EX_CONFIG
            default: EX_DATAERR
            }
        self.init(sentence: RefusalText.sentence(refusal, in: .terminal), status: status)
    }

    init(_ error: PostgresError) {
        switch error.kind {
        case .configuration:
            self.init(
                sentence: "The database's address cannot be read: check DATABASE_URL.",
                status: EX_CONFIG
            )
        case .connection:
            let cause = error.serverMessage.map { ": \($0.split(separator: "\n").first ?? "")" } ?? ""
            // A server that answers, but lets nobody in, says FATAL: a wrong password, an unknown database. Of a
            // standby, libpq says that the session is read-only.
            let verb =
                cause.contains("session is read-only")
                ? "takes no writes" : cause.contains("FATAL:") ? "refuses" : "does not answer"
            self.init(sentence: "The database \(verb)\(cause)", status: EX_UNAVAILABLE)
        case .serverTooOld(let found):
            // libpq counts 14.9 as 140009.
            self.init(
                sentence: "The database server is PostgreSQL \(found / 10_000); kodan needs 15 or later.",
                status: EX_UNAVAILABLE
            )
        default:
            if let passing = CommandFailure(passing: error) {
                self = passing
                return
            }
            // A table, a column or a function that is not there.
            if let state = error.sqlState, ["42P01", "42703", "42883"].contains(state) {
                self.init(
                    sentence: "The database has no tables yet, or old ones: run `kodan migrate`.",
                    status: EX_UNAVAILABLE
                )
            } else if error.isRightsMissing {
                self = .tooFewRights
            } else {
                self.init(sentence: "The database refused: \(error).", status: EX_SOFTWARE)
            }
        }
    }

    init(_ problem: MigrationError) {
        switch problem {
        case .unknown(let name):
            self.init(
                sentence: "The database has \(name), which this version does not know: "
                    + "a newer one migrated it.",
                status: EX_UNAVAILABLE
            )
        case .changed(let name):
            self = .data("The database has another \(name) than this version; nothing was changed.")
        case .gap(let pending, let applied):
            self = .data("The database has \(applied) without \(pending) before it; nothing was changed.")
        case .unordered(let first, let second):
            self.init(sentence: "\(first) and \(second) are out of order.", status: EX_SOFTWARE)
        case .failed(let name, let error) where error.sqlState == "55P03" || error.isRetryable:
            self.init(
                sentence: "\(name) waited too long for a table in use (KODAN_LOCK_SECONDS) and was undone: "
                    + "run it again.",
                status: EX_TEMPFAIL
            )
        case .failed(let name, let error) where Outage(error) == .full:
            self.init(
                sentence: "\(name) was undone: the disk of the database is full. "
                    + "Make room, then run it again.",
                status: EX_IOERR
            )
        case .failed(_, let error) where error.isRightsMissing: self = .tooFewRights
        // Class 23: rows that the older tables took.
        case .failed(let name, let error) where error.sqlState?.hasPrefix("23") == true:
            let table = error.table.map { " of \($0)" } ?? ""
            self = .data(
                "\(name) was undone: rows\(table) break \(error.constraint ?? "a rule") that it sets. What was there "
                    + "before it stands, and the old version goes on with it: correct those rows as the owner of the "
                    + "tables (README, Update), then run `kodan migrate` again."
            )
        case .failed(let name, let error):
            // Class 22 quotes what is in a row; all else speaks of the schema and the server.
            let isQuoting = error.sqlState?.hasPrefix("22") == true
            let line = isQuoting ? nil : error.serverMessage?.split(separator: "\n").first
            self.init(
                sentence: "\(name) failed and was undone: \(error)\(line.map { ": \($0)" } ?? "").",
                status: EX_SOFTWARE
            )
        }
    }

    init(_ outdated: DatabaseOutdated) {
        self.init(
            sentence: "The database has not the tables of this version (\(outdated.missing) is missing): "
                + "run `kodan migrate`.",
            status: EX_UNAVAILABLE
        )
    }

    init(_ problem: FileProblem) {
        switch problem {
        case .folderMissing(let folder):
            self.init(sentence: "The folder \(folder) does not exist.", status: EX_CANTCREAT)
        case .notWritable(let folder):
            self.init(sentence: "Nothing can be written into \(folder).", status: EX_CANTCREAT)
        case .diskFull(let folder):
            self.init(sentence: "The disk of \(folder) is full; nothing was written.", status: EX_IOERR)
        case .damaged(let path):
            self.init(
                sentence: "\(path) could not be read back as it was written; it was removed.",
                status: EX_IOERR
            )
        case .failed(let folder, EISDIR):
            self.init(
                sentence: "\(folder) is a folder, or has one where the file should be: name another.",
                status: EX_CANTCREAT
            )
        case .failed(let folder, let number):
            self.init(sentence: "Writing into \(folder) failed (error \(number)).", status: EX_IOERR)
        }
    }

    init(_ problem: OfficeSettingsProblem) {
        switch problem {
        case .unreadable(let path):
            self = .configuration("\(path) cannot be read: set KODAN_CONFIG to the folder of the tables.")
        case .missing(let key): self = .configuration("office.csv has no line for \(key).")
        case .unknown(let key, let line):
            self = .configuration("office.csv, line \(line): \(key) is unknown or stands twice.")
        case .value(let key, let line, let expected):
            self = .configuration("office.csv, line \(line): \(key) takes \(expected).")
        case .header:
            self = .configuration(
                "office.csv, line 1: the columns are key,value,meaning, with commas between them."
            )
        case .fields(let line):
            self = .configuration(
                "office.csv, line \(line): there are more fields than columns; a text with a comma in it stands in "
                    + "quotation marks."
            )
        }
    }

    init(_ conflict: CatalogueConflict) {
        let kind = ["programmes.csv", "fy2019_schedule.csv"].contains(conflict.file) ? "programmes" : "rates"
        self = .configuration(
            "\(conflict.file): \(conflict.row) from \(conflict.validity.first) contradicts a row in the database "
                + "(`kodan \(kind) list` shows it); nothing was loaded."
        )
    }

    init(_ problem: HeaderProblem) {
        var parts: [String] = []
        if !problem.missing.isEmpty {
            parts.append("columns are missing: \(problem.missing.joined(separator: ", "))")
        }
        if !problem.unknown.isEmpty {
            parts.append(
                "columns are unknown: \(problem.unknown.joined(separator: ", ")) "
                    + "(--ignore-unknown-columns passes over them)"
            )
        }
        if !problem.doubled.isEmpty {
            parts.append("columns stand twice: \(problem.doubled.joined(separator: ", "))")
        }
        self = .data("The first line does not name the columns: \(parts.joined(separator: "; ")).")
    }

    init(_ problem: TextEncodingError) {
        switch problem {
        case .undecodable(let line, _, _):
            self = .data("Line \(line) is neither UTF-8 nor CP932 text; nothing was imported.")
        case .workbook, .utf16:
            self = .data("\(SheetProblems.sentence(problem)) Nothing was imported.")
        case .noConverter:
            self.init(sentence: SheetProblems.sentence(problem), status: EX_SOFTWARE)
        }
    }
}
