import CZlib

/// Packs bytes as they come (RFC 1951, without a wrapper); memory is that of one piece.
///
/// The same bytes in give the same bytes out, as long as zlib is the same.
@safe final class Deflater {
    private static let pieceSize = 65_536

    private let stream: UnsafeMutablePointer<z_stream>

    /// Throws ``XLSXError/outOfMemory``.
    init() throws(XLSXError) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // -15: the largest window, no header; 8: zlib's own default of memory.
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        let isReady = unsafe deflateInit2_(
            stream,
            Z_DEFAULT_COMPRESSION,
            Z_DEFLATED,
            -15,
            8,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            size
        )
        guard isReady == Z_OK else { throw .outOfMemory }
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// What `bytes` add to the packed text; with `isLast` all that is left of it.
    func pack(_ bytes: [UInt8], isLast: Bool = false) throws(XLSXError) -> [UInt8] {
        var packed: [UInt8] = []
        var input = bytes
        var isDone = true
        unsafe input.withUnsafeMutableBytes { from in
            unsafe stream.pointee.next_in = from.baseAddress?.assumingMemoryBound(to: UInt8.self)
            unsafe stream.pointee.avail_in = UInt32(from.count)
            var room = [UInt8](repeating: 0, count: Deflater.pieceSize)
            var isFull = true
            while isFull {
                let (status, left) = unsafe room.withUnsafeMutableBytes { to in
                    unsafe stream.pointee.next_out = to.baseAddress?.assumingMemoryBound(to: UInt8.self)
                    unsafe stream.pointee.avail_out = UInt32(to.count)
                    let status = unsafe deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                    return unsafe (status, Int(stream.pointee.avail_out))
                }
                packed += room.prefix(room.count - left)
                isFull = left == 0
                // Nothing to do is no fault: there was no input.
                if status != Z_OK, status != Z_STREAM_END, status != Z_BUF_ERROR { isDone = false }
            }
            unsafe stream.pointee.next_in = nil
        }
        guard isDone else { throw .outOfMemory }
        return packed
    }

    /// The checksum of what came before, `sum`, and `bytes` after it (CRC-32).
    static func checksum(_ sum: UInt32, _ bytes: [UInt8]) -> UInt32 {
        unsafe bytes.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress else { return sum }
            let first = unsafe start.assumingMemoryBound(to: UInt8.self)
            return unsafe UInt32(truncatingIfNeeded: crc32(UInt(sum), first, UInt32(buffer.count)))
        }
    }
}
