import KodanDomain
import Testing

@Suite("A mail address")
struct EmailAddressTests {
    @Test(
        "that was typed in full-width signs is the same in half-width ones",
        arguments: [
            ("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ", "taro@example.jp"), ("taro＠example.jp", "taro@example.jp"),
            ("Ｔａｒｏ＿１－ａ＋ｂ@example．co．jp", "Taro_1-a+b@example.co.jp"), ("taro@example.jp", "taro@example.jp"),
        ]
    )
    func widths(typed: String, kept: String) throws {
        let address = try EmailAddress(typed)
        #expect(address.text == kept && "\(address)" == kept)
        #expect(address == (try EmailAddress(kept)))
    }

    @Test(
        "is refused where it holds anything else, also in full-width signs",
        arguments: [
            "太郎@example.jp", "ﾀﾛｳ@example.jp", "taro＠a＠example.jp", "taro@example。jp", "taro　@example.jp",
            "ｔａｒｏ", "taro@example.jp\u{FF0C}b@example.jp", "taro@exa\u{2100}mple.jp", "",
        ]
    )
    func refused(typed: String) {
        #expect(throws: FieldRefused(.email, expected: .email)) { try EmailAddress(typed) }
    }
}
