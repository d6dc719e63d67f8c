public import KodanDomain

/// Why no file, or no further record, can be written.
public enum ZenginRefusal: Error, Equatable {
    /// The calendar does not answer for the value date.
    case calendar(CalendarRefusal)
    /// Banks are closed on the value date.
    case closed(LocalDate)
    /// The bank or the branch in this record has no name, and the profile wants one.
    case missingName(record: Int, field: ZenginField)
    /// This record would be one data record more than the bank takes in one file.
    case tooManyTransfers(record: Int, limit: Int)
    /// With this record the total no longer fits its 12 digits.
    case totalTooLarge(record: Int)
    /// A file without transfers is none.
    case noTransfers
    /// Header, transfers, trailer, end: this part is not the next one.
    case outOfOrder(record: Int)
}

/// Writes a bulk-transfer file (総合振込) record by record, as bytes, and keeps the running totals.
///
/// Each call gives one record of 120 single-byte characters and its terminator; only the totals are kept. Records
/// are numbered from 1, the header, as in messages. Source: record formats of the Japanese Bankers Association.
public struct ZenginWriter: Sendable {
    private enum Part {
        case header, transfers, end, nothing
    }

    /// What 12 digits can state.
    private static let largestTotal = Yen(999_999_999_999)

    private let profile: BankProfile
    private let originator: ZenginOriginator
    private let valueDate: LocalDate
    private var next = Part.header

    /// Data records so far.
    public private(set) var count = 0
    /// The sum of their amounts.
    public private(set) var total = Yen.zero

    /// A file for one value date, which must be open in `calendar`, the banks'; nil for a file that was made before and
    /// is repeated, whatever holidays were announced since.
    ///
    /// The file itself holds no year: keep the date beside it.
    public init(
        profile: BankProfile,
        originator: ZenginOriginator,
        valueDate: LocalDate,
        calendar: BusinessCalendar?
    ) throws(ZenginRefusal) {
        let isOpen: Bool
        do throws(CalendarRefusal) {
            isOpen = try calendar?.isOpen(valueDate) ?? true
        } catch {
            throw .calendar(error)
        }
        guard isOpen else { throw .closed(valueDate) }
        self.profile = profile
        self.originator = originator
        self.valueDate = valueDate
        try checkNames(of: originator.account, record: 1)
    }

    /// The first record.
    public mutating func header() throws(ZenginRefusal) -> [UInt8] {
        guard next == .header else { throw .outOfOrder(record: count + 2) }
        next = .transfers
        var record = ZenginRecordBuilder("1")
        record.digits("21", 2)
        record.digits("0", 1)
        record.digits(originator.code, 10)
        record.text(originator.name, 40)
        record.digits(String(valueDate.month), 2)
        record.digits(String(valueDate.day), 2)
        record.account(originator.account)
        return record.closed(with: profile.terminator)
    }

    /// One transfer.
    public mutating func record(_ transfer: ZenginTransfer) throws(ZenginRefusal) -> [UInt8] {
        let number = count + 2
        guard next == .transfers else { throw .outOfOrder(record: number) }
        guard count < profile.recordLimit else {
            throw .tooManyTransfers(record: number, limit: profile.recordLimit)
        }
        guard total + transfer.amount <= ZenginWriter.largestTotal else {
            throw .totalTooLarge(record: number)
        }
        try checkNames(of: transfer.account, record: number)
        var record = ZenginRecordBuilder("2")
        record.payee(transfer.account)
        record.digits(transfer.amount.description, 10)
        record.digits(transfer.newCode.rawValue, 1)
        record.reference(transfer.reference, unused: profile.unusedCodes, code: profile.transferCode)
        count += 1
        total = total + transfer.amount
        return record.closed(with: profile.terminator)
    }

    /// The trailer record: how many transfers there are, and what they add up to.
    public mutating func trailer() throws(ZenginRefusal) -> [UInt8] {
        guard next == .transfers else { throw .outOfOrder(record: count + 2) }
        guard count > 0 else { throw .noTransfers }
        next = .end
        var record = ZenginRecordBuilder("8")
        record.digits(String(count), 6)
        record.digits(total.description, 12)
        return record.closed(with: profile.terminator)
    }

    /// The last record.
    public mutating func end() throws(ZenginRefusal) -> [UInt8] {
        guard next == .end else { throw .outOfOrder(record: count + 3) }
        next = .nothing
        return ZenginRecordBuilder("9").closed(with: profile.terminator)
    }

    private func checkNames(of account: BankAccount, record: Int) throws(ZenginRefusal) {
        guard profile.namesRequired else { return }
        guard account.bankName != nil else { throw .missingName(record: record, field: .bankName) }
        guard account.branchName != nil else { throw .missingName(record: record, field: .branchName) }
    }
}
