import Foundation
import Glibc

/// One run of the built executable: what it printed, and how it ended.
///
/// Started by `posix_spawn`: Foundation's Process may wait for ever beside the children of other tests.
struct CommandRun {
    let output: String
    let errors: String
    let status: Int32

    /// Runs `kodan` with these arguments and nothing of this process's environment but `environment`; it reads
    /// `input`, or nothing.
    init(_ arguments: [String], environment: [String: String] = [:], input: String? = nil) throws {
        let binary = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("kodan").path
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = ["out", "err"].map { folder.appendingPathComponent($0).path }

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let source = input == nil ? "/dev/null" : folder.appendingPathComponent("in").path
        if let input { try Data(input.utf8).write(to: URL(fileURLWithPath: source)) }
        posix_spawn_file_actions_addopen(&actions, 0, source, O_RDONLY, 0)
        for (descriptor, path) in zip([Int32(1), 2], paths) {
            posix_spawn_file_actions_addopen(&actions, descriptor, path, O_WRONLY | O_CREAT, 0o600)
        }
        var words = ([binary] + arguments).map { strdup($0) } + [nil]
        var settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + settings { free(word) } }
        var child = pid_t()
        guard posix_spawn(&child, binary, &actions, nil, &words, &settings) == 0 else {
            throw CocoaError(.executableNotLoadable)
        }
        var ending: Int32 = 0
        while waitpid(child, &ending, 0) < 0, errno == EINTR {}
        // The low seven bits name a signal; the exit status lies above.
        status = ending & 0x7F == 0 ? (ending >> 8) & 0xFF : -(ending & 0x7F)
        output = String(decoding: FileManager.default.contents(atPath: paths[0]) ?? Data(), as: UTF8.self)
        errors = String(decoding: FileManager.default.contents(atPath: paths[1]) ?? Data(), as: UTF8.self)
    }
}
