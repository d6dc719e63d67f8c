import Crypto
internal import Foundation
import Postgres
import Synchronization

/// Why a file could not be written, read back or put in its place; nothing half-written is left behind.
public enum FileProblem: Error, Sendable, Equatable {
    /// There is no such folder, or it is no folder.
    case folderMissing(String)
    /// The folder may not be written to.
    case notWritable(String)
    /// The disk, or the share of it that may be used, is full.
    case diskFull(String)
    /// What was read back is not what was written.
    case damaged(String)
    /// Anything else, with the system's error number.
    case failed(String, number: Int32)

    init(folder: String, number: Int32) {
        self =
            switch number {
            // The last ones tell of a disk on another machine.
            case ENOENT, ENOTDIR, ESTALE, ENOTCONN, EHOSTDOWN, ETIMEDOUT: .folderMissing(folder)
            case EACCES, EPERM, EROFS: .notWritable(folder)
            case ENOSPC, EDQUOT, EFBIG: .diskFull(folder)
            default: .failed(folder, number: number)
            }
    }
}

/// A file that appears under its name whole or not at all.
///
/// It is written beside its place under a hidden name, readable by its owner only, flushed to the disk, read back,
/// and renamed. Without ``place()`` it vanishes with this value. Not Sendable: it lives within one transaction body.
final class AtomicFile {
    private static let chunk = 65_536

    /// What it will be called.
    let name: String
    /// Where it will be.
    let path: String
    private let folder: String
    private let hidden: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var hash = SHA256()
    private var isPlaced = false

    /// How many bytes were written.
    private(set) var byteCount = 0

