import Testing

@testable import KodanPages

@Suite("Escaping for HTML")
struct PageEscapingTests {
    @Test(
        "stands for what means something in HTML, and leaves the rest alone",
        arguments: [
            ("", ""), ("講壇 🎤", "講壇 🎤"), ("<b>講演</b>", "&lt;b&gt;講演&lt;/b&gt;"),
            ("a&b \"c\" 'd'", "a&amp;b &quot;c&quot; &#39;d&#39;"), ("&lt;", "&amp;lt;"), ("＜全角＞", "＜全角＞"),
        ]
    )
    func escapes(text: String, escaped: String) {
        #expect(PageEscaping().escapeText(text) == escaped)
    }
}
