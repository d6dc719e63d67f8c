internal import Foundation
import KodanDomain

/// What a file is filed for, and what it may be.
struct FileUse: Sendable {
    /// The field that is refused.
    let field: Field
    /// What it may be.
    let types: [MediaType]
    /// How many bytes it may have.
    let sizes: ClosedRange<Int>
}

/// What is wrong with a file that lies in a room.
public enum FileFault: Sendable, Equatable {
    /// It is not there.
    case missing
    /// It is there, or its folder, and cannot be read.
    case unreadable
    /// It has another size; so many bytes.
    case size(Int)
    /// It has other bytes.
    case bytes
}

/// A folder of files that are hashed and never replaced: evidence, and the files of editions.
///
/// Each lies under a key below the folder, which may be a mounted store of objects: files are written beside their
/// place and renamed, and nothing is listed.
struct FileRoom: Sendable {
    let folder: String

    /// Brings the bytes into the folder under a hidden name, before any row names them; the memory of one piece is
    /// enough.
    ///
    /// What they are, as their beginning tells, is given beside them. Whoever enters the row puts them in their place
    /// in the same transaction, at its end; bytes that no row comes to name vanish. Refuses what `use` does not take.
    /// Throws ``FileProblem``, and whatever `pieces` throws.
    func keep<Pieces: AsyncSequence>(
        _ pieces: Pieces,
        declared: String?,
        as use: FileUse
    ) async throws -> (type: MediaType, bytes: WaitingFile) where Pieces.Element == [UInt8] {
        let wrongSize = Refusal.field(FieldRefused(use.field, expected: .bytes(use.sizes)))
        let file = try AtomicFile(folder: folder, name: use.field.rawValue)
        var scan = MediaScan(use.types, for: use.field)
        var byteCount = 0
        for try await piece in pieces {
            byteCount += piece.count
            guard byteCount <= use.sizes.upperBound else { throw wrongSize }
            scan.take(piece)
            try file.write(piece)
        }
        guard byteCount >= use.sizes.lowerBound else { throw wrongSize }
        let type = try scan.type(declared: declared)
        return (type, file.waiting(try file.verified { _ in }))
    }

    /// The file under `key`, held against its size and digest before it is given out.
    ///
    /// Throws ``FileProblem`` where it is missing or not what was filed.
    func open(_ key: String, byteCount: Int, sha256: [UInt8]) throws(FileProblem) -> SpooledFile {
        let path = folder + "/" + key
        let file = try SpooledFile(opening: path)
        guard file.byteCount == byteCount, try file.sha256() == sha256 else { throw .damaged(path) }
        return file
    }

    /// What is wrong with the file under `key`; nil if it is as it was filed.
    func fault(of key: String, byteCount: Int, sha256: [UInt8]) -> FileFault? {
        do throws(FileProblem) {
            let file = try SpooledFile(opening: folder + "/" + key)
            guard file.byteCount == byteCount else { return .size(file.byteCount) }
            return try file.sha256() == sha256 ? nil : .bytes
        } catch {
            if case .failed(_, ENOENT) = error { return .missing }
            return .unreadable
        }
    }
}
