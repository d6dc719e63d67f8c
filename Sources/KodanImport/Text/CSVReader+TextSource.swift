import CSV

extension CSVReader {
    /// Reads `text`, whose fields are parted by commas, or by tabs if its first line has tabs and no comma: what
    /// spreadsheets save as text, and what is copied from them.
    ///
    /// Throws ``TextEncodingError`` or what the source throws.
    init(_ text: TextSource) throws {
        var head: [UInt8] = []
        while firstLine(of: head) == nil, head.count <= CSVReader.recordLimit, let piece = try text.next() {
            head += piece
        }
        let line = firstLine(of: head) ?? head[...]
        let isTabbed = line.contains(UInt8(ascii: "\t")) && !line.contains(UInt8(ascii: ","))
        var start: [UInt8]? = head
        self.init(separator: isTabbed ? "\t" : ",") {
            guard let piece = start else { return try text.next() }
            start = nil
            return piece
        }
    }
}

/// The first line that is not empty; nil if its end is not among `bytes`.
private func firstLine(of bytes: [UInt8]) -> ArraySlice<UInt8>? {
    let rest = bytes.drop { isLineEnd($0) }
    return rest.firstIndex(where: isLineEnd).map { rest[..<$0] }
}

private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
