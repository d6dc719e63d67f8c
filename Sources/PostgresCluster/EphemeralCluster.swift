internal import Foundation
internal import Synchronization

/// A PostgreSQL server for tests: in a fresh folder under `/tmp`, nothing flushed to disk, gone with its owner.
///
/// A shell stands guard over it, its input a socket whose other end this process holds. When the owner calls
/// `stop`, forgets the object, exits, crashes or is killed, the socket closes, and the shell stops the server
/// and deletes the folder.
public final class EphemeralCluster: Sendable {
    /// The folder of data, log and socket.
    public let folder: String
    private let cluster: PrivateCluster
    private let guardian: Mutex<Guardian?>

    private struct Guardian {
        var process: pid_t
        var leash: Int32
    }

    /// Makes a cluster and starts it; takes about two seconds.
    public init() throws(ClusterError) {
        let user = try ServerUser.current()
        let binaries = try Binaries.newest()
        var template = Array("/tmp/kodan-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw .notWritable(folder: "/tmp", user: NSUserName(), reason: reason(errno))
        }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        if geteuid() != user.id { chown(folder, user.id, user.group) }
        cluster = PrivateCluster(folder: folder, durable: false)
        // From here on the guardian cleans up, whatever becomes of us.
        let started = try Self.post(binaries, in: folder, by: user)
        guardian = Mutex(started)
        let lock = try cluster.prepare(for: user)
        defer { lock.release() }
        _ = try cluster.initialize(by: user, progress: { _ in })
        try makePrivateFolder(cluster.socket.folder, for: user)
        try replaceFile(cluster.settings, with: Settings(socket: cluster.socket, durable: false).text)
        _ = Array("start\n".utf8).withUnsafeBytes {
            send(started.leash, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        try waitUntilReady()
    }

    deinit { stop() }

    /// A libpq URI for this server, everything in it percent-encoded; `PrivateCluster.superuser` may do all.
    public func url(user: String = PrivateCluster.superuser, database: String) -> String {
        cluster.url(user: user, database: database)
    }

    /// Whether the server takes connections now.
    public var isRunning: Bool { cluster.isRunning }

    /// Stops the server and deletes the folder, at most 30 seconds later; does nothing the second time.
    public func stop() {
        guardian.withLock { held in
            guard let guardian = held else { return }
            close(guardian.leash)
            _ = Command.reap(guardian.process, seconds: 30)
            held = nil
        }
    }

    /// Starts the shell that runs the server between the word "start" and the end of its input.
    private static func post(_ binaries: Binaries, in folder: String, by user: ServerUser)
        throws(ClusterError)
        -> Guardian
    {
        let script = """
            if read -r word; then
                "$1" -D "$0/data" -c "config_file=$0/settings.conf" </dev/null >"$0/server.log" 2>&1 &
                server=$!
                while read -r word; do :; done
                kill -INT "$server"
                wait "$server"
            fi
            rm -rf -- "$0"
            """
        let (leash, theirs) = try Command.socketPair()
        defer { close(theirs) }
        let void = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(void) }
        let words = ["/bin/sh", "-c", script, folder, "\(binaries.folder)/postgres"]
        do {
            let process = try user.command(words).spawn(input: theirs, output: void)
            return Guardian(process: process, leash: leash)
        } catch {
            close(leash)
            throw error
        }
    }

    private func waitUntilReady() throws(ClusterError) {
        for _ in 0..<1200 {
            if isRunning { return }
            if cluster.logText(from: 0).contains("FATAL:") { break }
            usleep(50_000)
        }
        throw .notAnswering(
            action: "start within 60 seconds",
            line: tellingLine(of: cluster.logText(from: 0)),
            log: cluster.log
        )
    }
}
