internal import Foundation

/// A PostgreSQL server of our own: made with the machine's `initdb`, in one folder, on one Unix socket.
///
/// Nobody but the server's user (and root) can enter the socket's folder, so there are no passwords. The
/// server outlives the process that starts it; `EphemeralCluster` is the one that does not. Every call blocks
/// until it is done, and calls from several processes take turns.
public struct PrivateCluster: Sendable {
    /// The name of the database's superuser, whoever runs the server.
    public static let superuser = "postgres"

    /// The absolute path of the folder that holds everything: data, settings, log and, if it fits, the socket.
    public let folder: String
    let durable: Bool
    let socket: ClusterSocket

    /// A cluster in `folder`; nothing happens yet.
    ///
    /// - Parameters:
    ///   - folder: an absolute path; made when needed.
    ///   - port: names the socket file; nothing listens on the network.
    ///   - durable: false for tests: nothing is flushed to disk, and a crash of the machine loses data.
    public init(folder: String, port: Int = 5432, durable: Bool) {
        var path = folder
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.folder = path
        self.durable = durable
        socket = ClusterSocket(cluster: path, port: port)
    }

    var data: String { folder + "/data" }
    var log: String { folder + "/server.log" }
    var settings: String { folder + "/settings.conf" }
    var marker: String { folder + "/private-cluster" }

    /// Whether the server takes connections now.
    public var isRunning: Bool {
        socket.answers && Postmaster(data: data)?.isReady == true
    }

    /// A libpq URI for this cluster, everything in it percent-encoded, without a password.
    public func url(user: String, database: String) -> String {
        socket.url(user: user, database: database)
    }

    /// Where the cluster of a checkout lies: in `kodanFolder`, or for root in `/var/tmp/kodan-<hash>`.
    ///
    /// PostgreSQL refuses root, and its user `postgres` cannot enter another user's private folders.
    public static func standardFolder(checkout: String, kodanFolder: String) -> String {
        guard geteuid() == 0 else { return kodanFolder + "/postgres" }
        let path = URL(fileURLWithPath: checkout).resolvingSymlinksInPath().path
        return "/var/tmp/kodan-\(stableHash(path))"
    }

    /// Makes the cluster if there is none, starts it if it does not run, and waits until it answers.
    ///
    /// - Parameter progress: is told each step that takes a while, one sentence each.
    /// - Throws: why it does not run; what was begun can be continued by the next call.
    public func start(progress: (String) -> Void = { _ in }) throws(ClusterError) {
        let user = try ServerUser.current()
        // Nothing is made on a machine that lacks the programs.
        if !isRunning { _ = try binaries(of: dataVersion) }
        let lock = try prepare(for: user)
        defer { lock.release() }
        if isRunning { return }
        let binaries = try initialize(by: user, progress: progress)
        try launch(binaries, by: user, progress: progress)
    }

    /// Stops the server, ending its connections; does nothing if it does not run.
    public func stop() throws(ClusterError) {
        guard FolderLock.exists(marker) else { return }
        let lock = try FolderLock(marker)
        defer { lock.release() }
        try shutDown()
    }

    /// Stops the server and deletes the folder with all data; does nothing if there is no folder.
    ///
    /// A folder that does not hold a cluster made by us is refused.
    public func destroy() throws(ClusterError) {
        var status = stat()
        guard lstat(folder, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw .notAFolder(folder) }
        guard FolderLock.exists(marker) else { throw .foreignFolder(folder) }
        guard status.st_uid == (try ServerUser.current()).id else { throw .foreignOwner(folder) }
        let lock = try FolderLock(marker)
        defer { lock.release() }
        try shutDown()
        if socket.isElsewhere { try? FileManager.default.removeItem(atPath: socket.folder) }
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            throw .notWritable(folder: folder, user: NSUserName(), reason: error.localizedDescription)
        }
    }

    private func shutDown() throws(ClusterError) {
        guard let postmaster = Postmaster(data: data), postmaster.isServer(of: data) else { return }
        let user = try ServerUser.current()
        let binaries = try binaries(of: dataVersion)
        let words = ["\(binaries.folder)/pg_ctl", "stop", "-D", "data", "-m", "fast", "-w", "-t", "60"]
        let outcome = try user.command(words, in: folder).run(seconds: 70)
        guard outcome.status == 0 else {
            throw .notAnswering(action: "stop", line: tellingLine(of: outcome.output), log: log)
        }
    }
}
