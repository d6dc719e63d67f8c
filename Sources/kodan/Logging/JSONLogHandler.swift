import Foundation
import KodanDomain
import Logging

/// Writes each event as one line of JSON on standard error, for whatever collects logs.
struct JSONLogHandler: LogHandler {
    private let label: String
    private let now: @Sendable () -> Instant
    private let write: @Sendable ([UInt8]) -> Void
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    var logLevel = Logger.Level.info

    /// A handler that asks `now` for the time and gives each line, with its end, to `write`.
    init(
        label: String,
        now: @escaping @Sendable () -> Instant = OfficeClockTime.wall,
        write: @escaping @Sendable ([UInt8]) -> Void = JSONLogHandler.standardError
    ) {
        self.label = label
        self.now = now
        self.write = write
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { _, new in new } }
        if let explicit = event.metadata { all.merge(explicit) { _, new in new } }
        if let error = event.error { all["error"] = "\(error)" }
        var line = JSONLine()
        line.add("time", now().description)
        line.add("level", event.level.rawValue)
        line.add("logger", label)
        line.add("message", event.message.description)
        for (key, value) in all.sorted(by: { $0.key < $1.key }) { line.add(field: key, value) }
        write(line.finished())
    }

    /// One call for the whole line, so that lines of several threads do not mix; what the system does not take is lost,
    /// as with any log.
    static func standardError(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}

/// The machine's time for log lines.
enum OfficeClockTime {
    static let wall: @Sendable () -> Instant = {
        Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1000) * 1000)
    }
}
