import CZlib

/// Why a gzip file cannot be read.
public enum GzipError: Error, Equatable {
    /// It does not begin as gzip files do.
    case notGzip
    /// It ends before its end mark: the copy is not whole.
    case truncated
    /// Its bytes or its checksum are wrong.
    case damaged
    /// zlib had no memory.
    case outOfMemory
}

/// Unpacks a gzip file (RFC 1952) as it is read; several members in a row are one text.
///
/// Memory is that of one piece in and 64 KiB out, whatever the file unpacks to.
@safe public final class GzipReader {
    private static let pieceSize = 65_536

    private let source: ByteSource
    private let stream: UnsafeMutablePointer<z_stream>
    private var input: [UInt8] = []
    private var taken = 0
    private var isBetweenMembers = true
    private var members = 0
    private var isFull = false

    /// Reads what `source` hands out.
    ///
    /// Throws ``GzipError/outOfMemory``.
    public init(_ source: @escaping ByteSource) throws(GzipError) {
        self.source = source
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // 15 + 16: the largest window, gzip and nothing else.
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        guard unsafe inflateInit2_(stream, 31, ZLIB_VERSION, size) == Z_OK else {
            throw .outOfMemory
        }
    }

    /// Reads the file at `path`.
    ///
    /// Throws ``FileUnreadable`` or ``GzipError/outOfMemory``.
    public convenience init(path: String) throws {
        let file = try FileBytes(path: path)
        try self.init { try file.next() }
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// The next piece of what was packed; nil at the end.
    ///
    /// Throws ``GzipError`` or what the source throws.
    public func next() throws -> [UInt8]? {
        while true {
            if taken == input.count, !isFull {
                guard let piece = try source() else {
                    guard isBetweenMembers, members > 0 else { throw GzipError.truncated }
                    return nil
                }
                input = piece
                taken = 0
                continue
            }
            let (output, status) = inflatePiece()
            isFull = output.count == GzipReader.pieceSize
            switch status {
            case Z_OK:
                isBetweenMembers = false
            case Z_BUF_ERROR:
                break
            case Z_STREAM_END:
                isBetweenMembers = true
                members += 1
                unsafe _ = inflateReset(stream)
            case Z_MEM_ERROR:
                throw GzipError.outOfMemory
            default:
                let read = unsafe stream.pointee.total_in
                throw members == 0 && read <= 10 ? GzipError.notGzip : .damaged
            }
            if !output.isEmpty { return output }
        }
    }

    private func inflatePiece() -> (output: [UInt8], status: Int32) {
        var status = Z_OK
        let output = unsafe [UInt8](unsafeUninitializedCapacity: GzipReader.pieceSize) { room, count in
            unsafe input.withUnsafeMutableBufferPointer { packed in
                unsafe stream.pointee.next_in = packed.baseAddress?.advanced(by: taken)
                unsafe stream.pointee.avail_in = UInt32(packed.count - taken)
                unsafe stream.pointee.next_out = room.baseAddress
                unsafe stream.pointee.avail_out = UInt32(room.count)
                status = unsafe inflate(stream, Z_NO_FLUSH)
                taken = unsafe packed.count - Int(stream.pointee.avail_in)
                count = unsafe room.count - Int(stream.pointee.avail_out)
            }
        }
        return (output, status)
    }
}
