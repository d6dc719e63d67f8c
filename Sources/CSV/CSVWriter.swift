/// Turns fields into the bytes of CSV records.
public enum CSVWriter {
    /// The byte order mark by which Excel knows UTF-8.
    public static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Appends one record, ended by CRLF, as RFC 4180 has it.
    ///
    /// A field is quoted where it must be. With `guardsFormulas`, a text that a spreadsheet would take for a
    /// formula (it begins with `=`, `+`, `-`, `@`, tab or CR, and is no plain number) gets an apostrophe before it.
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

    private static func looksLikeFormula(_ field: String) -> Bool {
        guard let first = field.utf8.first else { return false }
        switch first {
        case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0D: return true
        case UInt8(ascii: "+"), UInt8(ascii: "-"): return Int64(field) == nil
        default: return false
        }
    }
}
