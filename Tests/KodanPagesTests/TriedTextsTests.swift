import Testing

@testable import KodanPages

@Suite("What was tried before something came to the desk")
struct TriedTextsTests {
    @Test(
        "is told in words, and left as it is where it is no sign of the record",
        arguments: [
            ("declined too_far 2, expired 1", "辞退（会場が遠い）2件、期限切れ1件"),
            ("host_reconfirmation 2", "主催団体への再確認2回"), ("confirmation 0", "開催確認のお願い：連絡先なし"),
            ("chg-3 presenter, host 0", "講師（chg-3）、主催団体への連絡：連絡先なし"),
            ("dlv-112 awareness_leaflet 2026-08-06", "dlv-112（発送期限 2026年8月6日（木））"),
            ("by telephone", "by telephone"), ("dlv-1 leaflet 2026-0", "dlv-1 leaflet 2026-0"),
        ]
    )
    func words(tried: String, words: String) {
        #expect(TriedTexts.words(tried) == words)
    }
}
