import Glibc

/// Turns CP932 into UTF-8 with the C library's `iconv`.
@safe final class CP932Converter {
    private let handle: iconv_t

    /// Throws ``TextEncodingError/noConverter``.
    init() throws(TextEncodingError) {
        guard let handle = unsafe iconv_open("UTF-8", "CP932"), Int(bitPattern: handle) != -1 else {
            throw .noConverter
        }
        unsafe self.handle = handle
    }

    deinit {
        unsafe _ = iconv_close(handle)
    }

    /// The UTF-8 of the whole characters at the start of `bytes`, how many bytes those took, and whether a
    /// wrong byte follows them; if not, the rest is the beginning of a character.
    func convert(_ bytes: [UInt8]) -> (text: [UInt8], taken: Int, isBroken: Bool) {
        var input = bytes
        var taken = 0
        var isBroken = false
        // One byte of CP932 never becomes more than three of UTF-8.
        let text = unsafe [UInt8](unsafeUninitializedCapacity: bytes.count * 3 + 4) { output, count in
            unsafe input.withUnsafeMutableBytes { raw in
                var from = unsafe raw.baseAddress?.assumingMemoryBound(to: CChar.self)
                var fromLeft = raw.count
                var to = unsafe UnsafeMutableRawPointer(output.baseAddress)?.assumingMemoryBound(
                    to: CChar.self
                )
                var toLeft = output.count
                let result = unsafe iconv(handle, &from, &fromLeft, &to, &toLeft)
                isBroken = result == -1 && errno == EILSEQ
                taken = raw.count - fromLeft
                count = output.count - toLeft
            }
        }
        return (text, taken, isBroken)
    }
}
