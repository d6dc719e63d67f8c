import KodanDomain

/// Builds one record from left to right; every value has been checked against its field before.
struct ZenginRecordBuilder {
    private var bytes: [UInt8]

    init(_ kind: String) {
        bytes = Array(kind.utf8)
        bytes.reserveCapacity(122)
    }

    /// Right-aligned after zeros.
    mutating func digits(_ digits: String, _ width: Int) {
        precondition(digits.utf8.count <= width, "a checked number is never wider than its field")
        bytes.append(contentsOf: repeatElement(0x30, count: width - digits.utf8.count))
        bytes.append(contentsOf: digits.utf8)
    }

    /// Left-aligned before spaces; all spaces without a text.
    mutating func text(_ text: BankKana?, _ width: Int) {
        let content = text?.bytes ?? []
        precondition(content.count <= width, "a checked text is never wider than its field")
        bytes.append(contentsOf: content)
        spaces(width - content.count)
    }

    mutating func spaces(_ count: Int) {
        bytes.append(contentsOf: repeatElement(0x20, count: count))
    }

    /// Columns 59 to 103 of the header.
    mutating func account(_ account: BankAccount) {
        branch(account)
        digits(account.depositType.digit, 1)
        digits(account.number, 7)
    }

    /// Columns 2 to 80 of a data record; the clearing house is not used.
    mutating func payee(_ account: BankAccount) {
        branch(account)
        digits("", 4)
        digits(account.depositType.digit, 1)
        digits(account.number, 7)
        text(account.holder, BankAccount.holderLimit)
    }

    /// Columns 92 to 113 of a data record.
    mutating func reference(
        _ reference: ZenginReference,
        unused: BankProfile.UnusedCodes,
        code: BankProfile.TransferCode
    ) {
        var identification: UInt8 = 0x20
        switch reference {
        case .none where unused == .spaces: spaces(20)
        case .none: digits("", 20)
        case .codes(let first, let second):
            digits(first, 10)
            digits(second, 10)
        case .text(let content):
            text(content, 20)
            identification = UInt8(ascii: "Y")
        }
        bytes.append(contentsOf: code.rawValue.utf8)
        bytes.append(identification)
    }

    /// The whole record: spaces up to column 120, then the terminator.
    func closed(with terminator: BankProfile.Terminator) -> [UInt8] {
        precondition(bytes.count <= 120, "the fields of a record fill 120 bytes")
        return bytes + repeatElement(0x20, count: 120 - bytes.count) + terminator.bytes
    }

    private mutating func branch(_ account: BankAccount) {
        digits(account.bankCode, 4)
        text(account.bankName, BankAccount.nameLimit)
        digits(account.branchCode, 3)
        text(account.branchName, BankAccount.nameLimit)
    }
}
