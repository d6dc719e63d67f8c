import Foundation

/// What is typed or piped in because a command line would show it to everybody on the machine.
enum SecretInput {
    /// The most bytes that are taken.
    static let limit = 100

    /// The first line of standard input, of at most `limit` bytes; at a terminal it is asked for with `prompt` and not
    /// shown.
    static func line(prompt: String, limit: Int = SecretInput.limit) throws -> String {
        let isTerminal = isatty(STDIN_FILENO) == 1
        if isTerminal { FileHandle.standardError.write(Data("\(prompt): ".utf8)) }
        let line = isTerminal ? withoutEcho { readLine() } : readLine()
        guard let line, !line.isEmpty, line.utf8.count <= limit else {
            throw CommandFailure.data("\(prompt): one line is expected on standard input.")
        }
        return line
    }

    private static func withoutEcho<Value>(_ body: () -> Value) -> Value {
        var before = termios()
        guard unsafe tcgetattr(STDIN_FILENO, &before) == 0 else { return body() }
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        return body()
    }
}
