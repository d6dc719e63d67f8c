internal import Foundation

/// A place for a file that somebody asked for.
public enum OutputPath {
    /// Finds out whether a file can be written to `path`, so that nobody waits for one that cannot.
    ///
    /// Leaves nothing behind. Throws ``FileProblem``.
    public static func check(_ path: String) throws(FileProblem) {
        var found = stat()
        if unsafe stat(path, &found) == 0, found.st_mode & S_IFMT == S_IFDIR {
            throw .failed(path, number: EISDIR)
        }
        _ = try AtomicFile(path: path)
    }

    /// The folder `name` below `folder`, which must be there; made where it is missing.
    static func folder(_ name: String, in folder: String) throws(FileProblem) -> String {
        let path = folder + "/" + name
        guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw FileProblem(folder: folder, number: errno)
        }
        return path
    }
}

extension AtomicFile {
    /// Begins a file at `path`, whose folder must be there.
    convenience init(path: String) throws(FileProblem) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let folder = parts.dropLast().joined(separator: "/")
        try self.init(
            folder: !folder.isEmpty ? folder : parts.count == 1 ? "." : "/",
            name: String(parts.last ?? "")
        )
    }
}
