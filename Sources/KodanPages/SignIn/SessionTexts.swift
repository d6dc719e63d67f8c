/// What is said where a form comes from somebody who is no longer signed in as whoever opened it.
public enum SessionTexts {
    /// Above a form that was sent by somebody who signed in anew, or as somebody else, after they had opened it.
    public static let signedInSince =
        "このページを開いた後に、ログインし直したか、別の方がログインしたため、まだ送信していません。ログイン中のお名前と入力した内容を確かめて、もう一度送信してください。"

    /// What a form of another site is told.
    public static let foreignPage = "この画面からは送信できません。講壇のページを開き直して、もう一度操作してください。"

    /// Keeps what was `typed` into the form of `step` by somebody whose session has ended, until they have signed in.
    ///
    /// They sign in at `signIn`, beside this page, and send it again from here; a file that was chosen is chosen again.
    public static func ended(
        _ step: String,
        _ typed: [String: String],
        losesFile: Bool = false,
        signIn: String
    ) -> PageContent {
        PageContent(
            "ログインの期限切れ",
            lead: "ログインの期限が切れたため、まだ送信していません。入力した内容は、このページに残っています。"
                + (losesFile ? "ファイルは残っていません。戻った画面で、もう一度選んでください。" : ""),
            [
                Block(
                    "1　ログインする",
                    ["このページは閉じずに、新しいタブでログインしてください。"],
                    links: [PageLink("ログインのページを開く（新しいタブ）", signIn, isBeside: true)]
                ),
                Block(
                    "2　入力した画面に戻る",
                    ["ログインした後、このページで次のボタンを押してください。内容を確かめてから送信できます。"],
                    form: PageForm(step, "入力した画面に戻る", hidden: typed)
                ),
            ]
        )
    }
}
