import KodanDomain
import KodanExport
import Testing

@Suite("A broken bulk-transfer file")
struct ZenginFaultTests {
    private func fault(in bytes: [UInt8]) -> ZenginFault? {
        do throws(ZenginFault) {
            _ = try ZenginFile(bytes)
            return nil
        } catch {
            return error
        }
    }

    /// The golden file with CRLF, one byte of it changed.
    private func changed(record: Int, column: Int, to byte: UInt8) throws -> [UInt8] {
        var bytes = try Golden.bytes("sogo-furikomi-crlf.txt")
        bytes[(record - 1) * 122 + column - 1] = byte
        return bytes
    }

    @Test(
        "is refused at the byte that a field does not allow",
        arguments: [
            (1, 2, "1", ZenginField.service), (1, 4, "1", .coding), (1, 5, " ", .originatorCode),
            (1, 15, ",", .originatorName), (1, 55, "A", .valueDate), (1, 63, ".", .bankName),
            (1, 96, "4", .depositType), (1, 120, "0", .filler), (2, 3, "B", .bankCode),
            (2, 24, "a", .branchName), (2, 39, "1", .clearingHouse), (2, 43, "3", .depositType),
            (2, 44, " ", .accountNumber), (3, 55, "/", .payeeName), (3, 81, " ", .amount),
            (4, 91, "3", .newCode),
            (4, 92, "x", .customerCode1), (4, 111, " ", .customerCode2), (5, 112, "9", .transferCategory),
            (5, 113, "N", .identification), (6, 114, "1", .filler), (7, 2, " ", .count), (7, 8, "-", .total),
            (7, 120, "0", .filler), (8, 2, "0", .filler),
        ]
    )
    func bytes(record: Int, column: Int, character: Unicode.Scalar, field: ZenginField) throws {
        let byte = UInt8(character.value)
        let expected = ZenginFault(record: record, column: column, byte: byte, problem: .notAllowed(field))
        #expect(fault(in: try changed(record: record, column: column, to: byte)) == expected)
    }

    @Test("is refused at small kana, long marks, stray ｦ and voiced marks out of place")
    func kana() throws {
        for byte: UInt8 in [0xA7, 0xB0, 0xA6, 0xA5, 0xE0, 0x00] {
            let expected = ZenginFault(record: 2, column: 53, byte: byte, problem: .notAllowed(.payeeName))
            #expect(fault(in: try changed(record: 2, column: 53, to: byte)) == expected)
        }
        // ﾃｽﾄ ﾀﾛｳ: a mark at the start, ﾟ behind ﾃ, ﾞ behind a space.
        for (column, byte) in [(51, 0xDE), (52, 0xDF), (55, 0xDE)] as [(Int, UInt8)] {
            let expected = ZenginFault(
                record: 2,
                column: column,
                byte: byte,
                problem: .notAllowed(.payeeName)
            )
            #expect(fault(in: try changed(record: 2, column: column, to: byte)) == expected)
        }
        #expect(fault(in: try changed(record: 2, column: 52, to: 0xDE)) == nil)
        // A mark that begins an EDI text.
        var text = try Golden.bytes("sogo-furikomi-nosep-edi.txt")
        text[120 + 91] = 0xDE
        let expected = ZenginFault(record: 2, column: 92, byte: 0xDE, problem: .notAllowed(.customerCode1))
        #expect(fault(in: text) == expected)
    }

