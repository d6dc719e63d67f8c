import CSV
import KodanDomain
import KodanExport
import Testing

@Suite("Reading a bulk-transfer file")
struct ZenginReaderTests {
    @Test("gives back every field of the golden files")
    func golden() throws {
        for example in try Examples.all {
            let file = try ZenginFile(example.bytes)
            #expect(file.terminator == example.terminator)
            #expect(file.transfers.count == example.expected_count)
            #expect(file.total == Yen(example.expected_total))
            let header = example.expected_records[0].fields
            #expect(file.header.originatorCode == header["originator_code"])
            #expect(file.header.originatorName == trimmed(header["originator_name"]))
            #expect(file.header.bankName == trimmed(header["bank_name"]))
            #expect(file.header.branchName == trimmed(header["branch_name"]))
            #expect(file.header.accountNumber == header["account_number"])
            for (line, record) in zip(file.transfers, example.expected_records.dropFirst()) {
                let fields = record.fields
                #expect(line.bankCode == fields["bank_code"])
                #expect(line.bankName == trimmed(fields["bank_name"]))
                #expect(line.branchCode == fields["branch_code"])
                #expect(line.branchName == trimmed(fields["branch_name"]))
                #expect(line.depositType.digit == fields["deposit_type"])
                #expect(line.accountNumber == fields["account_number"])
                #expect(line.holder == trimmed(fields["payee_name"]))
                #expect(String(line.amount.amount) == String(Int64(fields["amount"] ?? "") ?? -1))
                #expect(line.newCode.rawValue == fields["new_code"])
                let codes = [fields["customer_code_1"] ?? "", fields["customer_code_2"] ?? ""]
                let isText = fields["identification"] == "Y"
                #expect(line.text == (isText ? trimmed(codes.joined()) : nil))
                #expect(line.codes == (isText ? nil : codes))
            }
        }
    }

    @Test("reads back what the writer wrote, a mark in the second half of a text too")
    func roundTrip() throws {
        let texts = ["アアアアアアアアアガ", "ヲ-1", "「コウエン/12」", "ガギグゲゴザジズゼゾ"]
        for profile in [BankProfile(), BankProfile(terminator: .none, transferCode: .space)] {
            var writer = try ZenginWriter(
                profile: #require(profile),
                originator: Golden.originator(),
                valueDate: Golden.date("2026-12-25"),
                calendar: Golden.bankDays()
            )
            var bytes = try writer.header()
            for (index, text) in texts.enumerated() {
                let amount = Yen(Int64(index) * 1_111 + 1)
                bytes += try writer.record(ZenginTransfer(to: Golden.account(), amount: amount, text: text))
            }
            bytes += try writer.trailer() + writer.end()
            let file = try ZenginFile(bytes)
            #expect(file.transfers.map(\.text) == (try texts.map { try BankKana($0, as: .edi).description }))
            #expect(file.transfers.map(\.amount.amount) == [1, 1_112, 2_223, 3_334])
            #expect(file.total == writer.total)
            #expect(file.transfers[0].holder == "ﾃｽﾄ ﾀﾛｳ")
        }
    }

    @Test("has the columns of the layout table")
    func layout() throws {
        let kinds = ["header": "1", "data": "2", "trailer": "8", "end": "9"]
        let rows = try CSVTable(Golden.bytes("layout.csv")).rows
        #expect(rows.count == 35)
        var columns = kinds.mapValues { kind in ZenginColumns.of(kind: Array(kind.utf8)[0]) ?? [] }
        for row in rows {
            let next = columns[row["record"]]?.removeFirst()
            let column = try #require(next)
            #expect(column.field.rawValue == row["field"], "line \(row.line)")
            #expect(String(column.first) == row["col_from"], "line \(row.line)")
            #expect(String(column.last) == row["col_to"], "line \(row.line)")
        }
        #expect(columns.values.map(\.count).max() == 0)
    }

    @Test("does not care how the bytes arrive", arguments: [1, 7, 120, 121, 122, 4096])
    func chunks(size: Int) throws {
        for example in try Examples.all {
            let bytes = try example.bytes
            var reader = ZenginReader()
            var records: [ZenginRecord] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                records += try reader.read(bytes[start..<min(start + size, bytes.count)])
            }
            try reader.finish()
            #expect(records.count == example.expected_count + 3)
            #expect(records.last == .end)
            #expect(reader.total == Yen(example.expected_total))
        }
    }

    private func trimmed(_ text: String?) -> String? {
        guard let text, let end = text.lastIndex(where: { $0 != " " }) else { return "" }
        return String(text[...end])
    }
}
