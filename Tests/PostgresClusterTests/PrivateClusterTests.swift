import Foundation
import Testing

@testable import PostgresCluster

/// A folder that the server's user can reach, deleted by the test.
private func freshFolder() -> String { "/tmp/kodan-cluster-test-\(UUID().uuidString)" }

@Suite("A private cluster", .serialized)
struct PrivateClusterTests {
    @Test("starts, starts again without effect, survives a kill, stops and is deleted")
    func livesAndDies() throws {
        let folder = freshFolder()
        let cluster = PrivateCluster(folder: folder, port: 5437, durable: false)
        defer { try? cluster.destroy() }
        #expect(!cluster.isRunning)
        var steps: [String] = []
        try cluster.start { steps.append($0) }
        #expect(cluster.isRunning)
        #expect(steps.count == 2)
        #expect(try cluster.ask("SELECT datcollate FROM pg_database WHERE datname = 'postgres'") == "C.UTF-8")
        #expect(try cluster.ask("SHOW listen_addresses") == "")
        #expect(try cluster.ask("SHOW max_connections") == "200")

        let first = try #require(Postmaster(data: cluster.data)).process
        try cluster.start { steps.append($0) }
        #expect(steps.count == 2)
        #expect(Postmaster(data: cluster.data)?.process == first)

        #expect(kill(first, SIGKILL) == 0)
        for _ in 0..<1_000 where cluster.socket.answers { usleep(10_000) }
        #expect(!cluster.isRunning)
        try cluster.start()
        #expect(cluster.isRunning)
        #expect(Postmaster(data: cluster.data)?.process != first)

        try cluster.stop()
        #expect(!cluster.isRunning)
        try cluster.stop()
        try cluster.start()
        #expect(cluster.isRunning)
        try cluster.destroy()
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test("lives in a folder of any name", arguments: ["a'b\"c$d\\e`f 講", "a,b"])
    func oddName(name: String) throws {
        let cluster = PrivateCluster(folder: "\(freshFolder()) \(name)", durable: false)
        defer { try? cluster.destroy() }
        try cluster.start()
        #expect(try cluster.ask("SELECT 1") == "1")
        try cluster.destroy()
        #expect(!FileManager.default.fileExists(atPath: cluster.folder))
    }

    @Test("puts its socket elsewhere if its own path is too long")
    func longPath() throws {
        let folder = freshFolder() + "-" + String(repeating: "長", count: 20)
        let cluster = PrivateCluster(folder: folder, durable: false)
        defer { try? cluster.destroy() }
        #expect(cluster.socket.path.utf8.count <= 107)
        var steps: [String] = []
        try cluster.start { steps.append($0) }
        #expect(steps.contains { $0.contains(cluster.socket.folder) })
        #expect(try cluster.ask("SELECT 1") == "1")
        let socketFolder = cluster.socket.folder
        try cluster.destroy()
        #expect(!FileManager.default.fileExists(atPath: socketFolder))
    }

    @Test("starts over a stale postmaster.pid whose number is another program's by now")
    func staleLock() throws {
        let cluster = PrivateCluster(folder: freshFolder(), durable: false)
        defer { try? cluster.destroy() }
        try cluster.start()
        try cluster.stop()
        let text = "\(getpid())\n\(cluster.data)\n1\n5432\n\(cluster.socket.folder)\n\n1 1\nready   \n"
        try text.write(toFile: cluster.data + "/postmaster.pid", atomically: true, encoding: .utf8)
        #expect(!cluster.isRunning)
        try cluster.start()
        #expect(cluster.isRunning)
    }

    @Test("is made anew if the making was cut short")
    func halfMade() throws {
        let cluster = PrivateCluster(folder: freshFolder(), durable: false)
        defer { try? cluster.destroy() }
        try cluster.prepare(for: .current()).release()
        let half = cluster.folder + "/data.new/base"
        try FileManager.default.createDirectory(atPath: half, withIntermediateDirectories: true)
        try cluster.start()
        #expect(cluster.isRunning)
        #expect(!FileManager.default.fileExists(atPath: cluster.folder + "/data.new"))
    }

    @Test("leaves a foreign folder alone")
    func foreignFolder() throws {
        let folder = freshFolder()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let user = try ServerUser.current()
        chown(folder, user.id, user.group)
        try "mine".write(toFile: folder + "/letter.txt", atomically: true, encoding: .utf8)
        let cluster = PrivateCluster(folder: folder, durable: false)
        #expect(throws: ClusterError.foreignFolder(folder)) { try cluster.destroy() }
        #expect(throws: ClusterError.foreignFolder(folder)) { try cluster.start() }
        #expect(FileManager.default.contents(atPath: folder + "/letter.txt") == Data("mine".utf8))
    }

    @Test("refuses a link, a file and a relative path in its folder's place")
    func refusesOtherThings() throws {
        let folder = freshFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createSymbolicLink(atPath: folder, withDestinationPath: "/tmp")
        #expect(throws: ClusterError.notAFolder(folder)) {
            try PrivateCluster(folder: folder, durable: false).start()
        }
        #expect(throws: ClusterError.notAFolder(folder)) {
            try PrivateCluster(folder: folder, durable: false).destroy()
        }
        #expect(throws: ClusterError.notAFolder("here")) {
            try PrivateCluster(folder: "here", durable: false).start()
        }
    }

    @Test("says in one sentence that a folder cannot be made")
    func notWritable() {
        let cluster = PrivateCluster(folder: "/proc/kodan", durable: false)
        #expect {
            try cluster.start()
        } throws: { error in
            "\(error)".hasPrefix("/proc/kodan cannot be written by the user ")
        }
    }

    @Test("shows the log's complaint if the server does not start")
    func brokenData() throws {
        let cluster = PrivateCluster(folder: freshFolder(), durable: false)
        defer { try? cluster.destroy() }
        try cluster.start()
        try cluster.stop()
        try FileManager.default.removeItem(atPath: cluster.data + "/global/pg_control")
        #expect {
            try cluster.start()
        } throws: { error in
            guard case .notAnswering(_, let line, let log)? = error as? ClusterError else { return false }
            return line.contains("pg_control") && log == cluster.log
        }
    }

    @Test("writes a URI in which everything is percent-encoded")
    func url() {
        let cluster = PrivateCluster(folder: "/srv/a b", port: 5433, durable: true)
        #expect(
            cluster.url(user: "kodan_app", database: "x/y")
                == "postgresql://kodan_app@/x%2Fy?host=%2Fsrv%2Fa%20b%2Fsocket&port=5433"
        )
    }

    // Published test vectors of FNV-1a, 64 bits.
    @Test(
        "names folders by FNV-1a",
        arguments: [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")]
    )
    func hash(text: String, digits: String) {
        #expect(stableHash(text) == digits)
    }
}

