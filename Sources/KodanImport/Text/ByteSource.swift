import Glibc

/// Hands out the bytes of a file piece by piece, and nil at its end; an empty piece is no end.
public typealias ByteSource = () throws -> [UInt8]?

/// A file that could not be read.
public struct FileUnreadable: Error, Equatable, CustomStringConvertible {
    /// The path as given.
    public let path: String
    /// The operating system's number of the reason (`errno`).
    public let errno: Int32

    /// The path and the operating system's words.
    public var description: String { "\(path): \(unsafe String(cString: strerror(errno)))" }
}

/// A file read from beginning to end, 64 KiB at a time; closed when it is let go.
public final class FileBytes {
    /// The most bytes in one piece.
    public static let pieceSize = 65_536

    private let path: String
    private let descriptor: Int32

    /// Opens the file.
    ///
    /// Throws ``FileUnreadable``.
    public init(path: String) throws(FileUnreadable) {
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        self.path = path
        guard descriptor >= 0 else { throw FileUnreadable(path: path, errno: errno) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// The next piece; nil at the end.
    ///
    /// Throws ``FileUnreadable``.
    public func next() throws -> [UInt8]? {
        var failure: Int32 = 0
        let piece = unsafe [UInt8](unsafeUninitializedCapacity: FileBytes.pieceSize) { buffer, count in
            var got = unsafe read(descriptor, buffer.baseAddress, buffer.count)
            while got < 0, errno == EINTR { got = unsafe read(descriptor, buffer.baseAddress, buffer.count) }
            if got < 0 { failure = errno }
            count = max(0, got)
        }
        guard failure == 0 else { throw FileUnreadable(path: path, errno: failure) }
        return piece.isEmpty ? nil : piece
    }
}

/// The bytes of a file that lies in memory, as one piece.
public func wholePiece(_ bytes: [UInt8]) -> ByteSource {
    var rest: [UInt8]? = bytes
    return {
        defer { rest = nil }
        return rest
    }
}
