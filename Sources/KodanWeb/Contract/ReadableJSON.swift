/// Writes values as JSON for people: indented, a member a line.
enum ReadableJSON {
    /// `value` on several lines.
    static func indented(_ value: JSONValue, by indent: String = "") -> String {
        let inner = indent + "  "
        switch value {
        case .object(let members) where !members.isEmpty:
            let lines = members.map { "\(inner)\(quoted($0.name)): \(indented($0.value, by: inner))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        case .array(let elements) where !elements.isEmpty:
            let lines = elements.map { inner + indented($0, by: inner) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
        case .object: return "{}"
        case .array: return "[]"
        case .string(let text): return quoted(text)
        case .integer(let number): return String(number)
        case .number(let number): return number
        case .bool(let flag): return flag ? "true" : "false"
        case .null: return "null"
        }
    }

    /// `text` in quotes.
    static func quoted(_ text: String) -> String {
        var output = JSONOutput()
        output.write(text)
        return String(decoding: output.bytes, as: UTF8.self)
    }
}
