import KodanDomain
import Testing

@Suite("Words to search for")
struct SearchWordsTests {
    @Test(
        "name a number with the prefix of its kind, or of any kind without",
        arguments: [
            ("req-12", FoundKind.request, Int64(12) as Int64?), ("12", .lecture, 12), ("１２", .presenter, 12),
            ("REQ-7", .request, 7), ("req-12", .presenter, nil), ("-3", .request, nil), ("0", .request, nil),
            ("団体12", .organization, nil), ("99999999999999999999", .request, nil),
        ]
    )
    func numbers(text: String, kind: FoundKind, number: Int64?) throws {
        #expect(try SearchWords(text).number(of: kind) == number)
    }

    @Test("are between one and a hundred characters, without control signs", arguments: ["", " ", "a\u{0}b"])
    func bounds(text: String) {
        #expect(throws: FieldRefused.self) { try SearchWords(text) }
        #expect(throws: FieldRefused.self) { try SearchWords(String(repeating: "字", count: 101)) }
        #expect((try? SearchWords(String(repeating: "字", count: 100))) != nil)
    }
}
