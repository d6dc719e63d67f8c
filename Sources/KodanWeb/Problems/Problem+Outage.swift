import HTTPTypes
import KodanService
import KodanText

extension Problem {
    /// Trouble of the database or of the folders of files that passes.
    init(_ outage: Outage) {
        let retry: HTTPFields = [.retryAfter: "5"]
        switch outage {
        case .unavailable:
            self.init(
                .serviceUnavailable,
                "unavailable",
                .server(.databaseGone),
                headers: retry
            )
        case .full:
            self.init(
                .serviceUnavailable,
                "unavailable",
                .server(.databaseFull),
                headers: retry
            )
        case .crowded:
            self.init(
                .serviceUnavailable,
                "overloaded",
                .server(.connectionsInUse),
                headers: retry
            )
        case .tooSlow:
            self = .tooSlow
        case .busy:
            self.init(
                .serviceUnavailable,
                "busy",
                .server(.othersChange),
                headers: retry
            )
        case .filesRefused:
            self.init(
                .serviceUnavailable,
                "unavailable",
                .server(.filesRefused),
                headers: retry
            )
        case .unknown:
            self.init(
                .serviceUnavailable,
                "outcome_unknown",
                .server(.outcomeUnknown),
                headers: retry
            )
        }
    }
}
