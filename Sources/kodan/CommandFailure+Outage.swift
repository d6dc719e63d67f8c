import Foundation
import KodanService
import Postgres

extension CommandFailure {
    /// Trouble of the database that passes; nil for trouble that stays.
    ///
    /// A connection that cannot be had has a sentence of its own.
    init?(passing error: PostgresError) {
        switch Outage(error) {
        case .full:
            self.init(
                sentence: "The disk of the database is full: what was under way was undone. "
                    + "Make room, then do it again.",
                status: EX_IOERR
            )
        case .unavailable:
            self.init(
                sentence: "The database is stopping or starting, or takes nobody more: "
                    + "what was under way was undone. Try again.",
                status: EX_UNAVAILABLE
            )
        case .unknown:
            self.init(
                sentence: "The connection to the database broke at the last moment: "
                    + "look whether it was done before you do it again.",
                status: EX_UNAVAILABLE
            )
        case .tooSlow:
            self.init(
                sentence: "It took longer, or waited longer for others, than it may "
                    + "(KODAN_STATEMENT_SECONDS, KODAN_LOCK_SECONDS): what was under way was undone. Try again.",
                status: EX_TEMPFAIL
            )
        case .busy:
            self.init(
                sentence: "Others change the same at once: what was under way was undone. Try again.",
                status: EX_TEMPFAIL
            )
        case .crowded:
            self.init(
                sentence: "All connections to the database are busy; try again.",
                status: EX_TEMPFAIL
            )
        case .filesRefused, nil: return nil
        }
    }
}
