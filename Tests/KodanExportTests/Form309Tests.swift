import CSV
import KodanDomain
import KodanExport
import KodanImport
import Testing

@Suite("The year's payment records, type 309")
struct Form309Tests {
    let encoder: CP932Encoder
    let year: Form309Year

    init() throws {
        encoder = try CP932Encoder()
        year = try Form309Year(2026, payer: Form309Tests.payer(), encoder: encoder)
    }

    private static func payer(name: String = "テスト公法機構", reference: String = "") throws -> Form309Payer {
        try Form309Payer(
            address: "東京都千代田区九段南1-2-1",
            name: name,
            phone: "03-0000-0001",
            number: CorporateNumber("7123456789012"),
            reference: reference
        )
    }

    private static let hanako = Form309Payee(key: "pye-3", name: "講壇 花子", address: "大阪市北区中之島1丁目3-20")

    private func payment(_ amount: Int64, tax: Int64 = 0, separate: Int64 = 0, detail: String = "")
        -> Form309Payment
    {
        Form309Payment(
            detail: detail,
            amount: Yen(amount),
            tax: Yen(tax),
            separateConsumptionTax: Yen(separate)
        )
    }

    private func refusal(
        _ payee: Form309Payee = hanako,
        _ payments: [Form309Payment]? = nil,
        remarks: String = ""
    ) -> Form309Refused? {
        do throws(Form309Refused) {
            _ = try year.records(of: payee, payments ?? [payment(60_000)], remarks: remarks)
            return nil
        } catch {
            return error
        }
    }

