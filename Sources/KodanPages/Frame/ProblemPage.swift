/// The page that says why something was not served.
public enum ProblemPage {
    /// What is said where no page is.
    public static let nowhere = "お探しの頁はありません。アドレスを確かめるか、ホームからお進みください。"

    /// What is said, with the number by which the office finds the case in its log.
    public static func page(_ sentence: String, requestID: String) -> PageContent {
        PageContent(
            "ご覧いただけません",
            [
                Block(
                    nil,
                    [sentence, "解決しないときは、次の番号を添えて事務局までお問い合わせください。"],
                    facts: [Fact("お問い合わせ番号", requestID)],
                    links: [PageLink("ホームへ", "/home"), PageLink("はじめの頁へ", "/")]
                )
            ]
        )
    }
}
