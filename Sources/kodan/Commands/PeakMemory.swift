import Glibc

/// The most memory that this process has had at once.
enum PeakMemory {
    /// Resident bytes, as `getrusage` counts them; 0 if it does not answer.
    static var bytes: Int {
        var usage = rusage()
        guard unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
        // Linux counts kibibytes.
        return usage.ru_maxrss * 1024
    }
}
