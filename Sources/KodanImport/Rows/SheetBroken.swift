import CSV

/// Why a spreadsheet cannot be read any further.
public enum SheetBroken: Error, Equatable, Sendable {
    /// A quote stands where none may.
    case strayQuote(line: Int)
    /// A quoted field is never closed.
    case openQuote(line: Int)
    /// A record is longer than the limit, in bytes.
    case tooLong(line: Int, limit: Int)
}

extension SheetBroken {
    /// What `read` returns; a CSV error is told as this one.
    static func naming<Value>(_ read: () throws -> Value) throws -> Value {
        do {
            return try read()
        } catch let error as CSVError {
            throw SheetBroken(error)
        }
    }

    private init(_ error: CSVError) {
        self =
            switch error {
            case .notUTF8(let line), .strayQuote(let line): .strayQuote(line: line)
            case .openQuote(let line): .openQuote(line: line)
            case .tooLong(let line, let limit): .tooLong(line: line, limit: limit)
            }
    }
}
