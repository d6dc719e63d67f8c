internal import Foundation

/// A program that is run to its end, in a session of its own, with no input and its output collected.
///
/// Foundation's `Process` is not used: it waits until every descendant has closed what it inherited, so it
/// would wait for as long as the server lives.
struct Command {
    /// What a command left: its exit status (128 + signal if it was killed) and all it printed.
    struct Outcome {
        var status: Int32
        var output: String
    }

    /// The program's absolute path, then its arguments.
    var words: [String]
    /// Where it runs; the caller's own folder may be closed to the server's user.
    var folder = "/"

    /// Runs the program and waits for it, at most `seconds`; then it is killed and the status is 137.
    func run(seconds: Int) throws(ClusterError) -> Outcome {
        let (ours, theirs) = try Self.socketPair()
        defer { close(ours) }
        let process: pid_t
        do {
            defer { close(theirs) }
            process = try spawn(input: nil, output: theirs)
        }
        var output: [UInt8] = []
        // Ends when the program ends; the server, its descendant, may keep our socket open for longer.
        for _ in 0..<(seconds * 50) {
            Self.drain(ours, into: &output, milliseconds: 20)
            if let status = Self.reap(process) {
                Self.drain(ours, into: &output, milliseconds: 0)
                return Outcome(status: status, output: String(decoding: output, as: UTF8.self))
            }
        }
        kill(-process, SIGKILL)
        return Outcome(
            status: Self.reap(process, seconds: 5) ?? 137,
            output: String(decoding: output, as: UTF8.self) + "\nno end after \(seconds) seconds"
        )
    }

    /// Starts the program in a new session, with default signals and no inherited file but these.
    func spawn(input: Int32?, output: Int32) throws(ClusterError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        for file in Self.openFiles() where file > 2 {
            posix_spawn_file_actions_addclose(&actions, file)
        }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGCHLD, SIGQUIT, SIGUSR1, SIGUSR2] {
            sigaddset(&signals, signal)
        }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let newSession: Int16 = 0x80  // POSIX_SPAWN_SETSID, which the C headers show to GNU sources only
        posix_spawnattr_setflags(
            &attributes,
            newSession | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK)
        )

        let inFolder = ["/bin/sh", "-c", #"cd -- "$0" && exec "$@""#, folder] + words
        var arguments = inFolder.map { strdup($0) } + [nil]
        var environment = Self.environment.map { strdup($0) } + [nil]
        defer { for string in arguments + environment { free(string) } }
        var process: pid_t = 0
        let failure = posix_spawn(&process, "/bin/sh", &actions, &attributes, &arguments, &environment)
        guard failure == 0 else { throw .cannotRun(words[0], reason: reason(failure)) }
        return process
    }

    /// The caller's environment without PostgreSQL's own variables and with messages in English.
    private static var environment: [String] {
        ProcessInfo.processInfo.environment
            .filter { !$0.key.hasPrefix("PG") && !$0.key.hasPrefix("LC_") && $0.key != "LANGUAGE" }
            .merging(["LC_ALL": "C.UTF-8"]) { _, new in new }
            .map { "\($0.key)=\($0.value)" }
    }

    private static func openFiles() -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { Int32($0) }
    }

    /// Two joined sockets that other programs do not inherit.
    static func socketPair() throws(ClusterError) -> (Int32, Int32) {
        var pair: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &pair) == 0 else {
            throw .cannotRun("socketpair", reason: reason(errno))
        }
        return (pair[0], pair[1])
    }

    /// Reads what is there, waiting at most `milliseconds` for the first of it.
    private static func drain(_ file: Int32, into output: inout [UInt8], milliseconds: Int32) {
        var wait = milliseconds
        var poller = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
        var buffer = [UInt8](repeating: 0, count: 4096)
        while poll(&poller, 1, wait) > 0 {
            let count = recv(file, &buffer, buffer.count, 0)
            guard count > 0 else {
                // The program closed its output but still runs: keep to the pace.
                if wait > 0 { usleep(UInt32(wait) * 1000) }
                return
            }
            output.append(contentsOf: buffer[..<count])
            wait = 0
        }
    }

    /// The exit status of `process` if it has ended, 128 + signal if it was killed; nil while it runs.
    static func reap(_ process: pid_t) -> Int32? {
        var status: Int32 = 0
        guard waitpid(process, &status, WNOHANG) == process else { return nil }
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }

    /// As `reap`, waiting at most `seconds` for the end.
    static func reap(_ process: pid_t, seconds: Int) -> Int32? {
        for _ in 0..<(seconds * 50) {
            if let status = reap(process) { return status }
            usleep(20_000)
        }
        return nil
    }
}

/// The operating system's words for an error number.
func reason(_ number: Int32) -> String { String(cString: strerror(number)) }

/// The line of a program's output or log that says what went wrong: the last complaint, else the last line.
func tellingLine(of text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { !$0.isEmpty }
    let complaints = ["FATAL:", "PANIC:", "error:", "No space left", "cannot", "could not"]
    return lines.last { line in complaints.contains { line.contains($0) } } ?? lines.last ?? "it said nothing"
}
