import CSV
import KodanDomain
import Testing

@Suite("A bank account")
struct BankAccountTests {
    private func account(
        bank: String = "9991",
        branch: String = "101",
        number: String = "12",
        holder: String = "テスト タロウ",
        bankName: String? = "テストイチ",
        branchName: String? = "チュウオウ"
    ) throws(BankAccountRefusal) -> BankAccount {
        try BankAccount(
            bankCode: bank,
            branchCode: branch,
            depositType: .ordinary,
            number: number,
            holder: holder,
            bankName: bankName,
            branchName: branchName
        )
    }

    @Test("pads its number and converts its names")
    func fields() throws {
        let account = try account()
        #expect(account.number == "0000012")
        #expect(account.holder.description == "ﾃｽﾄ ﾀﾛｳ")
        #expect(account.branchName?.description == "ﾁﾕｳｵｳ")
    }

    @Test("shows only three digits of its number")
    func masked() throws {
        let account = try account(number: "1234567")
        #expect("\(account)" == "9991-101 ****567")
        #expect(String(reflecting: account) == "9991-101 ****567")
        #expect(account.lastThree == "567")
    }

    @Test("names the field that is wrong")
    func refusals() {
        #expect(throws: BankAccountRefusal.bankCode) { try account(bank: "999") }
        #expect(throws: BankAccountRefusal.bankCode) { try account(bank: "９９９１") }
        #expect(throws: BankAccountRefusal.branchCode) { try account(branch: "1") }
        for number in ["", "12345678", "0000000", "12-3"] {
            #expect(throws: BankAccountRefusal.number) { try account(number: number) }
        }
        #expect(throws: BankAccountRefusal.holder(.character("試"))) { try account(holder: "試験太郎") }
        #expect(throws: BankAccountRefusal.holder(.tooLong(bytes: 31, limit: 30))) {
            try account(holder: String(repeating: "ア", count: 31))
        }
        #expect(throws: BankAccountRefusal.bankName(.character("."))) { try account(bankName: "テスト.") }
        #expect(throws: BankAccountRefusal.branchName(.empty)) { try account(branchName: "") }
    }
}

@Suite("A Japan Post account")
struct YuchoAccountTests {
    @Test("agrees with every golden vector")
    func vectors() throws {
        let rows = try Golden.table("yucho-vectors.csv").rows
        #expect(rows.count == 11)
        for row in rows {
            do throws(YuchoAccountRefusal) {
                let account = try YuchoAccount(
                    symbol: row["kigo"],
                    number: row["bango"],
                    isSavings: row["product"] == "savings"
                )
                #expect(row["error"].isEmpty, "line \(row.line)")
                #expect(YuchoAccount.bankCode == row["bank_code"])
                #expect(account.branchCode == row["branch_code"], "line \(row.line)")
                #expect(account.depositType.digit == row["deposit_type"], "line \(row.line)")
                #expect(account.number == row["account_number"], "line \(row.line)")
            } catch {
                #expect(error.rawValue == row["error"], "line \(row.line)")
            }
        }
    }

    @Test("is read with or without the digit between")
    func reading() throws {
        let account = try YuchoAccount("10170-2-12345671")
        #expect(account == (try YuchoAccount(symbol: "10170", number: "12345671")))
        #expect(account == (try YuchoAccount("１０１７０－１２３４５６７１")))
        #expect(throws: YuchoAccountRefusal.format) { try YuchoAccount("10170-22-11") }
        #expect(throws: YuchoAccountRefusal.number) { try YuchoAccount("00170-12345678") }
    }
}

@Suite("Corporate abbreviations")
struct CorporateAbbreviationTests {
    private func table() throws -> CorporateAbbreviations {
        try CorporateAbbreviations(
            Golden.shipped("bank/corporate-abbreviations.csv").rows.map { row in
                try CorporateAbbreviation(
                    kind: #require(CorporateAbbreviation.Kind(rawValue: row["class"])),
                    terms: row["term_ja"].split(separator: "・").map(String.init),
                    kana: row["kana_full"]
                )
            }
        )
    }

    @Test("are what bank files hold, and a bracket stands where the name goes on")
    func vectors() throws {
        let table = try table()
        let rows = try Golden.shipped("bank/corporate-abbreviations.csv").rows
        #expect(rows.count == 33)
        for row in rows {
            for term in row["term_ja"].split(separator: "・").map(String.init) {
                let half = row["kana_half"]
                let front = table.shortened(term + "　テスト")
                #expect(
                    front == (row["class"] == "corporation" ? row["kana_full"] + ")テスト" : term + " テスト")
                )
                guard row["class"] == "corporation" else { continue }
                #expect(try BankKana(front, as: .party).description == half + ")ﾃｽﾄ")
                let end = try BankKana(table.shortened("テスト" + term), as: .party)
                #expect(end.description == "ﾃｽﾄ(" + half)
            }
        }
    }

    @Test("close both brackets in the middle, and leave other names alone")
    func middle() throws {
        let table = try table()
        #expect(table.shortened("テスト株式会社エイ") == "テスト(カ)エイ")
        #expect(table.shortened("テスト タロウ") == "テスト タロウ")
        #expect(table.shortened("見本商店") == "見本商店")
    }
}
