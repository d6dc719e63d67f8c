import Foundation
import Glibc
import KodanWeb

/// Reads what Linux says about this process.
enum ProcessReader {
    /// The process for the metrics, which began now.
    static func figures() -> ProcessFigures {
        ProcessFigures(startedAt: Date().timeIntervalSince1970.rounded(.down), now: now)
    }

    /// The present; nil where there is no /proc.
    @Sendable static func now() -> ProcessFigures.Moment? {
        guard let memory = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
            let pages = memory.split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
            let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count,
            let files = OpenFiles.limits
        else { return nil }
        return ProcessFigures.Moment(
            residentBytes: pages * sysconf(Int32(_SC_PAGESIZE)),
            processorSeconds: processorSeconds,
            openFiles: open,
            maximumFiles: files.current
        )
    }

    private static var processorSeconds: Double {
        var usage = rusage()
        guard unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
        return [usage.ru_utime, usage.ru_stime].map { Double($0.tv_sec) + Double($0.tv_usec) / 1e6 }.reduce(
            0,
            +
        )
    }
}