    /// Begins a file `name` in `folder`, which must be there.
    init(folder: String, name: String) throws(FileProblem) {
        self.folder = folder
        self.name = name
        path = folder + "/" + name
        // The name that nobody else has is the system's: servers in containers have the same process number.
        (descriptor, hidden) = try unsafe TemporaryEntry.make(in: folder, called: ".\(name).XXXXXX.partial") {
            let descriptor = unsafe mkstemps($0, Int32(".partial".utf8.count))
            return descriptor >= 0 ? descriptor : nil
        }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit {
        close(descriptor)
        if !isPlaced { unsafe unlink(hidden) }
    }

    /// Adds bytes.
    func write(_ bytes: [UInt8]) throws(FileProblem) {
        buffer += bytes
        if buffer.count >= AtomicFile.chunk { try flush() }
    }

    /// Brings everything to the disk and reads it back, a piece at a time, for `check`; returns its SHA-256.
    ///
    /// Throws ``FileProblem``, and whatever `check` throws.
    func verified(_ check: ([UInt8]) throws -> Void) throws -> [UInt8] {
        try flush()
        guard fsync(descriptor) == 0 else { throw FileProblem(folder: folder, number: errno) }
        var again = SHA256()
        var offset = 0
        while offset < byteCount {
            let piece = try read(at: offset)
            again.update(data: piece)
            try check(piece)
            offset += piece.count
        }
        let digest = Array(hash.finalize())
        guard Array(again.finalize()) == digest else { throw FileProblem.damaged(path) }
        return digest
    }

    /// Renames the file to its place; a file of that name is replaced in the same instant.
    func place() throws(FileProblem) {
        try rename(hidden, to: path, in: folder)
        isPlaced = true
    }

    /// Hands the verified file over to wait for its place; it does not vanish with this value any more.
    func waiting(_ sha256: [UInt8]) -> WaitingFile {
        isPlaced = true
        return WaitingFile(hidden, in: folder, byteCount: byteCount, sha256)
    }

    private func flush() throws(FileProblem) {
        hash.update(data: buffer)
        var rest = buffer[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { bytes in
                unsafe Foundation.write(descriptor, bytes.baseAddress, bytes.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileProblem(folder: folder, number: count < 0 ? errno : ENOSPC) }
            rest = rest.dropFirst(count)
        }
        byteCount += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }

    private func read(at offset: Int) throws(FileProblem) -> [UInt8] {
        var piece = [UInt8](repeating: 0, count: AtomicFile.chunk)
        let count = unsafe piece.withUnsafeMutableBytes { bytes in
            unsafe pread(descriptor, bytes.baseAddress, bytes.count, off_t(offset))
        }
        guard count > 0 else {
            if count < 0 { throw FileProblem(folder: folder, number: errno) }
            throw FileProblem.damaged(path)
        }
        return Array(piece.prefix(count))
    }
}

/// Renames a file to its place in `folder`, where the new name survives a power cut too.
private func rename(_ hidden: String, to path: String, in folder: String) throws(FileProblem) {
    guard unsafe Foundation.rename(hidden, path) == 0 else {
        throw FileProblem(folder: folder, number: errno)
    }
    try flush(folder)
}

/// Brings the names in `folder` to the disk; a system of files that flushes no folders is taken at its word.
private func flush(_ folder: String) throws(FileProblem) {
    let directory = unsafe open(folder, O_RDONLY | O_CLOEXEC)
    guard directory >= 0 else { throw FileProblem(folder: folder, number: errno) }
    defer { close(directory) }
    guard fsync(directory) == 0 || errno == EINVAL else { throw FileProblem(folder: folder, number: errno) }
}

/// A file that was written whole and waits for the row that names it; without a place it vanishes with this value.
final class WaitingFile: Sendable {
    /// How many bytes it has.
    let byteCount: Int
    /// The digest of its bytes.
    let sha256: [UInt8]
    private let folder: String
    private let hidden: String
    private let isPlaced = Mutex(false)

    fileprivate init(_ hidden: String, in folder: String, byteCount: Int, _ sha256: [UInt8]) {
        self.hidden = hidden
        self.folder = folder
        self.byteCount = byteCount
        self.sha256 = sha256
    }

    deinit {
        if !isPlaced.withLock(\.self) { unsafe unlink(hidden) }
    }

    /// Renames the file to `name` below its folder, unless a file with the same bytes lies there; what lies there
    /// damaged is replaced.
    ///
    /// The name says which bytes they are, or nothing but they may lie there. Folders between are made.
    func place(as name: String) throws(FileProblem) {
        let target = folder + "/" + name
        if let there = try? SpooledFile(opening: target), there.byteCount == byteCount,
            (try? there.sha256()) == sha256
        {
            return
        }
        var parent = folder
        for step in name.split(separator: "/").dropLast() {
            let above = parent
            parent += "/\(step)"
            if FileManager.default.fileExists(atPath: parent) { continue }
            // Another may make it in the same moment.
            guard unsafe mkdir(parent, 0o700) == 0 || errno == EEXIST else {
                throw FileProblem(folder: above, number: errno)
            }
            // A folder whose name is lost in a power cut takes its files along.
            try flush(above)
        }
        try rename(hidden, to: target, in: parent)
        isPlaced.withLock { $0 = true }
    }
}

/// Remembers what one transaction put in place, to take it away again if the transaction is lost after all.
final class PlacedFiles: Sendable {
    private let paths = Mutex<[String]>([])

    /// Puts `file` in its place, and says whether it replaced another.
    @discardableResult
    func place(_ file: AtomicFile) throws(FileProblem) -> Bool {
        let wasThere = FileManager.default.fileExists(atPath: file.path)
        try file.place()
        if !wasThere { paths.withLock { $0.append(file.path) } }
        return wasThere
    }

    /// Removes what was put in place and was not there before.
    func undo() {
        for path in paths.withLock({ $0 }) { unsafe unlink(path) }
    }
}

extension Office {
    /// As ``transaction(as:_:serving:_:)``, for a body that also puts files in place: if the transaction fails, even in
    /// its COMMIT, those that were not there before are gone again.
    func transaction<T: Sendable>(
        as credential: Credential,
        _ options: TransactionOptions = TransactionOptions(),
        placing body: @escaping @Sendable (Desk, PlacedFiles) throws -> T
    ) async throws -> T {
        let placed = PlacedFiles()
        do {
            return try await transaction(as: credential, options) { desk in try body(desk, placed) }
        } catch {
            placed.undo()
            throw error
        }
    }
}
