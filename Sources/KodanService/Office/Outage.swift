import Postgres

/// Trouble of the database, or of the folders of files, that passes: whoever asked may ask again.
public enum Outage: Error, Sendable, Equatable {
    /// It cannot be reached.
    case unavailable
    /// Its disk is full: it answers, and keeps nothing.
    case full
    /// No connection became free in time, or too many wait for one.
    case crowded
    /// It gave up a statement that took too long.
    case tooSlow
    /// It gave way to other transactions again and again.
    case busy
    /// The connection broke at the moment of COMMIT: it may have been done.
    case unknown
    /// A folder takes no files: its disk is full, or it is gone or may not be written into.
    case filesRefused

    /// What `error` means for whoever asked; nil if asking again would not help.
    public init?(_ error: any Error) {
        if let failure = error as? RollbackFailure {
            self.init(failure.cause)
            return
        }
        if let problem = error as? FileProblem {
            self.init(problem)
            return
        }
        guard let error = error as? PostgresError else { return nil }
        switch (error.kind, error.sqlState) {
        case (.commitUnknown, _): self = .unknown
        case (.connection, _), (.closed, _): self = .unavailable
        case (.poolTimeout, _), (.poolFull, _): self = .crowded
        case (_, "57014"?), (_, "55P03"?): self = .tooSlow
        case (_, "53100"?): self = .full
        case (_, "40001"?), (_, "40P01"?): self = .busy
        // The server shuts down, starts up or has no connection left.
        case (_, "57P01"?), (_, "57P02"?), (_, "57P03"?), (_, "53300"?): self = .unavailable
        default: return nil
        }
    }

    /// A damaged file does not mend by itself, and what is not foreseen is not promised to.
    private init?(_ problem: FileProblem) {
        switch problem {
        case .diskFull, .folderMissing, .notWritable: self = .filesRefused
        case .damaged, .failed: return nil
        }
    }
}

extension Outage {
    /// What a log says of `error`: of a database that cannot be reached also why; never data.
    public static func told(_ error: any Error) -> String {
        (error as? PostgresError)?.told ?? "\(error)"
    }
}
