import CZlib

/// The entries of a ZIP archive, read by its table of contents and unpacked, each held against its checksum.
public struct Unzipped {
    /// Why bytes are no archive.
    public struct Broken: Error {
        let reason: String
    }

    /// The entries by name.
    public let entries: [String: [UInt8]]
    /// Their names in order.
    public let names: [String]

    /// Reads an archive of less than 4 GiB without a comment.
    public init(_ bytes: [UInt8]) throws {
        func word(_ at: Int) -> Int { Int(bytes[at]) | Int(bytes[at + 1]) << 8 }
        func long(_ at: Int) -> Int { word(at) | word(at + 2) << 16 }
        let end = bytes.count - 22
        guard end >= 0, long(end) == 0x0605_4B50 else { throw Broken(reason: "no end") }
        var place = long(end + 16)
        var entries: [String: [UInt8]] = [:]
        var names: [String] = []
        for _ in 0..<word(end + 10) {
            guard long(place) == 0x0201_4B50 else { throw Broken(reason: "no entry") }
            let (sum, packed, size) = (long(place + 16), long(place + 20), long(place + 24))
            let (length, start) = (word(place + 28), long(place + 42))
            let name = String(decoding: bytes[(place + 46)..<(place + 46 + length)], as: UTF8.self)
            let data = start + 30 + word(start + 26) + word(start + 28)
            let content = try Unzipped.unpack(Array(bytes[data..<(data + packed)]), size: size)
            guard Int(crc32(0, content, UInt32(content.count))) == sum else {
                throw Broken(reason: "checksum")
            }
            // What stands behind the entry says the same.
            let behind = data + packed
            guard
                [long(behind), long(behind + 4), long(behind + 8), long(behind + 12)]
                    == [0x0807_4B50, sum, packed, size]
            else { throw Broken(reason: "descriptor") }
            entries[name] = content
            names.append(name)
            place += 46 + length + word(place + 30) + word(place + 32)
        }
        self.entries = entries
        self.names = names
    }

    /// An entry as text.
    public subscript(name: String) -> String { String(decoding: entries[name] ?? [], as: UTF8.self) }

    /// The texts and numbers of the only sheet, row by row, as they stand in its cells.
    public var cells: [[String]] {
        self["xl/worksheets/sheet1.xml"].components(between: "<row ", "</row>").map { row in
            row.components(between: "<c ", row.contains("/>") ? "" : "</c>").map { cell in
                cell.components(between: "<v>", "</v>").first
                    ?? cell.components(between: "preserve\">", "</t>").first ?? ""
            }
        }
    }

    private static func unpack(_ packed: [UInt8], size: Int) throws -> [UInt8] {
        var stream = z_stream()
        var input = packed
        var output = [UInt8](repeating: 0, count: size + 1)
        guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw Broken(reason: "memory")
        }
        defer { inflateEnd(&stream) }
        let status = input.withUnsafeMutableBufferPointer { from in
            output.withUnsafeMutableBufferPointer { to in
                stream.next_in = from.baseAddress
                stream.avail_in = UInt32(from.count)
                stream.next_out = to.baseAddress
                stream.avail_out = UInt32(to.count)
                return inflate(&stream, Z_FINISH)
            }
        }
        guard status == Z_STREAM_END, Int(stream.total_out) == size else { throw Broken(reason: "packed") }
        return Array(output.prefix(size))
    }
}

extension String {
    /// What stands between each `open` and the next `close`, or the next `open` where `close` is empty.
    fileprivate func components(between open: String, _ close: String) -> [String] {
        split(separator: open, omittingEmptySubsequences: false).dropFirst().map { part in
            guard !close.isEmpty, let end = part.firstRange(of: close) else { return String(part) }
            return String(part[..<end.lowerBound])
        }
    }
}
