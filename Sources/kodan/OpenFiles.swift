import Glibc

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
