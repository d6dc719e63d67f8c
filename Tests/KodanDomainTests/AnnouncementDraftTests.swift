import KodanDomain
import Testing

@Suite("An announcement's words")
struct AnnouncementDraftTests {
    @Test(
        "are kept as they were written, but for what nobody sees",
        arguments: [
            ("本文", "本文"), ("\n\n　はじめに\r\n\r\n本文です。  \n\n", "　はじめに\n\n本文です。"), ("１．\t項目", "１．\u{3000}項目"),
            ("か\u{3099}", "が"),
        ]
    )
    func text(written: String, kept: String) throws {
        #expect(try AnnouncementDraft(subject: "件名", text: written).text == kept)
    }

    @Test("have a subject of one line, full-width signs and all")
    func subject() throws {
        #expect(try AnnouncementDraft(subject: " 第２版の　お知らせ ", text: "本文").subject == "第２版の お知らせ")
    }

    @Test(
        "are refused where they say nothing, hide something or are too long",
        arguments: [
            ("", "本文", FieldRefused(.subject, expected: .present)),
            (" \u{3000}", "本文", FieldRefused(.subject, expected: .present)),
            ("件名\n次の行", "本文", FieldRefused(.subject, expected: .plainText)),
            ("件\u{202E}名", "本文", FieldRefused(.subject, expected: .plainText)),
            (
                String(repeating: "件", count: 101), "本文",
                FieldRefused(.subject, expected: .atMost(characters: 100))
            ),
            ("件名", "\n \u{3000}\n", FieldRefused(.text, expected: .present)),
            ("件名", "本\u{200B}文", FieldRefused(.text, expected: .plainLines)),
            (
                "件名", String(repeating: "文", count: 5001),
                FieldRefused(.text, expected: .atMost(characters: 5000))
            ),
        ]
    )
    func refused(subject: String, text: String, by refusal: FieldRefused) {
        #expect(throws: refusal) { try AnnouncementDraft(subject: subject, text: text) }
    }

    @Test("may fill what they may fill")
    func full() throws {
        let draft = try AnnouncementDraft(
            subject: String(repeating: "件", count: 100),
            text: String(repeating: "文", count: 5000)
        )
        #expect((draft.subject.count, draft.text.count) == (100, 5000))
    }
}
