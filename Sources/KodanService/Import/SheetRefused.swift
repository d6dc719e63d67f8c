public import KodanDomain
import KodanImport

/// One thing that is wrong with a table that somebody sent.
public enum SheetFault: Sendable, Equatable {
    /// A value is not what its column takes.
    case value(line: Int, column: String, expected: Expected)
    /// The header lacks columns.
    case missing([String])
    /// The header names columns that nobody knows.
    case unknown([String])
    /// The header names columns twice.
    case doubled([String])
    /// A quotation mark stands where none may.
    case strayQuote(line: Int)
    /// A quotation mark is never closed.
    case openQuote(line: Int)
    /// A row is longer than this many bytes.
    case tooLong(line: Int, limit: Int)
    /// The line is neither UTF-8 nor CP932.
    case encoding(line: Int)
}

/// A table that is not taken, whole as it is; nothing was done.
public struct SheetRefused: Error, Sendable, Equatable {
    /// What is wrong with it, by line; the first few hundred.
    public let faults: [SheetFault]

    /// Runs `read`, and names in these words what reading a table throws.
    static func naming<T>(_ read: () throws -> T) throws -> T {
        do {
            return try read()
        } catch let refused as BankResultsRefused {
            throw SheetRefused(faults: refused.problems.map(SheetFault.init))
        } catch let refused as TaxQuoteRowsRefused {
            throw SheetRefused(faults: refused.problems.map(SheetFault.init))
        } catch let problem as HeaderProblem {
            var faults: [SheetFault] = []
            if !problem.missing.isEmpty { faults.append(.missing(problem.missing)) }
            if !problem.unknown.isEmpty { faults.append(.unknown(problem.unknown)) }
            if !problem.doubled.isEmpty { faults.append(.doubled(problem.doubled)) }
            throw SheetRefused(faults: faults)
        } catch let broken as SheetBroken {
            throw SheetRefused(faults: [SheetFault(broken)])
        } catch TextEncodingError.undecodable(let line, _, _) {
            throw SheetRefused(faults: [.encoding(line: line)])
        } catch TextEncodingError.workbook, TextEncodingError.utf16 {
            throw SheetRefused(faults: [.encoding(line: 1)])
        }
    }
}

extension SheetFault {
    fileprivate init(_ problem: RowProblem) {
        self = .value(line: problem.line, column: problem.column, expected: problem.expected)
    }

    fileprivate init(_ broken: SheetBroken) {
        self =
            switch broken {
            case .strayQuote(let line): .strayQuote(line: line)
            case .openQuote(let line): .openQuote(line: line)
            case .tooLong(let line, let limit): .tooLong(line: line, limit: limit)
            }
    }
}
