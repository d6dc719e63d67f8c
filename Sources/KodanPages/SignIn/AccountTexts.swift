public import KodanDomain
import KodanText

/// The pages on which somebody looks after their own account (アカウント).
public enum AccountTexts {
    /// Who one is to the office, where one is signed in, and what else may act in one's name.
    ///
    /// `recoveryCodes` is how many are left; nil without one-time codes. `prefectures` are those to which a coordinator
    /// is limited; nil for who acts as none.
    public static func account(
        email: EmailAddress,
        prefectures: [PrefectureEntry]? = nil,
        sessions: [SessionEntry],
        now: UserSession.ID?,
        tokens: [TokenEntry],
        isStaff: Bool,
        recoveryCodes: Int?,
        done: String?
    ) -> PageContent {
        let rows = sessions.map { session in
            [
                PageCell(PageWords.moment(session.createdAt)),
                PageCell(NameText.name(of: session.role, in: .japanese)),
                PageCell(session.id == now ? "この画面" : "別の画面または端末"),
            ]
        }
        var blocks = [registered(email, prefectures)]
        if !isStaff { blocks.append(CalendarTexts.way) }
        blocks.append(
            Block(
                "ログイン中の画面",
                table: PageTable(
                    "ログインの一覧",
                    ["ログイン日時", "役割", "どこから"],
                    rows,
                    empty: "ログイン中の画面はありません。"
                ),
                form: sessions.count > 1 ? PageForm("end_others", "この画面以外をログアウトする", isGrave: true) : nil
            )
        )
        if !tokens.isEmpty { blocks += [TokenTexts.own(tokens), TokenTexts.revoking(tokens)] }
        if isStaff { blocks += [passwordChange, codes(left: recoveryCodes)] }
        return PageContent("アカウント", notice: notices[done ?? ""], blocks)
    }

    private static func registered(_ email: EmailAddress, _ prefectures: [PrefectureEntry]?) -> Block {
        let facts = [Fact("メールアドレス", email.text)]
        guard let prefectures else { return Block("ご登録", facts: facts) }
        guard !prefectures.isEmpty else {
            return Block("ご登録", facts: facts + [Fact("担当する都道府県", "全国")])
        }
        return Block(
            "ご登録",
            ["申込・打診・派遣・要対応などの一覧には、担当する都道府県のものだけが出ます。変えるときは、管理者にご連絡ください。"],
            facts: facts + [Fact("担当する都道府県", prefectures.map(\.name).joined(separator: "、"))]
        )
    }

    private static let notices = [
        "ended": "この画面以外のログインを終了しました。", "password": "パスワードを変更しました。",
        "revoked": "トークンを無効にしました。",
    ]

    private static let passwordChange = Block(
        "パスワードの変更",
        form: PageForm(
            "change_password",
            "変更する",
            [
                .text(
                    "current_password",
                    "現在のパスワード",
                    type: "password",
                    complete: "current-password",
                    most: 200
                ),
                .text(
                    "password",
                    "新しいパスワード",
                    type: "password",
                    complete: "new-password",
                    most: 200
                ).hinted("12文字以上。他のサービスと異なるものにしてください。"),
            ]
        )
    )

    /// From how few recovery codes on somebody is told how to get others.
    private static let fewCodes = 3

    private static func codes(left: Int?) -> Block {
        let isFew = left.map { $0 <= fewCodes } ?? false
        return Block(
            "認証アプリ",
            isFew ? ["回復コードが残り少なくなりました。認証アプリを設定し直すと、新しい回復コードを表示します。"] : [],
            facts: left.map { [Fact("使っていない回復コード", "\($0)個")] } ?? [],
            links: [PageLink("認証アプリの設定", "/account/one-time-codes")]
        )
    }

    /// Asks staff to set up one-time codes.
    public static func setUpCodes(isWanted: Bool) -> PageContent {
        PageContent(
            "認証アプリの設定",
            lead: isWanted ? "事務局の操作には、認証アプリの設定が必要です。" : nil,
            [
                Block(
                    nil,
                    [
                        "お手元のスマートフォンなどに認証アプリ（6桁のコードを表示するもの）をご用意ください。",
                        "はじめると、新しい登録用の文字列を表示します。設定が終わるまで、前の設定も使えます。",
                    ],
                    form: PageForm("begin", "設定をはじめる")
                )
            ]
        )
    }

    /// Shows the key once, and asks for a first code.
    public static func confirmCodes(secret: String, uri: String) -> PageContent {
        PageContent(
            "認証アプリの設定",
            lead: "認証アプリに次の文字列を登録し、表示された6桁のコードを入力してください。",
            [
                Block(
                    "登録する文字列",
                    facts: [Fact("設定キー", secret), Fact("この端末のアプリで開く", "認証アプリを開く", uri)]
                ),
                Block("確認", form: confirmation),
            ]
        )
    }

    /// Asks for a first code again; the key was shown before.
    public static let confirmAgain = PageContent(
        "認証アプリの設定",
        lead: "認証アプリに表示された6桁のコードを入力してください。",
        [
            Block("確認", form: confirmation),
            Block("はじめからやり直す", form: PageForm("begin", "新しい文字列を表示する")),
        ]
    )

    private static let confirmation = PageForm(
        "confirm",
        "確認する",
        [.text("code", "認証コード", complete: "one-time-code", mode: "numeric", most: 10)]
    )

    /// Shows the recovery codes, which nobody can show again.
    public static func recoveryCodes(_ codes: [String]) -> PageContent {
        PageContent(
            "回復コード",
            lead: "認証アプリの設定が完了しました。回復コードを印刷して、安全な場所に保管してください。",
            [
                Block(
                    "回復コード（各1回有効）",
                    ["認証アプリが使えないときに使います。この画面を閉じると、再び表示することはできません。"],
                    steps: codes.enumerated().map { PageStep("\($0 + 1)", $1) }
                ),
                Block("次に行うこと", ["控えましたら、ホームへお進みください。"], links: [PageLink("ホームへ", "/home")]),
            ]
        )
    }

    /// Asks whether to sign out, for those who came by a link.
    public static let signOut = PageContent(
        "ログアウト",
        [Block(nil, ["ログアウトしますか。"], form: PageForm("send", "ログアウトする"))]
    )
}
