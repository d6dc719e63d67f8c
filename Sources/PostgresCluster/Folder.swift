internal import Foundation

/// Makes `path`, readable by `user` alone, or takes it over if it is there, empty or not, and is `user`'s.
///
/// A link, another user's folder or a file in its place is refused: in `/tmp` anyone can put one there.
func makePrivateFolder(_ path: String, for user: ServerUser) throws(ClusterError) {
    var status = stat()
    if lstat(path, &status) != 0 {
        guard mkdir(path, 0o700) == 0 else {
            throw .notWritable(folder: path, user: user.name, reason: reason(errno))
        }
        if geteuid() != user.id, chown(path, user.id, user.group) != 0 {
            throw .notWritable(folder: path, user: user.name, reason: reason(errno))
        }
        return
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw .notAFolder(path) }
    guard status.st_uid == user.id else { throw .foreignOwner(path) }
    if status.st_mode & 0o077 != 0 { chmod(path, 0o700) }
}

/// The names in a folder; none if it cannot be read.
func names(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
}

/// Replaces a file, whole or not at all, never writing through a link that lies in its place.
func replaceFile(_ path: String, with text: String) throws(ClusterError) {
    let new = path + ".new"
    unlink(new)
    let file = open(new, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .notWritable(folder: path, user: NSUserName(), reason: reason(errno)) }
    defer { close(file) }
    let bytes = Array(text.utf8)
    guard write(file, bytes, bytes.count) == bytes.count, fchmod(file, 0o644) == 0, rename(new, path) == 0
    else {
        throw .notWritable(folder: path, user: NSUserName(), reason: reason(errno))
    }
}

/// FNV-1a, 64 bits, in 16 hexadecimal digits: the same name for the same path in every run.
///
/// Source: the offset basis and prime that Fowler, Noll and Vo published.
func stableHash(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}
