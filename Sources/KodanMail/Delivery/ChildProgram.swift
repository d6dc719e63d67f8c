internal import Foundation

/// A program that is given its input and run to its end, in a process group of its own.
///
/// Foundation's `Process` is not used: it knows no process groups, so that children of a killed program would live on.
struct ChildProgram: Sendable {
    /// How much of what it complains of is kept, in bytes.
    static let complaintLimit = 4096

    /// How it ended; what it complained of is made one line of at most 400 characters.
    enum Ending: Sendable, Equatable {
        /// It ended by itself; 128 + signal if a signal ended it.
        case ended(status: Int32, complaint: String)
        /// It took too long and was killed with its children.
        case killed(complaint: String)
        /// It could not be started; the system's error number.
        case notStarted(Int32)
    }

    /// An absolute path, then arguments; no shell reads them.
    let words: [String]

    /// Runs it on this thread, which must be one of its own: a signal of a broken pipe is held back on it.
    func run(input: [UInt8], limit: Duration) -> Ending {
        holdBackBrokenPipes()
        guard let toProgram = Pipe(), let fromProgram = Pipe() else { return .notStarted(errno) }
        var process: pid_t = 0
        let failure = spawn(&process, input: toProgram.reading, errors: fromProgram.writing)
        toProgram.closeReading()
        fromProgram.closeWriting()
        defer {
            toProgram.closeWriting()
            fromProgram.closeReading()
        }
        guard failure == 0 else { return .notStarted(failure) }
        let deadline = ContinuousClock.now + limit
        var isLate = false
        var rest = input[...]
        var complaint: [UInt8] = []
        var status: Int32?
        while status == nil {
            toProgram.write(&rest)
            if rest.isEmpty { toProgram.closeWriting() }
            fromProgram.read(into: &complaint, waiting: 10)
            status = ChildProgram.reap(process)
            if status == nil, !isLate, ContinuousClock.now >= deadline {
                isLate = true
                // Nobody else has waited for it: its number is still its own.
                kill(-process, SIGKILL)
            }
        }
        fromProgram.read(into: &complaint, waiting: 0)
        let words = ChildProgram.line(of: complaint)
        return isLate ? .killed(complaint: words) : .ended(status: status ?? 0, complaint: words)
    }

    /// The exit status once the program has ended, 128 and the signal if one ended it; nil while it runs.
    private static func reap(_ process: pid_t) -> Int32? {
        var status: Int32 = 0
        let found = unsafe waitpid(process, &status, WNOHANG)
        guard found == process || (found < 0 && errno == ECHILD) else { return nil }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    /// One line without controls; what every program says at its end says nothing.
    static func line(of bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).filter { !$0.hasSuffix("could not send mail") }
        let plain = lines.joined(separator: "; ").unicodeScalars.map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: " "
            default: String(scalar)
            }
        }
        return String(plain.joined().prefix(400))
    }

    private func holdBackBrokenPipes() {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGPIPE)
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Starts it with default signals and no other open file than these; the system's error number, or 0.
    private func spawn(_ process: inout pid_t, input: Int32, errors: Int32) -> Int32 {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, errors, 2)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGCHLD, SIGQUIT] {
            unsafe sigaddset(&signals, signal)
        }
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        unsafe posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK)
        )
        var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        var environment = unsafe ChildProgram.environment.map { unsafe strdup($0) } + [nil]
        defer { unsafe (arguments + environment).forEach { unsafe free($0) } }
        return unsafe posix_spawn(&process, words[0], &actions, &attributes, &arguments, &environment)
    }

    /// The caller's environment without what opens the database and its accounts.
    static var environment: [String] {
        ProcessInfo.processInfo.environment
            .filter { entry in
                !["KODAN_", "PG", "DATABASE_URL"].contains { entry.key.hasPrefix($0) }
            }
            .map { "\($0.key)=\($0.value)" }.sorted()
    }
}

/// Two joined ends that other programs do not inherit; ours neither blocks when it is read nor when it is written.
private final class Pipe {
    let reading: Int32
    let writing: Int32
    private var isReadingOpen = true
    private var isWritingOpen = true

    init?() {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { return nil }
        reading = ends[0]
        writing = ends[1]
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    deinit {
        closeReading()
        closeWriting()
    }

    func closeReading() {
        if isReadingOpen { close(reading) }
        isReadingOpen = false
    }

    func closeWriting() {
        if isWritingOpen { close(writing) }
        isWritingOpen = false
    }

    /// Writes what fits at present; a program that does not listen any more gets no more.
    func write(_ bytes: inout ArraySlice<UInt8>) {
        guard isWritingOpen, !bytes.isEmpty else { return }
        _ = fcntl(writing, F_SETFL, O_NONBLOCK)
        while !bytes.isEmpty {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Foundation.write(writing, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN { return }
            guard count > 0 else {
                bytes = []
                return
            }
            bytes = bytes.dropFirst(count)
        }
    }

    /// Reads what is there, waiting so many milliseconds at most; what is beyond the limit is thrown away.
    func read(into bytes: inout [UInt8], waiting milliseconds: Int32) {
        var poller = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&poller, 1, milliseconds) > 0 else { return }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = unsafe Foundation.read(reading, &buffer, buffer.count)
        guard count > 0 else {
            // It closed its end and still runs: keep to the pace.
            if milliseconds > 0 { usleep(UInt32(milliseconds) * 1000) }
            return
        }
        bytes += buffer.prefix(min(count, max(0, ChildProgram.complaintLimit - bytes.count)))
    }
}
