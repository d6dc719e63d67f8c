internal import Foundation

extension PrivateCluster {
    /// Makes the folder with its marker, if it can be ours, and locks it against other processes.
    func prepare(for user: ServerUser) throws(ClusterError) -> FolderLock {
        guard folder.hasPrefix("/") else { throw .notAFolder(folder) }
        let parent = URL(fileURLWithPath: folder).deletingLastPathComponent().path
        try? FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try makePrivateFolder(folder, for: user)
        if !FolderLock.exists(marker), !names(in: folder).isEmpty { throw .foreignFolder(folder) }
        let lock = try FolderLock(marker)
        let reachable = try user.command(["/usr/bin/test", "-w", folder]).run(seconds: 10)
        guard reachable.status == 0 else {
            lock.release()
            throw .notWritable(folder: folder, user: user.name, reason: "it cannot be entered or written")
        }
        return lock
    }

    /// The major version that made the data; nil before there are any.
    var dataVersion: Int? {
        (try? String(contentsOfFile: data + "/PG_VERSION", encoding: .utf8))
            .flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    /// The programs of the version that made the data; the newest if nothing is made yet.
    func binaries(of version: Int?) throws(ClusterError) -> Binaries {
        guard let version else { return try Binaries.newest() }
        guard let binaries = try Binaries.find(version: version) else {
            throw .otherVersion(cluster: version, folder: folder)
        }
        return binaries
    }

    /// Makes the data unless they are there, in a folder of another name first, so that half is never taken for whole.
    func initialize(by user: ServerUser, progress: (String) -> Void) throws(ClusterError) -> Binaries {
        let binaries = try binaries(of: dataVersion)
        if dataVersion != nil { return binaries }
        progress("Making a PostgreSQL \(binaries.version) cluster in \(folder).")
        let new = folder + "/data.new"
        try? FileManager.default.removeItem(atPath: new)
        let words =
            ["\(binaries.folder)/initdb", "-D", "data.new", "-U", Self.superuser]
            + ["--encoding=UTF8", "--locale=C.UTF-8", "--auth-local=trust", "--auth-host=reject"]
            + (durable ? [] : ["--no-sync"])
        let outcome = try user.command(words, in: folder).run(seconds: 300)
        guard outcome.status == 0 else { throw .initdbFailed(tellingLine(of: outcome.output)) }
        guard rename(new, data) == 0 else { throw .initdbFailed(reason(errno)) }
        return binaries
    }

    /// Writes the settings and starts the server in the background, its output going to the log.
    func launch(_ binaries: Binaries, by user: ServerUser, progress: (String) -> Void) throws(ClusterError) {
        if socket.isElsewhere {
            progress(
                "The path of \(folder) is too long for a socket or has a comma: it is put in \(socket.folder)."
            )
        }
        try makePrivateFolder(socket.folder, for: user)
        try clearStaleLock()
        if isRunning { return }
        try replaceFile(settings, with: Settings(socket: socket, durable: durable).text)
        progress("Starting PostgreSQL \(binaries.version).")
        let logged = logSize
        let words =
            ["\(binaries.folder)/pg_ctl", "start", "-D", "data", "-l", "server.log"]
            + ["-o", "-c config_file=settings.conf", "-w", "-t", "60"]
        let outcome = try user.command(words, in: folder).run(seconds: 70)
        guard outcome.status == 0, isRunning else {
            let logged = logText(from: logged)
            throw .notAnswering(
                action: "start within 60 seconds",
                line: tellingLine(of: logged.isEmpty ? outcome.output : logged),
                log: log
            )
        }
    }

    /// Waits for the last helper of a server that was killed, then deletes what it left.
    ///
    /// PostgreSQL keeps the lock files if their process number is another program's by now, or belongs to a dead
    /// process that nobody has buried. We know better: nothing works in the data folder, which is locked by us.
    private func clearStaleLock() throws(ClusterError) {
        var living: [Int32] = []
        for _ in 0..<300 {
            if isRunning { return }
            living = Postmaster.processes(in: data)
            if living.isEmpty {
                unlink(data + "/postmaster.pid")
                unlink(socket.path + ".lock")
                return
            }
            usleep(100_000)
        }
        throw .staleLock(file: data + "/postmaster.pid", process: living[0])
    }

    private var logSize: Int {
        var status = stat()
        return stat(log, &status) == 0 ? Int(status.st_size) : 0
    }

    /// What the log holds from this byte on.
    func logText(from offset: Int) -> String {
        guard let bytes = FileManager.default.contents(atPath: log) else { return "" }
        return String(decoding: bytes.dropFirst(offset), as: UTF8.self)
    }
}
