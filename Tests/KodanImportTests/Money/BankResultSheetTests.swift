import KodanDomain
import KodanImport
import Testing

@Suite("A bank's answer as a table")
struct BankResultSheetTests {
    private func read(_ text: String) throws -> [BankResult] {
        try BankResultSheet.read(wholePiece(Array(text.utf8)))
    }

    @Test("is read in English and in Japanese, other columns passed over")
    func reads() throws {
        let english = try read(
            "record,result,reason,amount,bank\n1,paid,,26937,x\n\n2,returned,no such account,,y\n"
        )
        let japanese = try read("件番,振込金額,結果,理由\n1,\"26,937\",済,\n2,,組戻,口座なし\n")
        #expect(
            english == [
                BankResult(line: 2, record: 1, amount: Yen(26_937), returned: nil),
                BankResult(line: 4, record: 2, amount: nil, returned: "no such account"),
            ]
        )
        #expect(japanese.map(\.returned) == [nil, "口座なし"])
        #expect(japanese.map(\.amount) == [Yen(26_937), nil])
    }

    @Test("is read parted by tabs too, where a comma is part of an amount")
    func tabs() throws {
        let text = "件番\t振込金額\t結果\t理由\n1\t26,937\t済\t\n"
        #expect(try read(text) == [BankResult(line: 2, record: 1, amount: Yen(26_937), returned: nil)])
        let name = BankResultSheet.name(of: .amount, in: wholePiece(Array(text.utf8)))
        #expect(name == "振込金額")
    }

    @Test("is refused whole, each bad field named")
    func refuses() throws {
        let found = #expect(throws: BankResultsRefused.self) {
            try read(
                "record,result,reason,amount\n0,paid,,\n1,perhaps,,\n2,returned,,\n3,paid,,-5\n4,paid,,\n4,paid,,\n"
            )
        }
        #expect(found?.problems.map(\.line) == [2, 3, 4, 5, 7])
        #expect(found?.problems.map(\.column) == ["record", "result", "reason", "amount", "record"])
        #expect(throws: HeaderProblem.self) { _ = try read("record,reason\n1,x\n") }
    }

    @Test("is refused without rows: it would settle nothing", arguments: ["件番,結果\n", "件番,結果\n,\n\n"])
    func empty(table: String) {
        let found = #expect(throws: BankResultsRefused.self) { try read(table) }
        #expect(found?.problems == [RowProblem(line: 2, column: "件番", value: "", expected: .present)])
    }
}
