import KodanText

/// Reads one value of JSON, strictly: no comments, no trailing commas, no name twice, no depth beyond 32.
struct JSONReader {
    private static let maxDepth = 32

    private let bytes: [UInt8]
    private var position = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
        // Some programs write a byte order mark, which says nothing (RFC 8259, 8.1).
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// The value that `bytes` hold, and nothing behind it.
    static func value(of bytes: [UInt8]) throws(JSONFault) -> JSONValue {
        var reader = JSONReader(bytes)
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.position == bytes.count else { throw reader.fault() }
        return value
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
        guard depth < JSONReader.maxDepth else { throw fault(.depth) }
        skipBlanks()
        switch peek() {
        case UInt8(ascii: "{"): return .object(try members(depth: depth))
        case UInt8(ascii: "["): return .array(try elements(depth: depth))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func members(depth: Int) throws(JSONFault) -> [JSONMember] {
        position += 1
        var members: [JSONMember] = []
        var names: Set<String> = []
        if take("}") { return members }
        repeat {
            skipBlanks()
            guard peek() == UInt8(ascii: "\"") else { throw fault() }
            let name = try string()
            guard names.insert(name).inserted else { throw fault(.duplicate(name)) }
            guard take(":") else { throw fault() }
            members.append(JSONMember(name: name, value: try value(depth: depth + 1)))
        } while take(",")
        guard take("}") else { throw fault() }
        return members
    }

    private mutating func elements(depth: Int) throws(JSONFault) -> [JSONValue] {
        position += 1
        var elements: [JSONValue] = []
        if take("]") { return elements }
        repeat {
            elements.append(try value(depth: depth + 1))
        } while take(",")
        guard take("]") else { throw fault() }
        return elements
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        guard bytes[position...].starts(with: word.utf8) else { throw fault() }
        position += word.utf8.count
        return value
    }

    private mutating func number() throws(JSONFault) -> JSONValue {
        let start = position
        _ = takeByte("-")
        let leading = peek()
        guard digits() > 0 else { throw fault() }
        let wholeStart = bytes[start] == UInt8(ascii: "-") ? start + 1 : start
        guard leading != UInt8(ascii: "0") || position == wholeStart + 1 else { throw fault() }
        var isWhole = true
        if takeByte(".") {
            isWhole = false
            guard digits() > 0 else { throw fault() }
        }
        if takeByte("e") || takeByte("E") {
            isWhole = false
            if !takeByte("+") { _ = takeByte("-") }
            guard digits() > 0 else { throw fault() }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if let integer = isWhole ? Int(text) : JSONReader.integer(text) { return .integer(integer) }
        return .number(text)
    }

    /// The whole number that a text with a fraction or an exponent is, exactly: `1.0`, `1e1`; nil for any other.
    private static func integer(_ text: String) -> Int? {
        let isNegative = text.hasPrefix("-")
        let parts = text.drop { $0 == "-" }.split { $0 == "e" || $0 == "E" }
        let decimal = parts[0].split(separator: ".")
        let fraction = decimal.count == 2 ? decimal[1] : ""
        var digits = (decimal[0] + fraction).drop { $0 == "0" }
        guard !digits.isEmpty else { return 0 }
        guard let exponent = parts.count == 2 ? Int(parts[1]) : 0, exponent.magnitude < 1 << 30 else {
            return nil
        }
        let trailing = digits.reversed().prefix { $0 == "0" }.count
        digits = digits.dropLast(trailing)
        let zeros = exponent - fraction.count + trailing
        guard zeros >= 0, digits.count + zeros <= 19 else { return nil }
        return Int((isNegative ? "-" : "") + digits + String(repeating: "0", count: zeros))
    }

    private mutating func string() throws(JSONFault) -> String {
        position += 1
        var text: [UInt8] = []
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard let string = String(validating: text, as: UTF8.self) else { throw fault(.encoding) }
                return string
            case UInt8(ascii: "\\"):
                position += 1
                text += try escaped()
            case 0x00...0x1F:
                throw fault()
            default:
                text.append(byte)
                position += 1
            }
        }
        throw fault()
    }

    /// What stands behind a backslash, as UTF-8.
    private mutating func escaped() throws(JSONFault) -> [UInt8] {
        guard let byte = peek() else { throw fault() }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return try escapedScalar()
        default: throw fault()
        }
    }

    private mutating func escapedScalar() throws(JSONFault) -> [UInt8] {
        var code = try fourHexDigits()
        if (0xD800...0xDBFF).contains(code) {
            guard takeByte("\\"), takeByte("u") else { throw fault() }
            let low = try fourHexDigits()
            guard (0xDC00...0xDFFF).contains(low) else { throw fault() }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw fault() }
        return Array(String(Character(scalar)).utf8)
    }

    private mutating func fourHexDigits() throws(JSONFault) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw fault()
            }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }

    private mutating func digits() -> Int {
        let start = position
        while let byte = peek(), (0x30...0x39).contains(byte) { position += 1 }
        return position - start
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipBlanks()
        return takeByte(character)
    }

    private mutating func takeByte(_ character: Unicode.Scalar) -> Bool {
        guard peek() == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skipBlanks() {
        while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }

    private func peek() -> UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private func fault(_ trouble: JSONTrouble = .malformed) -> JSONFault {
        JSONFault(trouble: trouble, offset: position)
    }
}
