import HTTPTypes
import KodanService

extension Problem {
    /// Trouble of the database that passes.
    init(_ outage: Outage) {
        let retry: HTTPFields = [.retryAfter: "5"]
        switch outage {
        case .unavailable:
            self.init(
                .serviceUnavailable,
                "unavailable",
                "The database cannot be reached. Nothing was done.",
                headers: retry
            )
        case .crowded:
            self.init(
                .serviceUnavailable,
                "overloaded",
                "All connections to the database are in use. Nothing was done.",
                headers: retry
            )
        case .tooSlow:
            self = .tooSlow
        case .busy:
            self.init(
                .serviceUnavailable,
                "busy",
                "Others change the same things. Nothing was done.",
                headers: retry
            )
        case .unknown:
            self.init(
                .serviceUnavailable,
                "outcome_unknown",
                "The connection broke at the last moment. Look whether it was done before you ask again.",
                headers: retry
            )
        }
    }
}
