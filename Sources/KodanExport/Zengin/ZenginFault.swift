public import KodanDomain

/// The first thing that is wrong with a bulk-transfer file, and where.
public struct ZenginFault: Error, Equatable, CustomStringConvertible {
    /// What is wrong.
    public enum Problem: Hashable, Sendable {
        /// Another byte where CR LF or the next record must be; LF or CR alone, or both kinds in one file.
        case terminator
        /// The file stops in the middle of a record, or before its end record.
        case cutShort
        /// Bytes behind the end record.
        case afterEnd
        /// A record of an unknown kind, or not the one that must come next.
        case order
        /// A byte that this field does not allow.
        case notAllowed(ZenginField)
        /// A name that must be there is not, or it does not begin in its first column.
        case text(ZenginField)
        /// A number that cannot be: no such day, an amount or account number of zero.
        case value(ZenginField)
        /// The trailer counts other than there are transfers.
        case count(expected: Int, found: Int)
        /// The trailer's total is not the sum of the amounts.
        case total(expected: Yen, found: Yen)
        /// The standard allows it here, but the bank wants something else.
        case unwanted(ZenginField)
        /// The records end otherwise than the bank wants.
        case unwantedTerminator(expected: BankProfile.Terminator)
        /// More transfers than the bank takes in one file.
        case tooMany(limit: Int)
    }

    /// The record, 1 for the header.
    public let record: Int
    /// The column in it, counted from 1; 121 and 122 hold the terminator.
    public let column: Int
    /// The byte there; nil where the file has ended, or the whole field is meant.
    public let byte: UInt8?
    /// What is wrong.
    public let problem: Problem

    /// A fault at a place.
    public init(record: Int, column: Int, byte: UInt8?, problem: Problem) {
        self.record = record
        self.column = column
        self.byte = byte
        self.problem = problem
    }

    /// For logs: place and kind, never the contents of a name.
    public var description: String {
        "record \(record), column \(column): \(problem)"
            + (byte.map { ", byte 0x" + String($0, radix: 16, uppercase: true) } ?? "")
    }
}
