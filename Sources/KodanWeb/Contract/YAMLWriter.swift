/// Writes values as YAML 1.2, a readable form of the same data.
///
/// Texts that could be read as something else stand in the quotes of JSON, which YAML takes.
struct YAMLWriter {
    private(set) var text = ""

    /// `value` as a document.
    static func document(_ value: JSONValue) -> String {
        var writer = YAMLWriter()
        writer.write(value, indent: 0)
        return writer.text
    }

    private mutating func write(_ value: JSONValue, indent: Int) {
        switch value {
        case .object(let members) where !members.isEmpty:
            for member in members {
                text += spaces(indent) + key(member.name) + ":"
                writeBeside(member.value, indent: indent + 2)
            }
        case .array(let elements) where !elements.isEmpty:
            for element in elements {
                var item = YAMLWriter()
                item.write(element, indent: indent + 2)
                text += spaces(indent) + "- " + item.text.dropFirst(indent + 2)
            }
        default:
            text += spaces(indent) + scalar(value) + "\n"
        }
    }

    /// A value behind a name or a dash: on the same line if it is short, else beneath.
    private mutating func writeBeside(_ value: JSONValue, indent: Int) {
        switch value {
        case .object(let members) where !members.isEmpty:
            text += "\n"
            write(value, indent: indent)
        case .array(let elements) where elements.contains { $0.isDeep }:
            text += "\n"
            write(value, indent: indent)
        default:
            text += " " + scalar(value) + "\n"
        }
    }

    private func scalar(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .number(let number): number
        case .string(let text): ReadableJSON.quoted(text)
        case .array(let elements): "[" + elements.map(scalar).joined(separator: ", ") + "]"
        case .object: "{}"
        }
    }

    private func key(_ name: String) -> String {
        name.utf8.allSatisfy(YAMLWriter.isPlain) && name.first?.isLetter == true
            ? name : ReadableJSON.quoted(name)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == 0x5F || byte == 0x2D
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}

extension JSONValue {
    /// Whether it has parts that want lines of their own.
    fileprivate var isDeep: Bool {
        switch self {
        case .object(let members): !members.isEmpty
        case .array: true
        default: false
        }
    }
}
