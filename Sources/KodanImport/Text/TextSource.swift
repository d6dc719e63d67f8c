/// Hands out a file's text as UTF-8, whichever of the two encodings it is in.
///
/// As long as there is only ASCII the two are the same; at the first other byte a window of 64 KiB decides: valid
/// UTF-8 is UTF-8, else it is CP932 if it converts, else the file is refused. A byte order mark decides at once, and a
/// workbook or UTF-16 is known by its first bytes and refused as what it is.
/// Memory is that of a window; characters may lie across pieces.
public final class TextSource {
    /// The bytes by which the encoding is judged.
    static let window = 65_536

    private let source: ByteSource
    private var pending: [UInt8] = []
    private var sourceEnded = false
    private var converter: CP932Converter?
    private var offset = 0
    private var line = 1
    private var endedWithReturn = false

    /// What the file turned out to be; nil while there was only ASCII.
    public private(set) var encoding: TextEncoding?

    /// Reads what `source` hands out.
    public init(_ source: @escaping ByteSource) {
        self.source = source
    }

    /// The next piece of UTF-8; nil at the end.
    ///
    /// Throws ``TextEncodingError`` or what the source throws.
    public func next() throws -> [UInt8]? {
        while true {
            try fill(atLeast: pending.count + 1)
            if pending.isEmpty { return nil }
            if encoding == nil, try offset > 0 || !startsWithMark() {
                let ascii = pending.prefix { $0 < 0x80 }.count
                if ascii > 0 { return pass(ascii) }
                try decide()
            }
            let piece = encoding == .utf8 ? try passUTF8() : try convert()
            if !piece.isEmpty { return piece }
        }
    }

    /// Reads until that many bytes wait, or the source ends.
    private func fill(atLeast count: Int) throws {
        while pending.count < count, !sourceEnded {
            guard let piece = try source() else {
                sourceEnded = true
                return
            }
            pending.append(contentsOf: piece)
        }
    }

    /// How files begin that people take for CSV files: workbooks of both kinds, and UTF-16 of either order.
    private static let otherFiles: [(start: [UInt8], error: TextEncodingError)] = [
        ([0x50, 0x4B, 0x03, 0x04], .workbook), ([0xD0, 0xCF, 0x11, 0xE0], .workbook),
        ([0xFF, 0xFE], .utf16), ([0xFE, 0xFF], .utf16),
    ]

    /// Whether the file begins with the byte order mark of UTF-8; refuses one that begins as another kind of file.
    private func startsWithMark() throws -> Bool {
        try fill(atLeast: 4)
        if let other = TextSource.otherFiles.first(where: { pending.starts(with: $0.start) }) {
            throw other.error
        }
        guard pending.starts(with: [0xEF, 0xBB, 0xBF]) else { return false }
        encoding = .utf8
        return true
    }

    private func decide() throws {
        try fill(atLeast: TextSource.window)
        let scan = UTF8Scan(pending[...])
        if !scan.isBroken, !sourceEnded || scan.whole == pending.count {
            encoding = .utf8
            return
        }
        let converter = try CP932Converter()
        let trial = converter.convert(pending)
        guard trial.isBroken || (sourceEnded && trial.taken < pending.count) else {
            encoding = .cp932
            self.converter = converter
            return
        }
        let reached = max(scan.whole, trial.taken)
        count(pending[..<reached])
        throw TextEncodingError.undecodable(line: line, offset: offset, encoding: nil)
    }

    private func passUTF8() throws -> [UInt8] {
        let scan = UTF8Scan(pending[...])
        guard !scan.isBroken, !sourceEnded || scan.whole == pending.count else {
            count(pending[..<scan.whole])
            throw TextEncodingError.undecodable(line: line, offset: offset, encoding: .utf8)
        }
        return pass(scan.whole)
    }

    private func convert() throws -> [UInt8] {
        guard let converter else { return [] }
        let result = converter.convert(pending)
        count(pending[..<result.taken])
        pending.removeFirst(result.taken)
        guard !result.isBroken, !sourceEnded || pending.isEmpty else {
            throw TextEncodingError.undecodable(line: line, offset: offset, encoding: .cp932)
        }
        return result.text
    }

    private func pass(_ count: Int) -> [UInt8] {
        self.count(pending[..<count])
        guard count < pending.count else {
            defer { pending = [] }
            return pending
        }
        let piece = Array(pending[..<count])
        pending.removeFirst(count)
        return piece
    }

    /// Moves line and offset past `bytes`.
    ///
    /// In both encodings a line break is never part of a character.
    private func count(_ bytes: ArraySlice<UInt8>) {
        for byte in bytes {
            if byte == 0x0D || (byte == 0x0A && !endedWithReturn) { line += 1 }
            endedWithReturn = byte == 0x0D
        }
        offset += bytes.count
    }
}
