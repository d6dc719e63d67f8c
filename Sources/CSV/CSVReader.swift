/// One record of a CSV file.
public struct CSVRecord: Sendable, Equatable {
    /// The line on which it begins, 1 for the first line of the file.
    public let line: Int
    /// Its fields, quotes taken off.
    public let fields: [String]

    /// A record read from elsewhere.
    public init(line: Int, fields: [String]) {
        self.line = line
        self.fields = fields
    }
}

/// What is wrong with a CSV file as such.
public enum CSVError: Error, Equatable {
    /// The bytes are not UTF-8.
    case notUTF8(line: Int)
    /// A quote stands where none may: inside an unquoted field, or text after a closing quote.
    case strayQuote(line: Int)
    /// A quoted field is never closed.
    case openQuote(line: Int)
    /// A record is longer than the limit, in bytes.
    case tooLong(line: Int, limit: Int)
}

/// Reads comma-separated values as RFC 4180 has them, record by record, from any source of bytes.
///
/// UTF-8, with or without a byte order mark; lines end with LF, CRLF or CR; quoted fields may hold
/// line breaks. Empty lines are passed over. Memory is that of one chunk and one record.
public struct CSVReader {
    /// The most bytes that one record may have.
    public static let recordLimit = 1_048_576

    private let source: () throws -> [UInt8]?
    private let separator: UInt8
    private var chunk: [UInt8] = []
    private var position = 0
    private var ended = false
    private var line = 1

    /// Reads what `source` hands out until it returns nil; an empty chunk is passed over.
    public init(separator: Character = ",", source: @escaping () throws -> [UInt8]?) {
        self.separator = separator.asciiValue ?? UInt8(ascii: ",")
        self.source = source
    }

    /// Reads from memory.
    public init(_ bytes: [UInt8]) {
        var rest: [UInt8]? = bytes
        self.init {
            defer { rest = nil }
            return rest
        }
    }

    /// The next record; nil at the end.
    ///
    /// Throws ``CSVError`` or what the source throws.
    public mutating func next() throws -> CSVRecord? {
        while try peek() != nil {
            let start = line
            let fields = try record(from: start)
            if fields.count == 1, fields[0].isEmpty { continue }
            return CSVRecord(line: start, fields: fields)
        }
        return nil
    }

    private mutating func record(from start: Int) throws -> [String] {
        var fields: [String] = []
        var bytes: [UInt8] = []
        var length = 0
        func text() throws -> String {
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw CSVError.notUTF8(line: start)
            }
            return fields.isEmpty && start == 1 && text.hasPrefix("\u{FEFF}")
                ? String(text.dropFirst()) : text
        }
        while true {
            length += 1
            guard length <= CSVReader.recordLimit else {
                throw CSVError.tooLong(line: start, limit: CSVReader.recordLimit)
            }
            guard let byte = try take() else {
                fields.append(try text())
                return fields
            }
            switch byte {
            case separator:
                fields.append(try text())
                bytes.removeAll(keepingCapacity: true)
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                try endLine(after: byte)
                fields.append(try text())
                return fields
            case UInt8(ascii: "\""):
                guard bytes.isEmpty || (start == 1 && fields.isEmpty && bytes == [0xEF, 0xBB, 0xBF]) else {
                    throw CSVError.strayQuote(line: line)
                }
                try quoted(into: &bytes, from: start, length: &length)
            default:
                bytes.append(byte)
            }
        }
    }

    /// What stands between the quotes; the opening one has been taken.
    private mutating func quoted(into bytes: inout [UInt8], from start: Int, length: inout Int) throws {
        while let byte = try take() {
            length += 1
            guard length <= CSVReader.recordLimit else {
                throw CSVError.tooLong(line: start, limit: CSVReader.recordLimit)
            }
            if byte == UInt8(ascii: "\"") {
                guard try peek() == UInt8(ascii: "\"") else {
                    let next = try peek()
                    guard next == nil || next == separator || next == 0x0A || next == 0x0D else {
                        throw CSVError.strayQuote(line: line)
                    }
                    return
                }
                _ = try take()
            } else if byte == 0x0A {
                line += 1
            } else if byte == 0x0D, try peek() != 0x0A {
                line += 1
            }
            bytes.append(byte)
        }
        throw CSVError.openQuote(line: start)
    }

    private mutating func endLine(after byte: UInt8) throws {
        if byte == 0x0D, try peek() == 0x0A { _ = try take() }
        line += 1
    }

    private mutating func peek() throws -> UInt8? {
        while position == chunk.count {
            guard !ended, let next = try source() else {
                ended = true
                return nil
            }
            chunk = next
            position = 0
        }
        return chunk[position]
    }

    private mutating func take() throws -> UInt8? {
        guard let byte = try peek() else { return nil }
        position += 1
        return byte
    }
}
