import Logging

/// One object of JSON on one line, whatever its texts hold.
///
/// Control characters, and those with which Unicode ends a line or turns its direction, are escaped; long texts are
/// cut; a field that comes twice, or is named like one of ours, gets a name of its own.
struct JSONLine {
    /// The longest text that is written whole, in bytes of UTF-8.
    static let longest = 2000
    /// The deepest list in a list that is written as such.
    static let deepest = 4
    private static let renamed = ["hb.request.id": "request_id"]

    private var bytes: [UInt8] = [UInt8(ascii: "{")]
    private var names: Set<String> = []

    init() { bytes.reserveCapacity(400) }

    /// Adds a text.
    mutating func add(_ name: String, _ text: String) {
        begin(name)
        write(text)
    }

    /// Adds a field of the logger's.
    mutating func add(field name: String, _ value: Logger.Metadata.Value) {
        begin(Self.renamed[name] ?? name)
        write(value, depth: 0)
    }

    /// The line with its end.
    func finished() -> [UInt8] { bytes + [UInt8(ascii: "}"), UInt8(ascii: "\n")] }

    private mutating func begin(_ name: String) {
        var free = name
        while !names.insert(free).inserted { free += "_" }
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        write(free)
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func write(_ value: Logger.Metadata.Value, depth: Int) {
        switch value {
        case .string(let text): write(text)
        case .stringConvertible(let value): write(value)
        case .array(let values) where depth < Self.deepest:
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                write(value, depth: depth + 1)
            }
            bytes.append(UInt8(ascii: "]"))
        case .dictionary(let members) where depth < Self.deepest:
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                write(member.key)
                bytes.append(UInt8(ascii: ":"))
                write(member.value, depth: depth + 1)
            }
            bytes.append(UInt8(ascii: "}"))
        case .array, .dictionary: write("\(value)")
        }
    }

    /// Numbers and truth values as such, all others as texts.
    private mutating func write(_ value: any CustomStringConvertible) {
        switch value {
        case let number as any BinaryInteger: bytes += "\(number)".utf8
        case let number as Double where number.isFinite: bytes += "\(number)".utf8
        case let flag as Bool: bytes += (flag ? "true" : "false").utf8
        default: write("\(value)")
        }
    }

    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var room = Self.longest
        for scalar in text.unicodeScalars {
            room -= UTF8.width(scalar)
            guard room >= 0 else {
                bytes += "…".utf8
                break
            }
            write(scalar)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func write(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x22, 0x5C: bytes += [UInt8(ascii: "\\"), UInt8(truncatingIfNeeded: scalar.value)]
        case 0x0A: bytes += "\\n".utf8
        case 0x0D: bytes += "\\r".utf8
        case 0x09: bytes += "\\t".utf8
        case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
            let digits = String(scalar.value, radix: 16)
            bytes += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
        default: bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        }
    }
}
