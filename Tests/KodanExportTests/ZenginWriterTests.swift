import KodanDomain
import KodanExport
import Testing

@Suite("Writing a bulk-transfer file")
struct ZenginWriterTests {
    private func writer(
        _ profile: BankProfile? = BankProfile(),
        on day: String = "2026-12-25"
    ) throws -> ZenginWriter {
        try ZenginWriter(
            profile: #require(profile),
            originator: Golden.originator(),
            valueDate: Golden.date(day),
            calendar: Golden.bankDays()
        )
    }

    @Test("gives the golden files, byte for byte and record for record")
    func golden() throws {
        let files = try Examples.all
        #expect(files.count == 2)
        for file in files {
            var writer = try ZenginWriter(
                profile: #require(BankProfile(terminator: file.terminator)),
                originator: Golden.originator(file.input_header),
                valueDate: Golden.date(file.input_header["value_date"] ?? ""),
                calendar: Golden.bankDays()
            )
            var records = [try writer.header()]
            for input in file.input_data { records.append(try writer.record(input.transfer)) }
            #expect(writer.count == file.expected_count)
            #expect(writer.total == Yen(file.expected_total))
            records.append(try writer.trailer())
            records.append(try writer.end())
            for (record, expected) in zip(records, file.expected_records) {
                #expect(Golden.hex(record.prefix(120)) == expected.hex)
            }
            let bytes = records.flatMap { $0 }
            #expect(bytes == (try file.bytes))
            #expect(bytes.count == file.file_bytes)
        }
    }

    @Test("follows the bank's profile in column 112 and in unused codes")
    func profile() throws {
        let transfer = try ZenginTransfer(to: Golden.account(), amount: Yen(1))
        let profiles: [(BankProfile.TransferCode, BankProfile.UnusedCodes, String)] = [
            (.wire, .zeros, String(repeating: "0", count: 20) + "7 "),
            (.zero, .zeros, String(repeating: "0", count: 20) + "0 "),
            (.space, .spaces, String(repeating: " ", count: 22)),
        ]
        for (code, unused, expected) in profiles {
            var writer = try writer(BankProfile(transferCode: code, unusedCodes: unused))
            _ = try writer.header()
            let record = try writer.record(transfer)
            #expect(BankKana.text(record[91..<113]) == expected)
        }
    }

    @Test("refuses days on which banks are closed or holidays unknown")
    func valueDate() throws {
        let saturday = try Golden.date("2026-12-26")
        #expect(throws: ZenginRefusal.closed(saturday)) { try writer(on: "2026-12-26") }
        #expect(throws: ZenginRefusal.closed(try Golden.date("2026-12-31"))) { try writer(on: "2026-12-31") }
        #expect(throws: ZenginRefusal.calendar(.yearNotCovered(2028))) { try writer(on: "2028-01-04") }
    }

