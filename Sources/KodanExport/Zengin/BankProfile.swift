/// What one bank wants of a bulk-transfer file (総合振込) where banks differ.
///
/// Agree on it with the bank and send a test file before the first real one.
public struct BankProfile: Hashable, Sendable {
    /// What stands between the records.
    public enum Terminator: String, Sendable, CaseIterable {
        /// Nothing: 120 bytes follow 120 bytes.
        case none
        /// CR and LF after every record, the last one too.
        case crlf

        /// The bytes.
        var bytes: [UInt8] { self == .crlf ? [0x0D, 0x0A] : [] }
    }

    /// What column 112 of a data record holds (振込指定区分).
    public enum TransferCode: String, Sendable, CaseIterable {
        /// `7`, by wire: the standard.
        case wire = "7"
        /// `0`
        case zero = "0"
        /// A space.
        case space = " "
    }

    /// What fills customer codes that are not used.
    public enum UnusedCodes: String, Sendable, CaseIterable {
        /// Zeros, as the standard has it.
        case zeros
        /// Spaces.
        case spaces
    }

    /// What stands between the records.
    public let terminator: Terminator
    /// What column 112 holds.
    public let transferCode: TransferCode
    /// What fills unused customer codes.
    public let unusedCodes: UnusedCodes
    /// The most data records in one file, 1 to 999,999.
    public let recordLimit: Int
    /// Whether banks and branches must have names, not only codes.
    public let namesRequired: Bool

    /// A bank's wishes; nil for a record limit outside 1 to 999,999.
    public init?(
        terminator: Terminator = .crlf,
        transferCode: TransferCode = .wire,
        unusedCodes: UnusedCodes = .zeros,
        recordLimit: Int = 9_999,
        namesRequired: Bool = true
    ) {
        guard (1...999_999).contains(recordLimit) else { return nil }
        self.terminator = terminator
        self.transferCode = transferCode
        self.unusedCodes = unusedCodes
        self.recordLimit = recordLimit
        self.namesRequired = namesRequired
    }
}