    /// The bytes as the receiver reads them: CP932, commas, CR LF, no quotes.
    private func fields(_ record: Form309Record) throws -> [String] {
        let source = TextSource(wholePiece(record.bytes(encoder)))
        var text: [UInt8] = []
        while let piece = try source.next() { text += piece }
        let line = String(decoding: text, as: UTF8.self)
        #expect(line.hasSuffix("\r\n"))
        return line.dropLast(1).split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    /// Every item against the tax office's table: number, width, most characters, presence.
    @Test("keep to the layout in every item")
    func layout() throws {
        let rows = try CSVTable(Golden.bytes("form309-layout.csv")).rows
        #expect(rows.map { $0["no"] } == (1...53).map(String.init))
        let kinds = (1...6).map { number in
            Form309Payment(
                kind: "講演料",
                detail: "第\(number)回 AB ｱｲ",
                amount: Yen(9_999_999_999),
                unpaid: Yen(1),
                tax: Yen(1_021),
                notWithheld: Yen(1)
            )
        }
        let records = try Form309Year(
            2026,
            payer: Form309Tests.payer(reference: "0123456789"),
            encoder: encoder
        )
        .records(of: Form309Tests.hanako, kinds, remarks: "消費税 3,000円")
        let fields = try fields(#require(records.first))
        #expect(records.count == 1)
        #expect(fields.count == 53)
        for (row, field) in zip(rows, fields) {
            let limit = try #require(Int(row["max_chars"].filter { $0 != "<" && $0 != "=" }))
            #expect(field.unicodeScalars.count <= limit, "item \(row["no"])")
            let codes = try field.unicodeScalars.map { try #require(encoder.code(of: $0)) }
            #expect(codes.allSatisfy { ($0 > 0xFF) == (row["width"] == "full") }, "item \(row["no"])")
            switch row["presence"] {
            // Item 53 of a person is left to accounting: the number is never here.
            case "required": #expect(row["no"] == "53" ? field == " " : !field.isEmpty, "item \(row["no"])")
            case "empty": #expect(field.isEmpty)
            case "fixed": #expect(field == "309")
            default: break
            }
        }
        #expect(fields[10] == "08")
        #expect(fields[11] == "大阪市北区中之島１丁目３－２０")
        #expect(fields[13] == "講壇　花子")
        #expect(fields[15] == "第１回　ＡＢ　アイ")
        #expect(fields[50] == "消費税　３，０００円")
        #expect(fields[51] == "7123456789012")
    }

    @Test("are due above 50,000 yen before withholding, for corporations too")
    func threshold() throws {
        #expect(!year.isRequired([]))
        #expect(!year.isRequired([payment(50_000)]))
        #expect(year.isRequired([payment(50_001)]))
        #expect(year.isRequired([payment(25_000), payment(25_001)]))
        // The tax office's own example: 48,000 and 3,840 of consumption tax.
        #expect(!year.isRequired([payment(51_840, separate: 3_840)]))
        let strict = try Form309Year(
            2026,
            payer: Form309Tests.payer(),
            judgesWithoutSeparateTax: false,
            encoder: encoder
        )
        #expect(strict.isRequired([payment(51_840, separate: 3_840)]))
        // A reversal takes its original out of the year.
        #expect(!year.isRequired([payment(60_000), payment(-60_000)]))
        #expect(try year.records(of: Form309Tests.hanako, [payment(50_000)]).isEmpty)
        let company = Form309Payee(
            key: "pye-4",
            name: "（株）講壇",
            address: "東京都千代田区",
            corporateNumber: try CorporateNumber("5835678256246")
        )
        let items = try #require(try year.records(of: company, [payment(60_000)]).first).items
        #expect(items[52] == "5835678256246")
        #expect(items[18] == "0")
    }

    @Test("sum the stored taxes by kind and detail, six to a record, and never compute tax again")
    func blocks() throws {
        // Of 49 yen 5 are withheld; of 53,900 at once it would be 5,503.
        let small = (0..<1_100).map { _ in payment(49, tax: 5) }
        let sums = try #require(try year.records(of: Form309Tests.hanako, small).first).items
        #expect(sums[16] == "53900")
        #expect(sums[18] == "5500")
        #expect(sums[17].isEmpty)
        #expect(sums[19].isEmpty)
        let seven = (1...7).map { payment(10_000 * Int64($0), tax: 1_021, detail: "\($0)") }
        let records = try year.records(of: Form309Tests.hanako, seven)
        #expect(records.count == 2)
        #expect(records[0].items[46] == "60000")
        #expect(records[1].items[16] == "70000")
        #expect(records[1].items[20].isEmpty)
        #expect(records.allSatisfy { $0.items.count == 53 })
    }

    @Test("write the standard form of a name's odd characters and say so, or refuse them")
    func characters() throws {
        let odd = Form309Payee(key: "pye-5", name: "髙﨑 𠮷男", address: "東京都")
        let record = try #require(try year.records(of: odd, [payment(60_000)]).first)
        #expect(record.items[13] == "高崎　吉男")
        #expect(record.replacements.map(\.item) == [14, 14, 14])
        #expect(record.replacements.map(\.from) == ["髙", "﨑", "𠮷"])
        let unknown = Form309Payee(key: "pye-6", name: "山田 𩸽", address: "東京都")
        #expect(refusal(unknown) == Form309Refused(payee: "pye-6", item: 14, problem: .character("𩸽")))
        // ① becomes 1 by compatibility; a circled kanji of the extensions has no such way.
        #expect(refusal(remarks: "①")?.problem == nil)
    }

    @Test(
        "never hold an individual number",
        arguments: ["123456789018", "1234-5678-9018", "１２３４５６７８９０１８", "番号 0123456789018 です"]
    )
    func individualNumber(text: String) {
        #expect(refusal(remarks: text)?.problem == .longNumber)
        #expect(refusal(Form309Payee(key: "p", name: text, address: "x"))?.problem == .longNumber)
        #expect(refusal(Form309Payee(key: "p", name: "x", address: text))?.problem == .longNumber)
    }

    @Test("are refused where an item is missing, too long or no amount")
    func refusals() throws {
        #expect(
            refusal(Form309Payee(key: "p", name: " ", address: "x"))
                == Form309Refused(payee: "p", item: 14, problem: .missing)
        )
        #expect(refusal(Form309Payee(key: "p", name: "x", address: ""))?.item == 12)
        let long = String(repeating: "長", count: 31)
        #expect(refusal(Form309Payee(key: "p", name: long, address: "x"))?.problem == .tooLong(limit: 30))
        #expect(refusal(remarks: String(repeating: "長", count: 101))?.problem == .tooLong(limit: 100))
        #expect(refusal(remarks: String(repeating: "長", count: 100)) == nil)
        #expect(
            refusal(Form309Tests.hanako, [payment(10_000_000_000)])
                == Form309Refused(payee: "pye-3", item: 17, problem: .amount(Yen(10_000_000_000)))
        )
        #expect(refusal(Form309Tests.hanako, [payment(60_000, tax: -1)])?.item == 19)
        let other = [payment(90_000), payment(-1, detail: "赤")]
        #expect(
            refusal(Form309Tests.hanako, other)
                == Form309Refused(payee: "pye-3", item: 23, problem: .amount(Yen(-1)))
        )
        let early = try Form309Year(1900, payer: Form309Tests.payer(), encoder: encoder)
        #expect(throws: Form309Refused(payee: "pye-3", item: 11, problem: .year)) {
            try early.records(of: Form309Tests.hanako, [payment(60_000)])
        }
    }

    @Test("are corrected by cancelling what was filed and sending the right ones")
    func correction() throws {
        let filed = try year.records(of: Form309Tests.hanako, [payment(60_000, tax: 6_126)])
        let right = try year.records(of: Form309Tests.hanako, [payment(70_000, tax: 7_147)])
        let sent = year.correction(of: filed, by: right)
        #expect(sent.map { $0.items[9] } == ["1", "0"])
        #expect(sent.map { $0.items[16] } == ["60000", "70000"])
        var same = sent[0].items
        same[9] = "0"
        #expect(same == filed[0].items)
        #expect(year.correction(of: filed, by: filed).isEmpty)
        // Who falls below the threshold is only cancelled.
        #expect(year.correction(of: filed, by: []).map { $0.items[9] } == ["1"])
    }

    @Test("count years by era and have their own file names")
    func names() throws {
        let first = try Form309Year(2019, payer: Form309Tests.payer(), encoder: encoder)
        #expect(try first.records(of: Form309Tests.hanako, [payment(60_000)]).first?.items[10] == "01")
        #expect(Form309Year.fileName(1) == "309dat01.txt")
        #expect(Form309Year.fileName(99) == "309dat99.txt")
        #expect(Form309Year.fileName(100) == nil)
    }

    @Test("are not corrected because something was paid meanwhile, and can be read back as they were filed")
    func lasting() throws {
        func filed(_ unpaid: Int64, tax: Int64) throws -> [Form309Record] {
            let owed = Form309Payment(
                amount: Yen(60_000),
                unpaid: Yen(unpaid),
                tax: Yen(tax),
                notWithheld: Yen(unpaid / 10)
            )
            return try year.records(of: Form309Tests.hanako, [owed])
        }
        let before = try filed(30_000, tax: 6126)
        #expect(year.correction(of: before, by: try filed(0, tax: 6126)).isEmpty)
        #expect(
            year.correction(of: before, by: try filed(0, tax: 6125)).map(\.isCancellation) == [true, false]
        )
        let again = before.compactMap { Form309Record(filed: $0.items) }
        #expect(again.map { $0.bytes(encoder) } == before.map { $0.bytes(encoder) })
        #expect(Form309Record(filed: Array(before[0].items.dropLast())) == nil)
    }

    @Test("tell the consumption tax that is shown apart in the remarks")
    func remarks() {
        #expect(Form309Year.remarks(separateConsumptionTax: Yen(3000)) == "うち消費税等の額3,000円")
        #expect(Form309Year.remarks(separateConsumptionTax: .zero).isEmpty)
    }
}
