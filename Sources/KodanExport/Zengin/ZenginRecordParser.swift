import KodanDomain

/// One record of 120 bytes, checked field by field against the table of columns.
struct ZenginRecordParser {
    let bytes: [UInt8]
    let recordNumber: Int

    /// The record's fields as a value.
    func parsed() throws(ZenginFault) -> ZenginRecord {
        guard let columns = ZenginColumns.of(kind: bytes[0]) else { throw fault(at: 1, .order) }
        var fields: [ZenginField: String] = [:]
        for column in columns {
            try check(column)
            fields[column.field] = text(column.first, column.last)
        }
        switch bytes[0] {
        case UInt8(ascii: "1"): return .header(try header(fields))
        case UInt8(ascii: "2"): return .transfer(try line(fields))
        case UInt8(ascii: "8"):
            return .trailer(count: Int(number(fields[.count])), total: Yen(number(fields[.total])))
        default: return .end
        }
    }

    private func header(_ fields: [ZenginField: String]) throws(ZenginFault) -> ZenginHeader {
        let monthAndDay = Int(number(fields[.valueDate]))
        let (month, day) = monthAndDay.quotientAndRemainder(dividingBy: 100)
        // 2024 has every day that any year has.
        guard LocalDate(year: 2024, month: month, day: day) != nil else { throw fault(.valueDate, at: 55) }
        guard number(fields[.accountNumber]) > 0 else { throw fault(.accountNumber, at: 97) }
        return ZenginHeader(
            originatorCode: fields[.originatorCode] ?? "",
            originatorName: fields[.originatorName] ?? "",
            month: month,
            day: day,
            bankCode: fields[.bankCode] ?? "",
            bankName: fields[.bankName] ?? "",
            branchCode: fields[.branchCode] ?? "",
            branchName: fields[.branchName] ?? "",
            depositType: try depositType(fields, at: 96),
            accountNumber: fields[.accountNumber] ?? ""
        )
    }

    private func line(_ fields: [ZenginField: String]) throws(ZenginFault) -> ZenginLine {
        guard number(fields[.accountNumber]) > 0 else { throw fault(.accountNumber, at: 44) }
        guard number(fields[.amount]) > 0 else { throw fault(.amount, at: 81) }
        guard let newCode = ZenginNewCode(rawValue: fields[.newCode] ?? "") else {
            throw fault(.newCode, at: 91)
        }
        let codes = [text(92, 101), text(102, 111)]
        return ZenginLine(
            bankCode: fields[.bankCode] ?? "",
            bankName: fields[.bankName] ?? "",
            branchCode: fields[.branchCode] ?? "",
            branchName: fields[.branchName] ?? "",
            depositType: try depositType(fields, at: 43),
            accountNumber: fields[.accountNumber] ?? "",
            holder: fields[.payeeName] ?? "",
            amount: Yen(number(fields[.amount])),
            newCode: newCode,
            text: hasText ? text(92, 111) : nil,
            codes: hasText || codes.allSatisfy(\.isEmpty) ? nil : codes
        )
    }

    private func depositType(
        _ fields: [ZenginField: String],
        at column: Int
    ) throws(ZenginFault) -> DepositType {
        guard let type = DepositType(rawValue: Int(number(fields[.depositType]))) else {
            throw fault(.depositType, at: column)
        }
        return type
    }

    /// Column 113 says whether columns 92 to 111 are one text.
    private var hasText: Bool { bytes[112] == UInt8(ascii: "Y") }

    private func check(_ column: ZenginColumns) throws(ZenginFault) {
        switch column.content {
        case .digits: try checkEach(column) { (0x30...0x39).contains($0) }
        case .spaces: try checkEach(column) { $0 == 0x20 }
        case .oneOf(let allowed): try checkEach(column, allowed.contains)
        case .fixed(let wanted):
            for (index, byte) in wanted.enumerated() where bytes[column.first - 1 + index] != byte {
                throw fault(at: column.first + index, .notAllowed(column.field))
            }
        case .text(let fieldClass):
            try checkEach(column, fieldClass.allows)
            try checkMarks(column)
            // Banks and branches may have no name; people and bodies may not.
            if bytes[column.first - 1] == 0x20,
                fieldClass == .party || !text(column.first, column.last).isEmpty
            {
                throw fault(at: column.first, .text(column.field))
            }
        case .reference where hasText:
            try checkEach(column, BankKanaClass.edi.allows)
            try checkMarks(column)
        case .reference:
            let isBlank = text(column.first, column.last).isEmpty
            try checkEach(column) { isBlank || (0x30...0x39).contains($0) }
        }
    }

    private func checkEach(
        _ column: ZenginColumns,
        _ isAllowed: (UInt8) -> Bool
    ) throws(ZenginFault) {
        for position in column.first...column.last where !isAllowed(bytes[position - 1]) {
            throw fault(at: position, .notAllowed(column.field))
        }
    }

    /// A voiced mark stands behind a kana that can be voiced, in the same field; a text goes over two fields.
    private func checkMarks(_ column: ZenginColumns) throws(ZenginFault) {
        for position in column.first...column.last
        where bytes[position - 1] == 0xDE || bytes[position - 1] == 0xDF {
            let isFirst = position == column.first && column.field != .customerCode2
            let canBoth = !isFirst && (0xCA...0xCE).contains(bytes[position - 2])
            let canVoice =
                !isFirst && (bytes[position - 2] == 0xB3 || (0xB6...0xC4).contains(bytes[position - 2]))
            guard canBoth || (canVoice && bytes[position - 1] == 0xDE) else {
                throw fault(at: position, .notAllowed(column.field))
            }
        }
    }

    /// The text in these columns without the spaces behind it.
    private func text(_ first: Int, _ last: Int) -> String {
        let field = bytes[(first - 1)..<last]
        let end = field.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? field.startIndex
        return BankKana.text(field[..<end])
    }

    /// At most 12 digits, which have been checked.
    private func number(_ digits: String?) -> Int64 { digits.flatMap { Int64($0) } ?? 0 }

    private func fault(at column: Int, _ problem: ZenginFault.Problem) -> ZenginFault {
        ZenginFault(record: recordNumber, column: column, byte: bytes[column - 1], problem: problem)
    }

    private func fault(_ field: ZenginField, at column: Int) -> ZenginFault {
        ZenginFault(record: recordNumber, column: column, byte: nil, problem: .value(field))
    }
}