    @Test("refuses a nameless bank or branch if the bank wants names, naming the record and the field")
    func names() throws {
        let nameless = try [
            ZenginTransfer(to: Golden.account(bankName: nil), amount: Yen(1)),
            ZenginTransfer(to: Golden.account(branchName: nil), amount: Yen(1)),
        ]
        var strict = try writer()
        _ = try strict.header()
        _ = try strict.record(ZenginTransfer(to: Golden.account(), amount: Yen(1)))
        #expect(throws: ZenginRefusal.missingName(record: 3, field: .bankName)) {
            try strict.record(nameless[0])
        }
        #expect(throws: ZenginRefusal.missingName(record: 3, field: .branchName)) {
            try strict.record(nameless[1])
        }
        #expect(strict.count == 1)
        var lenient = try writer(BankProfile(namesRequired: false))
        _ = try lenient.header()
        #expect(try BankKana.text(lenient.record(nameless[0])[5..<20]) == String(repeating: " ", count: 15))
    }

    @Test("stops at the bank's record limit and before the total runs over")
    func limits() throws {
        #expect(BankProfile(recordLimit: 0) == nil)
        #expect(BankProfile(recordLimit: 1_000_000) == nil)
        let largest = try ZenginTransfer(to: Golden.account(), amount: .largestTransfer)
        var short = try writer(BankProfile(recordLimit: 1))
        _ = try short.header()
        _ = try short.record(largest)
        #expect(throws: ZenginRefusal.tooManyTransfers(record: 3, limit: 1)) { try short.record(largest) }
        var rich = try writer()
        _ = try rich.header()
        for _ in 0..<100 { _ = try rich.record(largest) }
        // 100 × 9,999,999,999 leaves 99 yen of the 12 digits.
        let hundred = try ZenginTransfer(to: Golden.account(), amount: Yen(100))
        #expect(throws: ZenginRefusal.totalTooLarge(record: 102)) { try rich.record(hundred) }
        _ = try rich.record(ZenginTransfer(to: Golden.account(), amount: Yen(99)))
        #expect(try BankKana.text(rich.trailer()[1..<19]) == "000101999999999999")
    }

    @Test("keeps the order of the parts and gives no empty file")
    func order() throws {
        let transfer = try ZenginTransfer(to: Golden.account(), amount: Yen(1))
        var writer = try writer()
        #expect(throws: ZenginRefusal.outOfOrder(record: 2)) { try writer.record(transfer) }
        _ = try writer.header()
        #expect(throws: ZenginRefusal.noTransfers) { try writer.trailer() }
        #expect(throws: ZenginRefusal.outOfOrder(record: 2)) { try writer.header() }
        _ = try writer.record(transfer)
        #expect(throws: ZenginRefusal.outOfOrder(record: 4)) { try writer.end() }
        _ = try writer.trailer()
        #expect(throws: ZenginRefusal.outOfOrder(record: 3)) { try writer.record(transfer) }
        _ = try writer.end()
        #expect(throws: ZenginRefusal.outOfOrder(record: 4)) { try writer.end() }
    }
}

@Suite("The parts of a bulk transfer")
struct ZenginPartTests {
    @Test("a transfer is 1 to 9,999,999,999 yen", arguments: [0, -1, 10_000_000_000])
    func amounts(amount: Int64) throws {
        let account = try Golden.account()
        #expect(throws: ZenginTransferRefusal.amount(Yen(amount))) {
            try ZenginTransfer(to: account, amount: Yen(amount))
        }
        #expect(throws: ZenginTransferRefusal.amount(Yen(amount))) {
            try ZenginTransfer(to: account, amount: Yen(amount), text: "ア")
        }
    }

    @Test("a reference fits its columns")
    func references() throws {
        let account = try Golden.account()
        for code in ["", "12345678901", "1a"] {
            #expect(throws: ZenginTransferRefusal.customerCode(code)) {
                try ZenginTransfer(to: account, amount: Yen(1), codes: ("1", code))
            }
        }
        #expect(throws: ZenginTransferRefusal.text(.tooLong(bytes: 22, limit: 20))) {
            try ZenginTransfer(to: account, amount: Yen(1), text: String(repeating: "ガ", count: 11))
        }
        #expect(throws: ZenginTransferRefusal.text(.character("謝"))) {
            try ZenginTransfer(to: account, amount: Yen(1), text: "謝金")
        }
    }

    @Test("an originator has a code, a name of 40 bytes and no savings account")
    func originators() throws {
        let account = try Golden.account()
        let savings = try Golden.account(depositType: .savings)
        let long = String(repeating: "ア", count: 41)
        #expect(throws: ZenginOriginatorRefusal.code) {
            try ZenginOriginator(code: "12345678901", name: "ア", account: account)
        }
        #expect(throws: ZenginOriginatorRefusal.name(.tooLong(bytes: 41, limit: 40))) {
            try ZenginOriginator(code: "1", name: long, account: account)
        }
        #expect(throws: ZenginOriginatorRefusal.depositType) {
            try ZenginOriginator(code: "1", name: "ア", account: savings)
        }
        #expect(try ZenginOriginator(code: "1", name: "ア", account: account).code == "0000000001")
    }
}