@Suite("An ephemeral cluster")
struct EphemeralClusterTests {
    @Test("answers until it is stopped, then leaves nothing")
    func stops() throws {
        let cluster = try EphemeralCluster()
        #expect(cluster.isRunning)
        let folder = cluster.folder
        let process = try #require(Postmaster(data: folder + "/data")).process
        cluster.stop()
        #expect(!cluster.isRunning)
        #expect(kill(process, 0) != 0)
        #expect(!FileManager.default.fileExists(atPath: folder))
        cluster.stop()
    }

    @Test("ends when it is forgotten")
    func forgotten() throws {
        var cluster: EphemeralCluster? = try EphemeralCluster()
        let folder = try #require(cluster?.folder)
        cluster = nil
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test("ends when its owner is killed")
    func ownerKilled() async throws {
        let ended = await #expect(processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]) {
            let cluster = try EphemeralCluster()
            print("folder=\(cluster.folder)=")
            fflush(nil)
            kill(getpid(), SIGKILL)
        }
        let output = String(decoding: try #require(ended).standardOutputContent, as: UTF8.self)
        let folder = try #require(
            output.split(separator: "=").first { $0.hasPrefix("/tmp/") }.map(String.init)
        )
        for _ in 0..<300 where FileManager.default.fileExists(atPath: folder) {
            try await Task.sleep(for: .milliseconds(100))
        }
        #expect(!FileManager.default.fileExists(atPath: folder))
    }
}

extension PrivateCluster {
    /// The answer to a query by `psql`, a client that is not ours.
    fileprivate func ask(_ query: String) throws -> String {
        let psql = try binaries(of: dataVersion).folder + "/psql"
        let url = url(user: Self.superuser, database: "postgres")
        let outcome = try Command(words: [psql, url, "-XAtc", query]).run(seconds: 10)
        try #require(outcome.status == 0, "\(outcome.output)")
        return outcome.output.trimmingCharacters(in: .newlines)
    }
}
