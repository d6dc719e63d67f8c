/// What one bank wants of a file where banks differ, as far as it is known; what is nil is not checked.
public struct ZenginExpectations: Hashable, Sendable {
    /// What stands between the records.
    public var terminator: BankProfile.Terminator?
    /// What column 112 holds.
    public var transferCode: BankProfile.TransferCode?
    /// What fills customer codes that are not used.
    public var unusedCodes: BankProfile.UnusedCodes?
    /// The most data records.
    public var recordLimit: Int?
    /// Whether banks and branches must have names, not only codes.
    public var namesRequired: Bool

    /// Expectations; without any only the standard counts.
    public init(
        terminator: BankProfile.Terminator? = nil,
        transferCode: BankProfile.TransferCode? = nil,
        unusedCodes: BankProfile.UnusedCodes? = nil,
        recordLimit: Int? = nil,
        namesRequired: Bool = false
    ) {
        self.terminator = terminator
        self.transferCode = transferCode
        self.unusedCodes = unusedCodes
        self.recordLimit = recordLimit
        self.namesRequired = namesRequired
    }

    /// Checks a record that the standard allows; `count` is that of the transfers before it.
    func check(_ bytes: [UInt8], recordNumber: Int, count: Int) throws(ZenginFault) {
        func refuse(_ field: ZenginField, _ column: Int) -> ZenginFault {
            ZenginFault(
                record: recordNumber,
                column: column,
                byte: bytes[column - 1],
                problem: .unwanted(field)
            )
        }
        let isTransfer = bytes[0] == UInt8(ascii: "2")
        if namesRequired, isTransfer || bytes[0] == UInt8(ascii: "1") {
            for (field, column) in [
                (ZenginField.bankName, isTransfer ? 6 : 63), (.branchName, isTransfer ? 24 : 81),
            ] where bytes[column - 1] == 0x20 { throw refuse(field, column) }
        }
        guard isTransfer else { return }
        if let recordLimit, count >= recordLimit {
            throw ZenginFault(
                record: recordNumber,
                column: 1,
                byte: nil,
                problem: .tooMany(limit: recordLimit)
            )
        }
        if let transferCode, bytes[111] != transferCode.rawValue.utf8.first {
            throw refuse(.transferCategory, 112)
        }
        // With a Y in column 113 the codes are one text.
        guard let unusedCodes, bytes[112] != UInt8(ascii: "Y") else { return }
        let unwanted: UInt8 = unusedCodes == .zeros ? 0x20 : 0x30
        for (field, column) in [(ZenginField.customerCode1, 92), (.customerCode2, 102)]
        where bytes[(column - 1)..<(column + 9)].allSatisfy({ $0 == unwanted }) {
            throw refuse(field, column)
        }
    }
}
