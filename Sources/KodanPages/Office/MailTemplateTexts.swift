/// The wording of the mails (メールの文面), with invented values.
public enum MailTemplateTexts {
    /// A mail as its template makes it.
    public struct Sample: Sendable, Equatable {
        let kind: String
        let subject: String
        let body: String
        let html: String

        /// The mail of `kind`, as plain text and as the page that mail programs show.
        public init(kind: String, subject: String, body: String, html: String) {
            self.kind = kind
            self.subject = subject
            self.body = body
            self.html = html
        }
    }

    /// The list.
    public static func list(_ samples: [Sample]) -> PageContent {
        PageContent(
            "メールの文面",
            lead: "文面はサーバーの設定フォルダーの mail にあり、起動のときに検査されます。",
            [
                Block(
                    nil,
                    table: PageTable(
                        "文面の一覧",
                        ["文面", "件名（見本）", "ファイル"],
                        samples.map { sample in
                            [
                                PageCell(
                                    MailKindWords.name(of: sample.kind),
                                    "/mail-templates/\(sample.kind)"
                                ),
                                PageCell(sample.subject), PageCell("\(sample.kind).txt"),
                            ]
                        },
                        empty: "このサーバーには文面がありません。"
                    )
                )
            ]
        )
    }

    /// The page of one kind of mail.
    public static func page(_ sample: Sample) -> PageContent {
        PageContent(
            "文面：\(MailKindWords.name(of: sample.kind))",
            lead: "架空の値を入れた見本です。このメールが送られることはありません。",
            [
                Block("件名", [sample.subject]),
                Block(
                    "届いたときの見え方",
                    ["メールソフトによって、少し違って見えます。この中のリンクは開けません。"],
                    document: PageDocument("メールの見本：\(sample.subject)", html: sample.html)
                ),
                Block("文字だけの本文", letter: sample.body),
                Block(
                    nil,
                    links: [
                        PageLink("メールの文面の一覧", "/mail-templates"), PageLink("メールの送信記録", "/mails"),
                    ]
                ),
            ]
        )
    }
}
