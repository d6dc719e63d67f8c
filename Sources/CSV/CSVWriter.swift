/// Turns fields into the bytes of CSV records.
public enum CSVWriter {
    /// The byte order mark by which Excel knows UTF-8.
    public static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Appends one record, ended by CRLF, as RFC 4180 has it.
    ///
    /// A field is quoted where it must be. With `guardsFormulas`, a text that a spreadsheet would take for a
    /// formula gets an apostrophe before it: it begins with `=`, `+`, `-`, `@`, one of their full-width twins (Apple's
    /// Numbers, and Excel where it is typed anew, take them for the same), tab, CR or LF, and is neither a number with
    /// its sign nor made of signs alone, as a dash for "none" is.
    public static func append(
        _ fields: [String],
        to bytes: inout [UInt8],
        guardsFormulas: Bool = true
    ) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(field: guardsFormulas && looksLikeFormula(field) ? "'" + field : field, to: &bytes)
        }
        bytes.append(0x0D)
        bytes.append(0x0A)
    }

    private static func append(field: String, to bytes: inout [UInt8]) {
        // Appended first and looked at then, which costs least for the many fields that need no quotes.
        let start = bytes.count
        bytes.append(contentsOf: field.utf8)
        guard start < bytes.count else { return }
        var isQuoted = bytes[start] == 0x20 || bytes[bytes.count - 1] == 0x20
        for index in start..<bytes.count {
            let byte = bytes[index]
            if byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D { isQuoted = true }
        }
        guard isQuoted else { return }
        bytes.removeLast(bytes.count - start)
        bytes.append(0x22)
        for byte in field.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    /// `field` as it was before it was guarded: without the apostrophe before what could be a formula.
    public static func withoutGuard(_ field: String) -> String {
        guard field.utf8.first == UInt8(ascii: "'") else { return field }
        let rest = field.unicodeScalars.dropFirst()
        guard let first = rest.first, isSign(first) else { return field }
        return String(rest)
    }

    private static func looksLikeFormula(_ field: String) -> Bool {
        // The signs and the blanks lie below the letters, the twins of the signs behind all kana and kanji.
        guard let byte = field.utf8.first, byte < 0x41 || byte == 0xEF, let first = field.unicodeScalars.first
        else { return false }
        if first == "\t" || first == "\r" || first == "\n" { return true }
        guard isSign(first) else { return false }
        let rest = field.unicodeScalars.dropFirst()
        if rest.allSatisfy(isSign) { return false }
        let isNumber = rest.allSatisfy { ("0"..."9").contains($0) || ("\u{FF10}"..."\u{FF19}").contains($0) }
        return !isNumber || !("+-\u{FF0B}\u{FF0D}".unicodeScalars.contains(first))
    }

    private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
        default: false
        }
    }
}