    @Test("is refused where a number cannot be")
    func values() throws {
        var day = try changed(record: 1, column: 56, to: UInt8(ascii: "3"))
        #expect(fault(in: day) == ZenginFault(record: 1, column: 55, byte: nil, problem: .value(.valueDate)))
        day = try Golden.bytes("sogo-furikomi-crlf.txt")
        day.replaceSubrange(54..<58, with: Array("0230".utf8))
        #expect(fault(in: day)?.problem == .value(.valueDate))
        let amount = try changed(record: 5, column: 90, to: UInt8(ascii: "0"))
        #expect(fault(in: amount) == ZenginFault(record: 5, column: 81, byte: nil, problem: .value(.amount)))
        let account = try changed(record: 5, column: 50, to: UInt8(ascii: "0"))
        #expect(
            fault(in: account)
                == ZenginFault(record: 5, column: 44, byte: nil, problem: .value(.accountNumber))
        )
    }

    @Test("is refused where a name is missing or shifted")
    func names() throws {
        let shifted = try changed(record: 2, column: 51, to: 0x20)
        #expect(
            fault(in: shifted) == ZenginFault(record: 2, column: 51, byte: 0x20, problem: .text(.payeeName))
        )
        var nameless = try Golden.bytes("sogo-furikomi-crlf.txt")
        nameless.replaceSubrange(122 + 5..<122 + 20, with: repeatElement(0x20, count: 15))
        #expect(fault(in: nameless) == nil)
        nameless.replaceSubrange(14..<54, with: repeatElement(0x20, count: 40))
        let expected = ZenginFault(record: 1, column: 15, byte: 0x20, problem: .text(.originatorName))
        #expect(fault(in: nameless) == expected)
    }

    @Test("is refused when its trailer counts or adds up wrongly")
    func totals() throws {
        let count = ZenginFault(record: 7, column: 2, byte: nil, problem: .count(expected: 5, found: 6))
        #expect(fault(in: try changed(record: 7, column: 7, to: UInt8(ascii: "6"))) == count)
        let total = ZenginFault.Problem.total(expected: Yen(1_127_629), found: Yen(1_127_628))
        #expect(
            fault(in: try changed(record: 7, column: 19, to: UInt8(ascii: "8")))
                == ZenginFault(record: 7, column: 8, byte: nil, problem: total)
        )
        // One yen more in an amount must show in the total.
        let amount = fault(in: try changed(record: 5, column: 90, to: UInt8(ascii: "2")))
        #expect(amount?.problem == .total(expected: Yen(1_127_630), found: Yen(1_127_629)))
    }

    @Test("is refused where records are missing, doubled or foreign")
    func order() throws {
        let bytes = try Golden.bytes("sogo-furikomi-crlf.txt")
        func records(_ numbers: [Int]) -> [UInt8] {
            numbers.flatMap { bytes[($0 - 1) * 122..<$0 * 122] }
        }
        func order(_ record: Int, _ kind: Character) -> ZenginFault {
            ZenginFault(record: record, column: 1, byte: kind.asciiValue, problem: .order)
        }
        #expect(fault(in: records([2, 3])) == order(1, "2"))
        #expect(fault(in: records([1, 7, 8])) == order(2, "8"))
        #expect(fault(in: records([1, 1, 2])) == order(2, "1"))
        #expect(fault(in: records([1, 2, 8])) == order(3, "9"))
        #expect(fault(in: records([1, 2, 3, 4, 5, 6, 7, 7, 8])) == order(8, "8"))
        #expect(fault(in: try changed(record: 3, column: 1, to: UInt8(ascii: "5"))) == order(3, "5"))
        let extra = ZenginFault(record: 9, column: 1, byte: UInt8(ascii: "1"), problem: .afterEnd)
        #expect(fault(in: bytes + records([1])) == extra)
        let mark = ZenginFault(record: 9, column: 1, byte: 0x1A, problem: .afterEnd)
        #expect(fault(in: bytes + [0x1A]) == mark)
    }

    @Test("is refused where it is cut, wherever that is")
    func cut() throws {
        for example in try Examples.all {
            let bytes = try example.bytes
            let step = example.terminator == .crlf ? 122 : 120
            for length in 0..<bytes.count {
                let found = fault(in: Array(bytes.prefix(length)))
                #expect(found?.problem == .cutShort, "\(length) bytes")
                let (records, rest) = length.quotientAndRemainder(dividingBy: step)
                // Before its terminator is known, the first record may still go on.
                let isFirst = length == 120
                #expect(found?.record == (isFirst ? 1 : records + 1), "\(length) bytes")
                #expect(found?.column == (isFirst ? 121 : rest + 1), "\(length) bytes")
            }
        }
    }

    @Test("is refused for LF or CR alone, and for mixed terminators")
    func terminators() throws {
        let crlf = try Golden.bytes("sogo-furikomi-crlf.txt")
        let onlyLF = crlf.filter { $0 != 0x0D }
        #expect(fault(in: onlyLF) == ZenginFault(record: 1, column: 121, byte: 0x0A, problem: .terminator))
        let onlyCR = crlf.filter { $0 != 0x0A }
        let expected = ZenginFault(record: 1, column: 122, byte: UInt8(ascii: "2"), problem: .terminator)
        #expect(fault(in: onlyCR) == expected)
        var mixed = crlf
        mixed.removeSubrange(242..<244)
        let second = ZenginFault(record: 2, column: 121, byte: UInt8(ascii: "2"), problem: .terminator)
        #expect(fault(in: mixed) == second)
        var late = try Golden.bytes("sogo-furikomi-nosep-edi.txt")
        late.insert(contentsOf: [0x0D, 0x0A], at: 240)
        #expect(fault(in: late) == ZenginFault(record: 3, column: 1, byte: 0x0D, problem: .terminator))
        late = try Golden.bytes("sogo-furikomi-nosep-edi.txt") + [0x0D, 0x0A]
        #expect(fault(in: late)?.problem == .afterEnd)
    }

    @Test("is described by place and kind")
    func description() throws {
        let found = fault(in: try changed(record: 2, column: 53, to: 0xB0))
        #expect(
            found?.description
                == "record 2, column 53: notAllowed(KodanExport.ZenginField.payeeName), byte 0xB0"
        )
    }
}
