public import KodanDomain
import KodanText

/// Access tokens by which other systems ask (アクセストークン).
public enum TokenTexts {
    /// The list, with the form that makes one.
    public static func list(
        _ tokens: [TokenEntry],
        next: String?,
        mayAct: Bool,
        now: Instant,
        done: String?
    ) -> PageContent {
        var blocks = [Block(nil, table: table(tokens, now: now, next: next))]
        if mayAct {
            blocks.append(making)
            let live = tokens.filter { $0.revokedAt == nil && now < $0.expiresAt }
            if !live.isEmpty { blocks.append(revoking(live)) }
        }
        return PageContent(
            "アクセストークン",
            lead: "ほかのシステムが、人の代わりに使う鍵です。値は発行したときに1度だけ表示します。",
            notice: done == "revoked" ? "トークンを無効にしました。" : nil,
            blocks
        )
    }

    static func table(_ tokens: [TokenEntry], now: Instant, next: String? = nil) -> PageTable {
        PageTable(
            "トークンの一覧",
            ["用途", "利用者", "役割", "範囲", "状態", "期限", "最後の使用"],
            tokens.map { token in
                [
                    PageCell(token.label),
                    PageCell(token.userName ?? "\(token.user)", "/users/\(token.user)"),
                    PageCell(PageWords.role(token.role)),
                    PageCell(token.scopes.map { scopes($0) } ?? "役割のすべて"),
                    PageCell(state(token, now)), PageCell(PageWords.moment(token.expiresAt)),
                    PageCell(token.lastUsedAt.map(PageWords.moment) ?? "なし"),
                ]
            },
            empty: "トークンはありません。",
            next: next
        )
    }

    private static func scopes(_ scopes: [TokenScope]) -> String {
        scopes.map { "\(name($0.area))の\($0.access == .read ? "閲覧" : "操作")" }.joined(separator: "、")
    }

    private static func state(_ token: TokenEntry, _ now: Instant) -> String {
        if let revoked = token.revokedAt { return "無効（\(PageWords.moment(revoked))）" }
        return now < token.expiresAt ? "有効" : "期限切れ"
    }

    private static let making = Block(
        "トークンを発行する",
        form: PageForm(
            "issue",
            "発行する",
            [
                FormField.text("label", "用途", most: 100).hinted("例：会員管理システムとの連携"),
                .text("user", "利用者の番号", most: 30).hinted("例：usr-12。空欄なら自分の分です。").optional,
                .choice("role", "役割", PageWords.roles)
                    .hinted("その人が持つ役割から選びます。"),
                .number("days", "有効日数", value: "90").hinted("1日から3650日まで"),
            ]
                + TokenArea.allCases.map { area in
                    .choice(
                        "scope/\(area.rawValue)",
                        "範囲：\(name(area))",
                        [("read", "閲覧のみ"), ("write", "閲覧と操作")]
                    ).optional
                }
                + [
                    FormField.tick("whole_role", "範囲を限らず、役割のすべてを許す").hinted("範囲をどれも選ばないときは、ここに印を付けます。")
                        .optional
                ]
        ),
        isFolded: true
    )

    /// Somebody's own tokens that serve now.
    static func own(_ live: [TokenEntry]) -> Block {
        Block(
            "アクセストークン",
            ["あなたの名義で、ほかのシステムが使っている鍵です。覚えのないものは無効にしてください。"],
            table: PageTable(
                "ご自分のトークンの一覧",
                ["用途", "役割", "範囲", "期限", "最後の使用"],
                live.map { token in
                    [
                        PageCell(token.label), PageCell(PageWords.role(token.role)),
                        PageCell(token.scopes.map { scopes($0) } ?? "役割のすべて"),
                        PageCell(PageWords.moment(token.expiresAt)),
                        PageCell(token.lastUsedAt.map(PageWords.moment) ?? "なし"),
                    ]
                },
                empty: "トークンはありません。"
            )
        )
    }

    static func revoking(_ live: [TokenEntry]) -> Block {
        Block(
            "トークンを無効にする",
            ["無効にすると、元に戻せません。使っている連携はただちに止まります。"],
            form: PageForm(
                "revoke",
                "無効にする",
                [
                    .choice(
                        "token",
                        "トークン",
                        live.map { ("\($0.id)", "\($0.label)（\($0.userName ?? "\($0.user)")）") }
                    )
                ],
                isGrave: true
            ),
            isFolded: true
        )
    }

    private static func name(_ area: TokenArea) -> String {
        switch area {
        case .requests: "申込"
        case .presenters: "講師"
        case .organizations: "団体"
        case .lectures: "派遣・資料提供"
        case .matching: "マッチング・打診"
        case .catalogue: "事業・資料・単価"
        case .money: "謝金・支払"
        case .users: "利用者"
        case .audit: "監査証跡"
        }
    }

    /// Shows a token, which nobody can show again.
    public static func made(_ token: String, label: String) -> PageContent {
        PageContent(
            "アクセストークン",
            lead: "この画面を閉じると、再び表示することはできません。いま控えて、安全な場所に保管してください。",
            notice: "アクセストークンを発行しました。",
            [
                Block(
                    nil,
                    facts: [Fact("用途", label), Fact("トークン", token)],
                    links: [PageLink("控えたので、一覧へ戻る", "/tokens")]
                )
            ]
        )
    }
}
