import KodanDomain
import KodanExport
import Testing

@Suite("What a bank wants beyond the standard")
struct ZenginExpectationsTests {
    private func fault(_ bytes: [UInt8], _ expectations: ZenginExpectations) -> ZenginFault? {
        var reader = ZenginReader(expecting: expectations)
        do throws(ZenginFault) {
            _ = try reader.read(bytes)
            try reader.finish()
            return nil
        } catch {
            return error
        }
    }

    private func changed(record: Int, column: Int, to text: String) throws -> [UInt8] {
        var bytes = try Golden.bytes("sogo-furikomi-crlf.txt")
        let start = (record - 1) * 122 + column - 1
        bytes.replaceSubrange(start..<(start + text.utf8.count), with: Array(text.utf8))
        return bytes
    }

    @Test("is met by the golden files with the standard profile, but for what lies between records")
    func golden() throws {
        let profile = try #require(BankProfile())
        let standard = ZenginExpectations(
            terminator: profile.terminator,
            transferCode: profile.transferCode,
            unusedCodes: profile.unusedCodes,
            recordLimit: profile.recordLimit,
            namesRequired: true
        )
        let (crlf, none) = (
            try Golden.bytes("sogo-furikomi-crlf.txt"), try Golden.bytes("sogo-furikomi-nosep-edi.txt")
        )
        #expect(fault(crlf, standard) == nil)
        #expect(fault(none, ZenginExpectations(terminator: BankProfile.Terminator.none)) == nil)
        let missing = try #require(fault(none, standard))
        #expect(missing.problem == .unwantedTerminator(expected: .crlf))
        #expect((missing.record, missing.column) == (1, 121))
        #expect(missing.byte == none[120])
        let extra = fault(crlf, ZenginExpectations(terminator: BankProfile.Terminator.none))
        #expect(
            extra
                == ZenginFault(
                    record: 1,
                    column: 121,
                    byte: 0x0D,
                    problem: .unwantedTerminator(expected: .none)
                )
        )
    }

    @Test(
        "is refused at column 112 where it is another than the bank's",
        arguments: BankProfile.TransferCode.allCases
    )
    func transferCode(code: BankProfile.TransferCode) throws {
        for other in BankProfile.TransferCode.allCases {
            let bytes = try changed(record: 2, column: 112, to: other.rawValue)
            // All records of the golden file but the changed one have a 7.
            let found = fault(bytes, ZenginExpectations(transferCode: code))
            let record = other != code ? 2 : code != .wire ? 3 : nil
            #expect(found?.record == record)
            #expect(found.map(\.problem) == record.map { _ in .unwanted(.transferCategory) })
            #expect(found == nil || found?.column == 112)
            #expect(fault(bytes, ZenginExpectations()) == nil)
        }
    }

    @Test("is refused where unused codes are filled otherwise, not where codes are used")
    func codes() throws {
        let spaces = ZenginExpectations(unusedCodes: .spaces)
        let zeros = ZenginExpectations(unusedCodes: .zeros)
        let blank = try changed(record: 3, column: 102, to: String(repeating: " ", count: 10))
        #expect(
            fault(blank, zeros)
                == ZenginFault(record: 3, column: 102, byte: 0x20, problem: .unwanted(.customerCode2))
        )
        // All codes of the golden file are used.
        #expect(fault(try Golden.bytes("sogo-furikomi-crlf.txt"), spaces) == nil)
        #expect(fault(try Golden.bytes("sogo-furikomi-crlf.txt"), zeros) == nil)
        let unused = try changed(record: 3, column: 92, to: String(repeating: "0", count: 20))
        #expect(fault(unused, zeros) == nil)
        #expect(
            fault(unused, spaces)
                == ZenginFault(record: 3, column: 92, byte: 0x30, problem: .unwanted(.customerCode1))
        )
        // An EDI text is no code, even one that is blank for half its length.
        let text = try Golden.bytes("sogo-furikomi-nosep-edi.txt")
        #expect(fault(text, spaces) == nil)
        #expect(fault(text, zeros) == nil)
    }

    @Test("limits the transfers of one file, and may want names")
    func limits() throws {
        let bytes = try Golden.bytes("sogo-furikomi-crlf.txt")
        #expect(fault(bytes, ZenginExpectations(recordLimit: 5)) == nil)
        #expect(
            fault(bytes, ZenginExpectations(recordLimit: 4))
                == ZenginFault(record: 6, column: 1, byte: nil, problem: .tooMany(limit: 4))
        )
        let nameless = try changed(record: 4, column: 24, to: String(repeating: " ", count: 15))
        #expect(fault(nameless, ZenginExpectations()) == nil)
        #expect(
            fault(nameless, ZenginExpectations(namesRequired: true))
                == ZenginFault(record: 4, column: 24, byte: 0x20, problem: .unwanted(.branchName))
        )
        let header = try changed(record: 1, column: 63, to: String(repeating: " ", count: 15))
        #expect(fault(header, ZenginExpectations(namesRequired: true))?.column == 63)
    }

    @Test(
        "knows where in the file a fault lies",
        arguments: ["sogo-furikomi-crlf.txt", "sogo-furikomi-nosep-edi.txt"]
    )
    func offset(file: String) throws {
        var bytes = try Golden.bytes(file)
        let width = file.contains("crlf") ? 122 : 120
        let place = 2 * width + 80
        bytes[place] = UInt8(ascii: "x")
        var reader = ZenginReader()
        let found = #expect(throws: ZenginFault.self) { try reader.read(bytes) }
        #expect(try reader.offset(of: #require(found)) == place)
    }
}
