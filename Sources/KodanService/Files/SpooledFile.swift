import Crypto
internal import Foundation

/// A file that is read a piece at a time: one without a name, which vanishes with this value even if the process is
/// killed, or one that was opened and stays.
public final class SpooledFile: Sendable {
    /// How many bytes a piece has at most.
    public static let pieceSize = 65_536

    private let descriptor: Int32
    /// How many bytes there are.
    public let byteCount: Int

    fileprivate init(descriptor: Int32, byteCount: Int) {
        self.descriptor = descriptor
        self.byteCount = byteCount
    }

    /// The file at `path`, as it lies there; a link is not followed.
    ///
    /// Throws ``FileProblem``.
    init(opening path: String) throws(FileProblem) {
        descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileProblem.failed(path, number: errno) }
        let end = lseek(descriptor, 0, SEEK_END)
        byteCount = Int(end)
        guard end >= 0 else {
            let number = errno
            close(descriptor)
            throw FileProblem.failed(path, number: number)
        }
    }

    deinit {
        close(descriptor)
    }

    /// The digest of all bytes.
    ///
    /// Throws ``FileProblem``.
    func sha256() throws(FileProblem) -> [UInt8] {
        var hash = SHA256()
        var offset = 0
        while offset < byteCount {
            let piece = try piece(at: offset)
            hash.update(data: piece)
            offset += piece.count
        }
        return Array(hash.finalize())
    }

    /// The piece that begins at `offset`; empty at the end.
    ///
    /// Throws ``FileProblem``.
    public func piece(at offset: Int) throws(FileProblem) -> [UInt8] {
        let size = min(SpooledFile.pieceSize, byteCount - offset)
        guard size > 0 else { return [] }
        var piece = [UInt8](repeating: 0, count: size)
        let count = unsafe piece.withUnsafeMutableBytes { bytes in
            unsafe pread(descriptor, bytes.baseAddress, bytes.count, off_t(offset))
        }
        guard count >= 0 else { throw FileProblem.failed("spool", number: errno) }
        // Somebody made it shorter since it was opened.
        guard count > 0 else { throw FileProblem.damaged("spool") }
        return Array(piece.prefix(count))
    }
}

/// A ``SpooledFile`` that is being written, in the temporary folder, readable by its owner only.
final class Spool {
    private let descriptor: Int32
    private var byteCount = 0
    private var isFinished = false

    init() throws(FileProblem) {
        descriptor = try unsafe TemporaryEntry.make { name -> Int32? in
            let descriptor = unsafe mkstemp(name)
            guard descriptor >= 0 else { return nil }
            unsafe unlink(name)
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            return descriptor
        }.made
    }

    deinit {
        if !isFinished { close(descriptor) }
    }

    /// Adds bytes.
    func write(_ bytes: [UInt8]) throws(FileProblem) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { bytes in
                unsafe Foundation.write(descriptor, bytes.baseAddress, bytes.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileProblem(folder: "spool", number: count < 0 ? errno : ENOSPC) }
            rest = rest.dropFirst(count)
        }
        byteCount += bytes.count
    }

    /// What was written, to be read; nothing more is written.
    func finished() -> SpooledFile {
        isFinished = true
        return SpooledFile(descriptor: descriptor, byteCount: byteCount)
    }
}
