/// The pages on which people sign in (ログイン).
public enum SignInTexts {
    /// Asks for the address to which a link is mailed; the body's people go on to `staff`.
    public static func askForLink(sent: Bool, done: String?, staff: String) -> PageContent {
        let notice: String? =
            sent
            ? "ご登録があるときは、ログイン用リンクをメールでお送りしました。15分以内に開いてください。" : endings[done ?? ""]
        return PageContent(
            "ログイン",
            lead: "団体の方・講師の方は、メールでお送りするリンクからログインします。",
            notice: notice,
            [
                Block(
                    "ログイン用リンクを受け取る",
                    form: PageForm(
                        "mail",
                        "リンクを送る",
                        [
                            .text(
                                "email",
                                "メールアドレス",
                                type: "email",
                                complete: "email",
                                mode: "email",
                                most: 254
                            ).hinted("事務局に登録されているアドレスを入力してください。")
                        ]
                    )
                ),
                Block("事務局の方", links: [PageLink("パスワードでログイン", staff)]),
            ]
        )
    }

    private static let endings = ["signed_out": "ログアウトしました。"]

    /// Asks the visitor who opened a mailed link to go in: opening alone spends nothing.
    ///
    /// Who comes too late, or a second time, asks for another link at `again`.
    public static func enter(link: String, again: String) -> PageContent {
        PageContent(
            "ログイン",
            lead: "下のボタンを押すと、ログインします。リンクは1回だけ使えます。",
            [
                Block(nil, form: PageForm("enter", "ログインする", hidden: ["link": link])),
                Block("リンクが使えないとき", links: [PageLink("新しいリンクを受け取る", again)]),
            ]
        )
    }

    /// Asks staff for their password and code.
    public static func staff(passwordSet: Bool) -> PageContent {
        PageContent(
            "事務局ログイン",
            lead: "メールアドレス、パスワード、認証アプリの6桁のコードを入力してください。",
            notice: passwordSet ? "パスワードを設定しました。新しいパスワードでログインしてください。" : nil,
            [
                Block(
                    nil,
                    form: PageForm(
                        "password",
                        "ログインする",
                        [
                            .text(
                                "email",
                                "メールアドレス",
                                type: "email",
                                complete: "username",
                                mode: "email",
                                most: 254
                            ),
                            .text(
                                "password",
                                "パスワード",
                                type: "password",
                                complete: "current-password",
                                most: 200
                            ),
                            .text(
                                "code",
                                "認証コード",
                                complete: "one-time-code",
                                mode: "numeric",
                                most: 10
                            ).hinted("認証アプリに表示される6桁の数字。初めての方は空欄のまま進みます。").optional,
                            .text("recovery_code", "回復コード", complete: "off", most: 40)
                                .hinted("認証アプリが使えないときだけ、控えの回復コードを1つ入力してください。").optional,
                        ]
                    )
                ),
                Block(
                    "ログインできないとき",
                    ["パスワードを忘れたとき、認証アプリも回復コードも使えないときは、管理者にご連絡ください。設定し直すためのメールを管理者が送ります。"]
                ),
            ]
        )
    }

    /// Asks for a new password, behind a mailed link.
    public static func newPassword(link: String) -> PageContent {
        PageContent(
            "パスワードの設定",
            lead: "設定すると、これまでのパスワードとログインは無効になります。",
            [
                Block(
                    nil,
                    form: PageForm(
                        "set",
                        "設定する",
                        [
                            .text(
                                "password",
                                "新しいパスワード",
                                type: "password",
                                complete: "new-password",
                                most: 200
                            ).hinted("12文字以上。他のサービスと異なるものにしてください。")
                        ],
                        hidden: ["link": link]
                    )
                )
            ]
        )
    }

    /// Where a link is missing or was cut off.
    public static let linkMissing = PageContent(
        "パスワードの設定",
        [
            Block(
                nil,
                ["リンクが途中で切れています。メールのリンクをもう一度開くか、管理者に再送を依頼してください。"]
            )
        ]
    )

    /// Confirms a new mail address, behind a mailed link: opening it changes nothing.
    public static func confirmAddress(link: String) -> PageContent {
        PageContent(
            "メールアドレスの確認",
            lead: "ボタンを押すと、打診などのご連絡先がこのメールアドレスに変わります。",
            [Block(nil, form: PageForm("confirm", "このアドレスに変更する", hidden: ["link": link]))]
        )
    }

    /// Tells that it was.
    public static let addressConfirmed = PageContent(
        "メールアドレスの確認",
        lead: "ご連絡先のメールアドレスを変更しました。前のアドレスにもお知らせします。",
        [Block(nil, links: [PageLink("登録内容を見る", "/profile")])]
    )

    /// Tells that it was not, to whoever reads what comes to an address that is a presenter's already.
    public static let addressTaken = PageContent(
        "メールアドレスの確認",
        lead: "ご連絡先は変更していません。",
        [
            Block(
                nil,
                [
                    "このメールアドレスは、すでに講師のご連絡先として登録されています。",
                    "お心当たりがないときは、このままで構いません。変更をご希望のときは、事務局までご連絡ください。",
                ]
            )
        ]
    )

    /// A link that is cut off.
    public static let addressLinkMissing = PageContent(
        "メールアドレスの確認",
        [Block(nil, ["リンクが途中で切れています。メールのリンクをもう一度開くか、登録内容のページでもう一度お手続きください。"])]
    )
}
