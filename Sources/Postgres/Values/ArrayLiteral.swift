/// One-dimensional PostgreSQL array literals: `{1,2}`, `{"a \"b\"",NULL}`.
///
/// Source: PostgreSQL 15 manual, 8.15.6, "Array Input and Output Syntax".
enum ArrayLiteral {
    /// The literal of `elements`; nil is NULL.
    ///
    /// An element is quoted only where it must be.
    static func text(of elements: [String?]) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "{")]
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            guard let element else {
                bytes += "NULL".utf8
                continue
            }
            guard mustQuote(element) else {
                bytes += element.utf8
                continue
            }
            bytes.append(quote)
            for byte in element.utf8 {
                if byte == quote || byte == backslash { bytes.append(backslash) }
                bytes.append(byte)
            }
            bytes.append(quote)
        }
        bytes.append(UInt8(ascii: "}"))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The elements of `literal`; nil if it is no array literal of one dimension.
    static func elements(of literal: String) -> [String?]? {
        let bytes = Array(literal.utf8)
        guard bytes.count >= 2, bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}") else {
            return nil
        }
        var rest = bytes[1..<bytes.count - 1]
        guard !rest.isEmpty else { return [] }
        var elements: [String?] = []
        while true {
            guard let element = rest.first == quote ? quoted(&rest) : bare(&rest) else { return nil }
            elements.append(element)
            guard let separator = rest.popFirst() else { return elements }
            guard separator == UInt8(ascii: ",") else { return nil }
        }
    }

    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    /// Empty, NULL and whatever holds a brace, comma, quote, backslash or white space.
    private static func mustQuote(_ element: String) -> Bool {
        element.isEmpty || element.utf8.elementsEqual("NULL".utf8) { $0 & 0xDF == $1 }
            || element.utf8.contains { byte in
                switch byte {
                case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ","), quote, backslash: true
                default: byte <= 0x20
                }
            }
    }

    /// Takes an element in quotes; nil if its end is missing.
    private static func quoted(_ rest: inout ArraySlice<UInt8>) -> String?? {
        rest.removeFirst()
        var element: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case quote: return .some(String(decoding: element, as: UTF8.self))
            case backslash:
                guard let escaped = rest.popFirst() else { return nil }
                element.append(escaped)
            default: element.append(byte)
            }
        }
        return nil
    }

    /// Takes an element without quotes; nil if it is empty or belongs to a further dimension.
    private static func bare(_ rest: inout ArraySlice<UInt8>) -> String?? {
        let element = rest.prefix { $0 != UInt8(ascii: ",") }
        rest = rest[element.endIndex...]
        guard !element.isEmpty, !element.contains(UInt8(ascii: "{")), !element.contains(quote) else {
            return nil
        }
        return element.elementsEqual("NULL".utf8)
            ? .some(nil) : .some(String(decoding: element, as: UTF8.self))
    }
}
