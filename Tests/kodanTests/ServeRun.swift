import Foundation
import Glibc

/// A server in a process of its own, until it is told to end.
final class ServeRun {
    let port: Int
    private let child: pid_t
    private let folder: URL
    private var hasEnded = false

    /// What it logged so far.
    var log: String { (try? String(contentsOf: folder.appendingPathComponent("err"), encoding: .utf8)) ?? "" }

    /// Starts `kodan serve` on a free port, and waits until it listens.
    init(environment: [String: String]) async throws {
        let binary = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("kodan").path
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let errors = folder.appendingPathComponent("err").path
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT, 0o600)
        // The tests may run where SIGHUP is ignored (nohup), which children inherit.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var heeded = sigset_t()
        sigemptyset(&heeded)
        sigaddset(&heeded, SIGHUP)
        posix_spawnattr_setsigdefault(&attributes, &heeded)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        let arguments: [String] = [binary, "serve", "--port", "0"]
        var words = arguments.map { strdup($0) } + [nil]
        var settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + settings { free(word) } }
        var child = pid_t()
        guard posix_spawn(&child, binary, &actions, &attributes, &words, &settings) == 0 else {
            throw CocoaError(.executableNotLoadable)
        }
        self.child = child
        for _ in 0..<6000 {
            let text = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
            if let match = text.firstMatch(of: /listening on [^ "]*:([0-9]+)/), let port = Int(match.1) {
                self.port = port
                return
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        kill(child, SIGKILL)
        throw CocoaError(.executableLoad)
    }

    /// Sends a signal, and waits for the end; the exit status, or the signal below zero if it killed the server.
    func end(by signal: Int32 = SIGTERM) async throws -> Int32 {
        kill(child, signal)
        var ending: Int32 = 0
        for _ in 0..<6000 {
            if waitpid(child, &ending, WNOHANG) == child {
                hasEnded = true
                return ending & 0x7F == 0 ? (ending >> 8) & 0xFF : -(ending & 0x7F)
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw CocoaError(.executableRuntimeMismatch)
    }

    deinit {
        if !hasEnded {
            kill(child, SIGKILL)
            waitpid(child, nil, 0)
        }
        try? FileManager.default.removeItem(at: folder)
    }

    /// What it answers to a GET, head and body.
    func get(_ path: String, token: String? = nil) throws -> String {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw CocoaError(.fileReadUnknown) }
        defer { close(descriptor) }
        var patience = timeval(tv_sec: 120, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { throw CocoaError(.fileReadUnknown) }
        let credential = token.map { "Authorization: Bearer \($0)\r\n" } ?? ""
        let request = "GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\(credential)\r\n"
        send(descriptor, request, request.utf8.count, 0)
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return String(decoding: answer, as: UTF8.self) }
            answer += buffer[..<count]
        }
    }
}
