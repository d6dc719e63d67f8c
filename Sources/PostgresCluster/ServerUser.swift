internal import Foundation

/// Who runs the server: ourselves, or the user `postgres` if we are root, whom PostgreSQL refuses.
struct ServerUser {
    /// The user's name, for messages and wrappers.
    var name: String
    /// The user's number.
    var id: uid_t
    /// The user's first group.
    var group: gid_t
    /// The words before a command that make it run as this user; none if that is who we are.
    private var wrapper: [String]

    /// The user for the servers of this process.
    static func current() throws(ClusterError) -> ServerUser {
        let us = geteuid()
        guard us == 0 else {
            let name = getpwuid(us).map { String(cString: $0.pointee.pw_name) } ?? "\(us)"
            return ServerUser(name: name, id: us, group: getegid(), wrapper: [])
        }
        guard let entry = getpwnam("postgres") else { throw .noServerUser }
        let wrapper: [String]
        if let runuser = Binaries.program("runuser") {
            wrapper = [runuser, "-u", "postgres", "--"]
        } else if let setpriv = Binaries.program("setpriv") {
            wrapper = [setpriv, "--reuid=postgres", "--regid=postgres", "--init-groups", "--"]
        } else if let su = Binaries.program("su") {
            wrapper = [su, "-s", "/bin/sh", "postgres", "-c", #"exec "$0" "$@""#, "--"]
        } else {
            throw .cannotRun("runuser", reason: "install the Debian package util-linux")
        }
        return ServerUser(
            name: "postgres",
            id: entry.pointee.pw_uid,
            group: entry.pointee.pw_gid,
            wrapper: wrapper
        )
    }

    /// A command, run in `folder` as this user.
    func command(_ words: [String], in folder: String = "/") -> Command {
        Command(words: wrapper + words, folder: folder)
    }
}
