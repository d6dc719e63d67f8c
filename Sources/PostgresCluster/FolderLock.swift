internal import Foundation

/// The marker file of a cluster's folder, held so that only one process at a time changes the cluster.
///
/// The operating system lets go of it when its holder ends, however that happens.
struct FolderLock {
    private let file: Int32

    /// Waits for the marker and makes it if it is missing.
    init(_ marker: String) throws(ClusterError) {
        while true {
            let file = open(marker, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
            guard file >= 0 else {
                throw .notWritable(folder: marker, user: NSUserName(), reason: reason(errno))
            }
            while flock(file, LOCK_EX) != 0, errno == EINTR {}
            var held = stat()
            var named = stat()
            // Another process may have deleted the folder and made it anew while we waited.
            if fstat(file, &held) == 0, lstat(marker, &named) == 0, held.st_ino == named.st_ino {
                self.file = file
                return
            }
            close(file)
        }
    }

    /// Whether the marker of a cluster is there, as a plain file.
    static func exists(_ marker: String) -> Bool {
        var status = stat()
        return lstat(marker, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Lets the next process in.
    func release() { close(file) }
}
