internal import Foundation

/// The folder of one installed PostgreSQL's programs.
struct Binaries {
    /// The folder that holds `initdb`, `pg_ctl` and `postgres`.
    var folder: String
    /// The major version, such as 15.
    var version: Int

    /// The first usable PostgreSQL, 15 or later: of the search path, then Debian's highest, then `pg_config`'s.
    static func newest() throws(ClusterError) -> Binaries {
        let installed = try all()
        if let usable = installed.first(where: { $0.version >= 15 }) { return usable }
        if let old = installed.first { throw .tooOld(version: old.version, binaries: old.folder) }
        throw .noBinaries
    }

    /// The PostgreSQL of this major version, to which the files of a cluster belong; nil if it is not installed.
    static func find(version: Int) throws(ClusterError) -> Binaries? {
        try all().first { $0.version == version }
    }

    private static func all() throws(ClusterError) -> [Binaries] {
        var installed: [Binaries] = []
        for folder in candidates() {
            if let version = try version(in: folder) {
                installed.append(Binaries(folder: folder, version: version))
            }
        }
        return installed
    }

    private static func candidates() -> [String] {
        var folders: [String] = []
        if let initdb = program("initdb") { folders.append(parent(of: initdb)) }
        let debian = "/usr/lib/postgresql"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: debian)) ?? [])
            .compactMap { Int($0) }.sorted(by: >)
        folders += versions.map { "\(debian)/\($0)/bin" }
        if let config = program("pg_config"),
            let outcome = try? Command(words: [config, "--bindir"]).run(seconds: 10),
            outcome.status == 0
        {
            folders.append(outcome.output.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        return folders
    }

    /// The major version of a folder's `initdb`; nil unless all three programs are there.
    private static func version(in folder: String) throws(ClusterError) -> Int? {
        let programs = ["initdb", "pg_ctl", "postgres"].map { "\(folder)/\($0)" }
        guard programs.allSatisfy({ FileManager.default.isExecutableFile(atPath: $0) }) else { return nil }
        let outcome = try Command(words: [programs[0], "--version"]).run(seconds: 10)
        // "initdb (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)"
        guard outcome.status == 0, let after = outcome.output.components(separatedBy: "(PostgreSQL) ").last
        else { return nil }
        return Int(after.prefix { $0.isNumber })
    }

    /// The path, links followed, of the first program of this name in the search path.
    static func program(_ name: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders =
            path.split(separator: ":").map(String.init) + ["/usr/bin", "/bin", "/usr/sbin", "/sbin"]
        return folders.map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
            .map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
    }

    private static func parent(of path: String) -> String {
        URL(fileURLWithPath: path).deletingLastPathComponent().path
    }
}
