/// Why a private cluster could not be made, started, stopped or deleted; one sentence each, saying what to do.
public enum ClusterError: Error, Equatable, CustomStringConvertible {
    /// No `initdb` was found on this machine.
    case noBinaries
    /// Only a PostgreSQL older than 15 was found: its version and the folder of its programs.
    case tooOld(version: Int, binaries: String)
    /// The cluster was made by a major version that is no longer installed.
    case otherVersion(cluster: Int, folder: String)
    /// We run as root and there is no `postgres` user who could own the server.
    case noServerUser
    /// The folder is not absolute, or a file lies in its place.
    case notAFolder(String)
    /// The folder holds something that we did not make.
    case foreignFolder(String)
    /// The folder belongs to somebody else.
    case foreignOwner(String)
    /// The folder cannot be made or written by the server's user: folder, user, reason.
    case notWritable(folder: String, user: String, reason: String)
    /// `initdb` ended with an error: the telling line of its output.
    case initdbFailed(String)
    /// The server did not start or stop: the telling line of its log, and where the log lies.
    case notAnswering(action: String, line: String, log: String)
    /// `postmaster.pid` names a server of this folder that runs but does not answer on our socket.
    case staleLock(file: String, process: Int32)
    /// A program of the operating system could not be run: its path and the reason.
    case cannotRun(String, reason: String)

    /// One sentence for the person at the terminal.
    public var description: String {
        switch self {
        case .noBinaries:
            "PostgreSQL's initdb was not found: install the Debian package postgresql (15 or later)."
        case .tooOld(let version, let binaries):
            "\(binaries) holds PostgreSQL \(version), but 15 or later is needed: install the Debian package "
                + "postgresql-15 or later."
        case .otherVersion(let cluster, let folder):
            "\(folder) was made by PostgreSQL \(cluster), which is no longer installed: install the Debian "
                + "package postgresql-\(cluster), or delete the folder to begin anew."
        case .noServerUser:
            "PostgreSQL refuses to run as root and there is no user postgres to run it: install the Debian "
                + "package postgresql, or run this as an ordinary user."
        case .notAFolder(let path):
            "\(path) cannot hold a cluster: give the absolute path of a folder."
        case .foreignFolder(let path):
            "\(path) holds files that are not a cluster of ours, so it was left alone: choose another folder."
        case .foreignOwner(let path):
            "\(path) belongs to another user, so it was left alone: delete it or choose another folder."
        case .notWritable(let folder, let user, let reason):
            "\(folder) cannot be written by the user \(user) (\(reason)): choose a folder that \(user) can reach."
        case .initdbFailed(let line):
            "initdb could not make the cluster: \(line)"
        case .notAnswering(let action, let line, let log):
            "PostgreSQL did not \(action): \(line) (the whole log: \(log))"
        case .staleLock(let file, let process):
            "\(file) names process \(process), a server of this folder that does not answer: wait or end that "
                + "process, then try again."
        case .cannotRun(let program, let reason):
            "\(program) could not be run: \(reason)."
        }
    }
}
