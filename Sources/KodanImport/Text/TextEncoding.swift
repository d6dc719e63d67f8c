/// How the text of a file is written.
public enum TextEncoding: String, Sendable {
    /// UTF-8, with or without a byte order mark.
    case utf8 = "UTF-8"
    /// Shift_JIS as Windows has it, with the NEC and IBM characters: what Excel in Japan calls CSV.
    case cp932 = "CP932"
}

/// Why the text of a file cannot be read.
public enum TextEncodingError: Error, Equatable {
    /// A byte that cannot stand where it stands; `encoding` is nil if the file is neither of the two.
    case undecodable(line: Int, offset: Int, encoding: TextEncoding?)
    /// The file is an Excel workbook (xlsx or xls), and no text at all.
    case workbook
    /// The file is UTF-16, which Excel calls Unicode text.
    case utf16
    /// The C library of this machine has no table for CP932.
    case noConverter
}
