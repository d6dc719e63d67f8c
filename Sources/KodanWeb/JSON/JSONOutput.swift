/// The bytes of a JSON text so far, and the brackets that are still open.
struct JSONOutput {
    private struct Bracket {
        let end: UInt8
        var isEmpty = true
    }

    private(set) var bytes: [UInt8] = []
    private var open: [Bracket] = []

    init() {
        bytes.reserveCapacity(1024)
    }

    /// How many brackets are open.
    var depth: Int { open.count }

    mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            if unsafe utf8.contains(where: JSONOutput.wantsEscape) {
                unsafe utf8.forEach { escape($0) }
            } else {
                unsafe bytes.append(contentsOf: utf8)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func write(number: some FixedWidthInteger) {
        bytes.append(contentsOf: number.description.utf8)
    }

    mutating func write(_ flag: Bool) {
        bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    }

    mutating func writeNull() {
        bytes.append(contentsOf: "null".utf8)
    }

    /// Opens a bracket, unless one is open at `depth` already: what encodes itself in two steps goes on in it.
    mutating func open(at depth: Int, _ start: Unicode.Scalar, _ end: Unicode.Scalar) {
        guard open.count <= depth else { return close(to: depth + 1) }
        bytes.append(UInt8(ascii: start))
        open.append(Bracket(end: UInt8(ascii: end)))
    }

    /// Closes brackets until `depth` are open.
    mutating func close(to depth: Int) {
        while open.count > depth { bytes.append(open.removeLast().end) }
    }

    /// Ends the value that began at `start`; one that wrote nothing is an empty object.
    mutating func finish(since start: Int, at depth: Int) {
        close(to: depth)
        if bytes.count == start { bytes += [UInt8(ascii: "{"), UInt8(ascii: "}")] }
    }

    /// Begins an element of the bracket at `depth`.
    mutating func beginElement(at depth: Int) {
        close(to: depth + 1)
        if !open[depth].isEmpty { bytes.append(UInt8(ascii: ",")) }
        open[depth].isEmpty = false
    }

    /// Begins a member of the bracket at `depth`, its name in snake case.
    mutating func beginMember(_ name: String, at depth: Int) {
        beginElement(at: depth)
        bytes.append(UInt8(ascii: "\""))
        for byte in name.utf8 {
            if (0x41...0x5A).contains(byte) {
                bytes.append(UInt8(ascii: "_"))
                bytes.append(byte | 0x20)
            } else {
                bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    private static func wantsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case 0x0A: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
        case 0x0D: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
        case 0x09: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
        case ..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        default: bytes.append(byte)
        }
    }
}
