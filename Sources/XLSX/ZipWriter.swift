/// A ZIP archive (APPNOTE 6.3.3) that is written as it comes, one entry after the other.
///
/// Sizes and checksums follow each entry (data descriptors), since they are not known before it. Every entry bears
/// the first day that ZIP knows, so that the same content is the same bytes. Without ZIP64: an entry and the whole
/// stay below 4 GiB.
struct ZipWriter {
    private struct Entry {
        let name: [UInt8]
        let offset: UInt32
        var checksum: UInt32 = 0
        var packedSize = 0
        var size = 0
    }

    // 1980-01-01, 00:00.
    private static let date: UInt16 = 0x0021
    // Bit 3: sizes come behind; bit 11: names are UTF-8.
    private static let flags: UInt16 = 0x0808
    private static let limit = Int(UInt32.max) - 1

    private var entries: [Entry] = []
    private var current: (entry: Entry, deflater: Deflater)?
    private var offset = 0

    /// Begins an entry.
    mutating func begin(_ name: String) throws(XLSXError) -> [UInt8] {
        let entry = Entry(name: Array(name.utf8), offset: UInt32(offset))
        var bytes: [UInt8] = []
        bytes.append(0x0403_4B50 as UInt32)
        ZipWriter.appendCommon(entry, to: &bytes)
        bytes.append(UInt16(entry.name.count))
        bytes.append(0 as UInt16)
        bytes += entry.name
        current = (entry, try Deflater())
        return try counted(bytes)
    }

    /// Adds bytes to the entry.
    mutating func add(_ bytes: [UInt8]) throws(XLSXError) -> [UInt8] {
        guard let (begun, deflater) = current else { return [] }
        var entry = begun
        let packed = try deflater.pack(bytes)
        entry.checksum = Deflater.checksum(entry.checksum, bytes)
        entry.size += bytes.count
        entry.packedSize += packed.count
        guard entry.size <= ZipWriter.limit else { throw .tooLarge }
        current = (entry, deflater)
        return try counted(packed)
    }

    /// Ends the entry.
    mutating func end() throws(XLSXError) -> [UInt8] {
        guard let (begun, deflater) = current else { return [] }
        var entry = begun
        var bytes = try deflater.pack([], isLast: true)
        entry.packedSize += bytes.count
        bytes.append(0x0807_4B50 as UInt32)
        ZipWriter.appendSizes(entry, to: &bytes)
        entries.append(entry)
        current = nil
        return try counted(bytes)
    }

    /// The table of contents, with which the archive ends.
    mutating func finish() throws(XLSXError) -> [UInt8] {
        var bytes: [UInt8] = []
        for entry in entries {
            bytes.append(0x0201_4B50 as UInt32)
            bytes.append(20 as UInt16)
            ZipWriter.appendCommon(entry, to: &bytes)
            bytes.append(UInt16(entry.name.count))
            // Extra field, comment, disk, kind of content, attributes: none.
            for _ in 0..<4 { bytes.append(0 as UInt16) }
            bytes.append(0 as UInt32)
            bytes.append(entry.offset)
            bytes += entry.name
        }
        let size = bytes.count
        bytes.append(0x0605_4B50 as UInt32)
        bytes.append(0 as UInt32)
        for _ in 0..<2 { bytes.append(UInt16(entries.count)) }
        bytes.append(UInt32(size))
        bytes.append(UInt32(offset))
        bytes.append(0 as UInt16)
        return try counted(bytes)
    }

    private mutating func counted(_ bytes: [UInt8]) throws(XLSXError) -> [UInt8] {
        offset += bytes.count
        guard offset <= ZipWriter.limit else { throw .tooLarge }
        return bytes
    }

    /// What the head of an entry and its line in the table of contents share.
    private static func appendCommon(_ entry: Entry, to bytes: inout [UInt8]) {
        // Version 2.0; 8: deflated.
        for word in [20, flags, 8, 0, date] as [UInt16] { bytes.append(word) }
        appendSizes(entry, to: &bytes)
    }

    private static func appendSizes(_ entry: Entry, to bytes: inout [UInt8]) {
        bytes.append(entry.checksum)
        bytes.append(UInt32(entry.packedSize))
        bytes.append(UInt32(entry.size))
    }
}

extension [UInt8] {
    /// Appends a number, its lowest byte first.
    fileprivate mutating func append(_ word: UInt16) {
        append(UInt8(truncatingIfNeeded: word))
        append(UInt8(truncatingIfNeeded: word >> 8))
    }

    /// Appends a number, its lowest byte first.
    fileprivate mutating func append(_ word: UInt32) {
        append(UInt16(truncatingIfNeeded: word))
        append(UInt16(truncatingIfNeeded: word >> 16))
    }
}
