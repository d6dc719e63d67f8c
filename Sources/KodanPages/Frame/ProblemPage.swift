/// The page that says why something was not served.
public enum ProblemPage {
    /// What is said where no page is.
    public static let nowhere = "お探しのページはありません。アドレスを確かめるか、ホームからお進みください。"

    /// What is said where a mailed link does not serve: whoever follows one may have no login.
    public static let deadLink =
        "このリンクは使えません。アドレスが途中で切れているか、期限が過ぎたか、担当者の引継ぎで新しいリンクに替わりました。最新のメールのリンクをお使いください。"

    /// What is said, with the number by which the office finds the case in its log.
    ///
    /// Who came by a mailed link is led to `own`, the page of their request; they may have no login for the home page.
    public static func page(_ sentence: String, requestID: String, own: String? = nil) -> PageContent {
        let way = own.map { PageLink("お申込みのページへ戻る", $0) } ?? PageLink("ホームへ", "/home")
        return PageContent(
            "ご覧いただけません",
            [
                Block(
                    nil,
                    [sentence, "解決しないときは、次の番号を添えて事務局までお問い合わせください。"],
                    facts: [Fact("お問い合わせ番号", requestID)],
                    links: [way, PageLink("トップページへ", "/")]
                )
            ]
        )
    }
}
