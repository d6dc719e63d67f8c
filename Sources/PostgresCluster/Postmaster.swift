internal import Foundation

/// What `postmaster.pid` in a data folder says about the server there.
struct Postmaster {
    /// The server's process.
    var process: pid_t
    /// Whether it has finished starting and takes connections.
    var isReady: Bool

    /// Reads the file; nil if there is none or nobody can have written it.
    init?(data: String) {
        guard let text = try? String(contentsOfFile: data + "/postmaster.pid", encoding: .utf8) else {
            return nil
        }
        let lines = text.components(separatedBy: "\n")
        guard let process = pid_t(lines[0].trimmingCharacters(in: .whitespaces)), process > 0 else {
            return nil
        }
        self.process = process
        // The eighth line is the server's state, padded with spaces.
        isReady = lines.count > 7 && lines[7].trimmingCharacters(in: .whitespaces) == "ready"
    }

    /// Whether the process lives and works in `data`; after a reboot its number may be another program's.
    func isServer(of data: String) -> Bool { Self.processes(in: data).contains(process) }

    /// The server of a data folder and its helpers, found by where they work; the dead but unburied are not in it.
    static func processes(in data: String) -> [pid_t] {
        let folder = URL(fileURLWithPath: data).resolvingSymlinksInPath().path
        return names(in: "/proc").compactMap { pid_t($0) }.filter { process in
            var buffer = [CChar](repeating: 0, count: 4096)
            let count = readlink("/proc/\(process)/cwd", &buffer, buffer.count)
            guard count > 0 else { return false }
            return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) == folder
        }
    }
}
