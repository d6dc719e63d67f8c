import CSV
import KodanDomain
import Testing

@Suite("Bank kana")
struct BankKanaTests {
    @Test("agrees with every golden vector")
    func vectors() throws {
        let rows = try Golden.table("kana-vectors.csv").rows
        #expect(rows.count == 32)
        for row in rows {
            let fieldClass = try #require(BankKanaClass(rawValue: row["field_class"]))
            do throws(BankKanaRefusal) {
                let kana = try BankKana(row["input"], as: fieldClass)
                #expect(row["error"].isEmpty, "line \(row.line)")
                #expect(kana.description == row["expected"], "line \(row.line)")
                #expect(hex(kana.bytes) == row["expected_hex"], "line \(row.line)")
                #expect(String(kana.bytes.count) == row["bytes"], "line \(row.line)")
                #expect(
                    kana.warnings.map(\.rawValue).joined(separator: " ") == row["warnings"],
                    "line \(row.line)"
                )
            } catch {
                #expect(error.description == row["error"], "line \(row.line)")
            }
        }
    }

    @Test("comes back unchanged when its own text is converted again")
    func idempotent() throws {
        for row in try Golden.table("kana-vectors.csv").rows where row["error"].isEmpty {
            let fieldClass = try #require(BankKanaClass(rawValue: row["field_class"]))
            let again = try BankKana(row["expected"], as: fieldClass)
            #expect(hex(again.bytes) == row["expected_hex"], "line \(row.line)")
            #expect(again.warnings.isEmpty, "line \(row.line)")
        }
    }

    @Test("is refused when too long, empty, or with marks where none belong")
    func refusals() {
        #expect(throws: BankKanaRefusal.tooLong(bytes: 4, limit: 3)) {
            try BankKana("ガギ", as: .party, limit: 3)
        }
        #expect(throws: BankKanaRefusal.empty) { try BankKana("　 ", as: .party) }
        #expect(throws: BankKanaRefusal.character("\u{3099}")) { try BankKana("ア\u{3099}", as: .party) }
        #expect(throws: BankKanaRefusal.character("\t")) { try BankKana("ア\tイ", as: .party) }
        #expect(throws: BankKanaRefusal.character("ß")) { try BankKana("ß", as: .party) }
    }

    @Test("allows in a file what the class table says", arguments: BankKanaClass.allCases)
    func allowed(fieldClass: BankKanaClass) {
        let symbols = (UInt8.min...UInt8.max).filter { byte in
            fieldClass.allows(byte) && !(0x30...0x39).contains(byte) && !(0x41...0x5A).contains(byte)
                && byte < 0xB1
        }
        let expected: String =
            switch fieldClass {
            case .bank: " -"
            case .party: " ()-."
            case .edi: " ()-./\\｢｣ｦ"
            }
        #expect(BankKana.text(symbols) == expected)
        #expect(!fieldClass.allows(0xB0))
        #expect(!fieldClass.allows(0xE0))
    }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

@Suite("Names and kana")
struct NameTests {
    @Test("are normalized to one form")
    func normalized() {
        #expect("　山田　　太郎 ".normalized == "山田 太郎")
        #expect("ﾔﾏﾀﾞ\tＴａｒｏ".normalized == "ヤマダ Taro")
        #expect("ｼﾞｮｰｼﾞ".normalized.unicodeScalars.elementsEqual("ジョージ".unicodeScalars))
    }
}
