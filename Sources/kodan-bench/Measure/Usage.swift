import Glibc

/// What this process has used.
enum Usage {
    /// Seconds of the processor, for itself and in the system's calls.
    static var processorSeconds: Double {
        let usage = current
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    /// The most memory that it ever held, in MiB, as the yardsticks count it.
    static var peakMegabytes: Double { Double(current.ru_maxrss) / 1024 }

    private static var current: rusage {
        var usage = rusage()
        unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) * 1e-6
    }
}
