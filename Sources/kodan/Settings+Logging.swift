import Foundation
import Logging

extension Settings {
    /// How a line of the log is written.
    enum LogFormat: String, CaseIterable {
        /// One object of JSON.
        case json
        /// For people at a terminal.
        case text
    }

    /// What is logged (`KODAN_LOG_LEVEL`), and how (`KODAN_LOG_FORMAT`).
    func logger() throws -> Logger {
        let format = try logFormat()
        var logger = Logger(label: "kodan") { label in
            switch format {
            case .json: JSONLogHandler(label: label)
            case .text: StreamLogHandler.standardError(label: label)
            }
        }
        guard let level = Logger.Level(rawValue: string("KODAN_LOG_LEVEL") ?? "info") else {
            throw CommandFailure.configuration(
                "KODAN_LOG_LEVEL is trace, debug, info, notice, warning, error or critical."
            )
        }
        logger.logLevel = level
        return logger
    }

    private func logFormat() throws -> LogFormat {
        // A person reads a terminal, a machine whatever else standard error is.
        guard let text = string("KODAN_LOG_FORMAT") else { return isatty(STDERR_FILENO) == 1 ? .text : .json }
        guard let format = LogFormat(rawValue: text) else {
            throw CommandFailure.configuration("KODAN_LOG_FORMAT is json or text.")
        }
        return format
    }
}
