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

/// How many files, connections among them, the process may have open.
enum OpenFiles {
    /// Besides the connections of clients: the database's, event loops, logs, files that are written.
    static let reserve = 200

    /// What holds now, and up to where the process may raise it itself.
    static var limits: (current: Int, maximum: Int)? {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        return (Int(clamping: limit.rlim_cur), Int(clamping: limit.rlim_max))
    }

    /// Makes room for so many connections, as far as the system allows; how many there is room for.
    ///
    /// Without this a server whose shell allows 1,024 files, as is usual, stops taking connections long before its
    /// setting.
    static func makeRoom(forConnections wanted: Int) -> Int {
        guard let limits = limits else { return wanted }
        guard limits.current < wanted + reserve else { return wanted }
        var raised = rlimit()
        raised.rlim_cur = rlim_t(min(limits.maximum, wanted + reserve))
        raised.rlim_max = rlim_t(limits.maximum)
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised)
        return max(1, min(wanted, (Self.limits?.current ?? limits.current) - reserve))
    }
}
