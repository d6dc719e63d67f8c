public import KodanDomain

/// Reads and checks any bulk-transfer file as its bytes arrive: framing, order, every byte, counts and totals.
///
/// Written from the table of columns, not from the writer, so that the one can check the other. Memory is that of one
/// record. Files with several groups of header and trailer, which some banks allow, are refused.
public struct ZenginReader: Sendable {
    private enum Part {
        case header, firstTransfer, transferOrTrailer, end, nothing
    }

    private var pending: [UInt8] = []
    private var next = Part.header
    private var number = 1

    /// What stands between the records; nil until the byte after the first one has been seen.
    public private(set) var terminator: BankProfile.Terminator?
    /// Data records so far.
    public private(set) var count = 0
    /// The sum of their amounts.
    public private(set) var total = Yen.zero

    private let expectations: ZenginExpectations

    /// A reader at the beginning of a file, which checks what the bank wants beyond the standard too.
    public init(expecting expectations: ZenginExpectations = ZenginExpectations()) {
        self.expectations = expectations
    }

    /// Takes further bytes of the file and returns the records that they complete.
    public mutating func read(_ bytes: some Sequence<UInt8>) throws(ZenginFault) -> [ZenginRecord] {
        var records: [ZenginRecord] = []
        for byte in bytes {
            if next == .nothing {
                try endOfLastRecord(byte)
                continue
            }
            if pending.count == 120, terminator == nil, byte != 0x0D, byte != 0x0A {
                try found(BankProfile.Terminator.none, byte)
                startRecord()
            }
            if pending.isEmpty { try checkOrder(byte) }
            pending.append(byte)
            switch pending.count {
            case 120:
                records.append(try parse())
                if terminator == BankProfile.Terminator.none { startRecord() }
            case 121:
                guard byte == 0x0D else { throw fault(121, byte, .terminator) }
                try found(.crlf, byte)
            case 122:
                guard byte == 0x0A else { throw fault(122, byte, .terminator) }
                startRecord()
            default: break
            }
        }
        return records
    }

    /// Says that the file is over; refuses one that is not.
    public func finish() throws(ZenginFault) {
        guard next == .nothing else { throw fault(pending.count + 1, nil, .cutShort) }
        // With CRLF the last record has been taken away when its LF came.
        if terminator == .crlf, !pending.isEmpty { throw fault(pending.count + 1, nil, .cutShort) }
    }

    /// Where in the file the fault lies, in bytes, 0 for the first.
    public func offset(of fault: ZenginFault) -> Int {
        (fault.record - 1) * (terminator == .crlf ? 122 : 120) + fault.column - 1
    }

    private mutating func found(_ terminator: BankProfile.Terminator, _ byte: UInt8) throws(ZenginFault) {
        guard self.terminator == nil else { return }
        if let expected = expectations.terminator, expected != terminator {
            throw fault(121, byte, .unwantedTerminator(expected: expected))
        }
        self.terminator = terminator
    }

    private mutating func startRecord() {
        pending.removeAll(keepingCapacity: true)
        number += 1
    }

    /// Behind the end record only its terminator may come.
    private mutating func endOfLastRecord(_ byte: UInt8) throws(ZenginFault) {
        guard terminator == .crlf, (120..<122).contains(pending.count) else {
            throw ZenginFault(record: number, column: 1, byte: byte, problem: .afterEnd)
        }
        guard byte == (pending.count == 120 ? 0x0D : 0x0A) else {
            throw fault(pending.count + 1, byte, .terminator)
        }
        pending.append(byte)
        if pending.count == 122 { startRecord() }
    }

    private func fault(_ column: Int, _ byte: UInt8?, _ problem: ZenginFault.Problem) -> ZenginFault {
        ZenginFault(record: number, column: column, byte: byte, problem: problem)
    }

    /// A record's first byte says its kind, and only some may come next.
    private func checkOrder(_ kind: UInt8) throws(ZenginFault) {
        guard kind != 0x0D, kind != 0x0A else { throw fault(1, kind, .terminator) }
        let isNext: Bool =
            switch next {
            case .header: kind == UInt8(ascii: "1")
            case .firstTransfer: kind == UInt8(ascii: "2")
            case .transferOrTrailer: kind == UInt8(ascii: "2") || kind == UInt8(ascii: "8")
            case .end: kind == UInt8(ascii: "9")
            case .nothing: false
            }
        guard isNext else { throw fault(1, kind, .order) }
    }

    /// Checks the 120 bytes and what they mean after the records before them.
    private mutating func parse() throws(ZenginFault) -> ZenginRecord {
        let record = try ZenginRecordParser(bytes: pending, recordNumber: number).parsed()
        try expectations.check(pending, recordNumber: number, count: count)
        switch record {
        case .header: next = .firstTransfer
        case .transfer(let line):
            next = .transferOrTrailer
            count += 1
            total = total + line.amount
        case .trailer(let statedCount, let statedTotal):
            guard statedCount == count else {
                throw fault(2, nil, .count(expected: count, found: statedCount))
            }
            guard statedTotal == total else {
                throw fault(8, nil, .total(expected: total, found: statedTotal))
            }
            next = .end
        case .end: next = .nothing
        }
        return record
    }
}

/// A whole bulk-transfer file, read and checked.
public struct ZenginFile: Hashable, Sendable {
    /// What stands between its records.
    public let terminator: BankProfile.Terminator
    /// Its header.
    public let header: ZenginHeader
    /// Its transfers, in order.
    public let transfers: [ZenginLine]
    /// The sum of their amounts, which its trailer states too.
    public let total: Yen

    /// Reads a file from memory; the first fault refuses it.
    public init(_ bytes: some Sequence<UInt8>) throws(ZenginFault) {
        var reader = ZenginReader()
        let records = try reader.read(bytes)
        try reader.finish()
        guard case .header(let header) = records.first else {
            throw ZenginFault(record: 1, column: 1, byte: nil, problem: .cutShort)
        }
        self.header = header
        terminator = reader.terminator ?? .none
        total = reader.total
        transfers = records.compactMap { record in
            guard case .transfer(let line) = record else { return nil }
            return line
        }
    }
}
