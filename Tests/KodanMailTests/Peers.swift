import Foundation
import Glibc
import Testing

/// Other people's programs that mails are tried with: msmtp, and Python's aiosmtpd and icalendar.
///
/// `make peers` installs them; where they are missing their tests are left out, but not where `KODAN_PEERS` says that
/// they are there.
enum Peers {
    static let checkout = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        .joined(separator: "/")
    static let msmtp = "/usr/bin/msmtp"
    static let python = checkout + "/.build-mail/venv/bin/python"

    static var areThere: Bool {
        if ProcessInfo.processInfo.environment["KODAN_PEERS"] != nil { return true }
        return [msmtp, python].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs a script of Tests/Mail with `input` to its end; what it prints.
    static func run(_ script: String, input: [UInt8]) throws -> String {
        let running = try RunningScript(script, input: input)
        defer { running.forget() }
        try #require(running.wait() == 0, "\(script) fails")
        return running.output
    }
}

/// A script of Tests/Mail under way; files hold what it reads and prints.
///
/// Started by `posix_spawn`, without pipes: other tests' children would inherit their ends and hold them open.
final class RunningScript {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "kodan-peer-\(UUID())")
    private var child = pid_t()

    init(_ script: String, input: [UInt8] = []) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let paths = ["in", "out", "err"].map { folder.appending(path: $0).path() }
        try Data(input).write(to: URL(filePath: paths[0]))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, paths[0], O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, paths[1], O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, paths[2], O_WRONLY | O_CREAT, 0o600)
        let path = Peers.checkout + "/Tests/Mail/" + script
        var words: [UnsafeMutablePointer<CChar>?] = [strdup(Peers.python), strdup(path), nil]
        defer { for word in words { free(word) } }
        var settings = [strdup("PATH=/usr/bin:/bin"), nil]
        defer { free(settings[0]) }
        let failure = posix_spawn(&child, Peers.python, &actions, nil, &words, &settings)
        try #require(failure == 0)
    }

    /// What it has printed so far.
    var output: String {
        let bytes = FileManager.default.contents(atPath: folder.appending(path: "out").path()) ?? Data()
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Its status once it has ended.
    func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return status
    }

    /// Ends it.
    func kill() {
        Glibc.kill(child, SIGKILL)
        _ = wait()
    }

    /// Takes its files away.
    func forget() { try? FileManager.default.removeItem(at: folder) }
}

/// A real SMTP server (aiosmtpd) that does as the recipient's name says: see Tests/Mail/sink.py.
final class SMTPSink {
    private let script: RunningScript
    let port: Int

    /// A mail that was taken.
    struct Taken: Decodable {
        let from: String
        let to: [String]
        let text: String
    }

    init() async throws {
        script = try RunningScript("sink.py")
        for _ in 0..<1000 where !script.output.contains("\n") { try await Task.sleep(for: .milliseconds(20)) }
        let line = script.output.split(separator: "\n").first.map { String($0) } ?? ""
        port = try #require(Int(line), "the sink does not start")
    }

    /// Ends it; the mails that it took, each of which it told at once.
    func end() throws -> [Taken] {
        script.kill()
        defer { script.forget() }
        return try script.output.split(separator: "\n").dropFirst().map {
            try JSONDecoder().decode(Taken.self, from: Data($0.utf8))
        }
    }

    /// The words that make msmtp talk to it.
    var command: String { "\(Peers.msmtp) --host=127.0.0.1 --port=\(port) --auth=off --tls=off" }
}
