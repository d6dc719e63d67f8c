import Foundation
import KodanDomain
import KodanImport
import Testing

/// The same presenter as Japanese Excel has it: full-width digits, half-width kana, other words.
private let japanese = """
    氏名,フリガナ,メールアドレス,電話番号,郵便番号,市区町村コード,住所,資格,分野,移動時間,オンライン,宿泊,月上限,\
    年上限,曜日・時間,所属団体,等級,法的区分,居住区分,支払先名,支払先郵便番号,支払先住所,登録番号,銀行コード,\
    支店コード,預金種目,口座番号,口座名義\r
    山田　太郎,ﾔﾏﾀﾞ ﾀﾛｳ,taro@example.jp,（０３）１２３４－５６７８,〒102-0074,131016,九段南１－２－１,riss,\
    phishing：2,９０分,×,○,３回,20,月曜日 9時～12時,講壇協会,standard,個人,居住者,山田　太郎,１００－０００１,\
    東京都千代田区千代田１,t1234567890123,9991,001,普通,1234567,ヤマダ　タロウ\r
    """

@Suite("A file of presenters")
struct PresenterFileTests {
    @Test("gives a draft with every column")
    func reads() throws {
        #expect(try presenters(file(presenterFields)) == [.draft(line: 2, try expectedDraft())])
    }

    @Test("gives the same draft in UTF-8, with a byte order mark, in CP932, in English and in Japanese")
    func sameInEveryEncoding() throws {
        let expected = [ImportedRow.draft(line: 2, try expectedDraft())]
        let utf8 = Array(japanese.utf8)
        // Foundation converts by a table of its own.
        let cp932 = try #require(japanese.data(using: .shiftJIS))
        #expect(try presenters(utf8) == expected)
        #expect(try presenters([0xEF, 0xBB, 0xBF] + utf8) == expected)
        #expect(try presenters(Array(cp932)) == expected)
    }

    @Test("needs no more than what cannot be guessed, and says what it took for the rest")
    func defaults() throws {
        let header = "姓,名,セイ,メイ,メール,電話,郵便番号,市区町村,住所"
        let row = "山田,太郎,やまだ,たろう,taro@example.jp,0312345678,1020074,千代田区,九段南1-2-1"
        let draft = try #require(try presenters(Array("\(header)\n\(row)\n".utf8)).first?.draft)
        #expect(draft.kana.description == "ヤマダ タロウ")
        #expect(draft.reachMinutes == 150)
        #expect(draft.acceptsOnline)
        #expect(!draft.acceptsOvernight)
        #expect(draft.monthlyCap == 2)
        #expect(draft.yearlyCap == 12)
        #expect(draft.weeklyHours.map(\.weekday) == [.monday, .tuesday, .wednesday, .thursday, .friday])
        #expect(draft.weeklyHours.allSatisfy { "\($0.from)-\($0.to)" == "09:00-18:00" })
        #expect(draft.payee == nil)
        #expect(draft.qualifications.isEmpty && draft.topics.isEmpty && draft.rank == nil)
    }

    @Test("pays a person at home where no other address is given, with the whole address")
    func payeeDefaults() throws {
        let changes: [String: String?] = ["payee_name": "", "payee_postal_code": "", "payee_address": ""]
        let payee = try #require(try presenters(file(presenterFields, changes)).first?.draft?.payee)
        #expect(payee.name == "山田 太郎")
        #expect(payee.postalCode.digits == "1020074")
        #expect(payee.address == "東京都千代田区九段南1-2-1")
    }

    @Test("takes accounts of Japan Post Bank from the passbook, and legal forms as they are written")
    func accounts() throws {
        var words = vocabulary
        words.abbreviations = try CorporateAbbreviations(Shipped.plain("bank/corporate-abbreviations.csv"))
        let changes: [String: String?] = [
            "bank_code": "9900", "branch_code": "10530-2", "account_number": "12345671",
            "account_holder": "税理士法人　コウダン",
        ]
        let rows = try presenters(file(presenterFields, changes), words)
        let account = try #require(rows.first?.draft?.payee?.account)
        #expect((account.branchCode, account.number, account.holderKana) == ("058", "1234567", "ゼイ)コウダン"))
    }

    @Test("has a template that it reads itself")
    func template() throws {
        let rows = try presenters(PresenterFile.template)
        let draft = try #require(rows.first?.draft)
        #expect(rows.count == 1)
        #expect(draft.name.description == "講壇 花子")
        #expect(draft.payee?.account?.bankCode == "9991")
        #expect(draft.weeklyHours.count == 6)
    }

    @Test("passes over rows of blanks, as Excel leaves them at the end")
    func blankRows() throws {
        let bytes = file(presenterFields) + Array(",,,,\n , ,\n".utf8)
        #expect(try presenters(bytes).count == 1)
    }

    @Test("takes back a number that an export guarded against formulas")
    func guarded() throws {
        let rows = try presenters(file(presenterFields, ["phone": "'+81-3-1234-5678"]))
        #expect(rows.first?.draft?.phone.key == "0312345678")
    }
}
