public import KodanDomain
import KodanText

/// Who may sign in, and as what (利用者と役割).
public enum UserTexts {
    /// What the list is narrowed to, as it was typed.
    public struct Choice: Sendable, Equatable {
        let role: Role?
        let name: String

        /// A narrowing.
        public init(role: Role?, name: String) {
            self.role = role
            self.name = name
        }
    }

    /// The list.
    public static func list(
        _ users: [UserEntry],
        _ choice: Choice,
        next: String?,
        mayAct: Bool
    ) -> PageContent {
        var blocks = [
            Block(
                "絞り込み",
                form: PageForm(
                    "search",
                    "絞り込む",
                    [
                        .text("name", "氏名・メールアドレスの一部", value: choice.name, most: 100).optional,
                        .choice("role", "役割", roles, value: choice.role?.rawValue ?? "").optional,
                    ],
                    isSearch: true
                )
            ),
            Block(nil, table: table(users, next: next)),
        ]
        if mayAct { blocks.append(adding) }
        return PageContent("利用者と役割", blocks)
    }

    private static func table(_ users: [UserEntry], next: String?) -> PageTable {
        PageTable(
            "利用者の一覧",
            ["氏名", "メールアドレス", "役割", "状態"],
            users.map { user in
                [
                    PageCell(user.name, "/users/\(user.id)"), PageCell(user.email.text),
                    PageCell(
                        user.roles.isEmpty ? "なし" : user.roles.map { name(ofHeld: $0) }.joined(separator: "、")
                    ),
                    PageCell(user.isActive ? "有効" : "停止中"),
                ]
            },
            empty: "該当する利用者はいません。",
            next: next
        )
    }

    private static let roles = PageWords.roles

    /// A coordinator's role as it is held by one for the whole country.
    private static let nationwide = Role.coordinator.rawValue

    /// A role as it is held, `coordinator:13`, by the names of `prefectures`.
    private static func name(ofHeld role: String, _ prefectures: [PrefectureEntry] = []) -> String {
        if role == nationwide { return "\(PageWords.role(.coordinator))（全国）" }
        let parts = role.split(separator: ":").map(String.init)
        let name = parts.first.flatMap { Role(rawValue: $0) }.map(PageWords.role) ?? role
        guard parts.count == 2 else { return name }
        let place = prefectures.first { "\($0.code)" == parts[1] }?.name ?? "都道府県 \(parts[1])"
        return "\(name)（\(place)のみ）"
    }

    private static let adding = Block(
        "利用者を追加する",
        ["職員には、追加のあとで、利用者のページからパスワード設定のメールを送ります。"],
        form: PageForm(
            "add",
            "追加する",
            person() + [
                FormField.choice("roles/0", "はじめの役割", roles)
                    .hinted("調整担当は全国になります。都道府県を限るときは選ばずに追加し、次のページで都道府県ごとに付与します。").optional
            ]
        ),
        isFolded: true
    )

    private static func person(_ user: UserEntry? = nil) -> [FormField] {
        [
            .text("name", "氏名", value: user?.name ?? "", most: 100),
            .text("email", "メールアドレス", value: user?.email.text ?? "", type: "email", most: 254),
        ]
    }

    /// The page of one user.
    public static func page(
        _ user: UserDetail,
        prefectures: [PrefectureEntry],
        tokens: [TokenEntry],
        isSelf: Bool,
        mayAct: Bool,
        now: Instant,
        done: String?
    ) -> PageContent {
        var blocks = [
            Block("登録", facts: facts(user)),
            Block(
                "役割",
                unlimited(user.entry.roles),
                table: PageTable(
                    "付与されている役割",
                    ["役割", "記号"],
                    user.entry.roles.map { [PageCell(name(ofHeld: $0, prefectures)), PageCell($0)] },
                    empty: "役割はありません。ログインしても何もできません。"
                )
            ),
        ]
        if mayAct, user.anonymizedAt == nil { blocks += steps(user, prefectures, isSelf: isSelf) }
        blocks.append(Block("アクセストークン", table: TokenTexts.table(tokens, now: now)))
        blocks.append(
            Block("記録", links: [PageLink("この人の操作の記録", "/audit?user=\(user.entry.id)")])
        )
        return PageContent(
            "利用者：\(user.entry.name)",
            lead: user.entry.isActive ? nil : "停止中です。ログインもトークンも使えません。",
            notice: notices[done ?? ""],
            blocks
        )
    }

    /// What is said of somebody whose limits count for nothing.
    private static func unlimited(_ held: [String]) -> [String] {
        guard held.contains(nationwide), held.contains(where: { $0.hasPrefix("\(nationwide):") }) else {
            return []
        }
        return ["全国の調整担当でもあるため、都道府県の限定は働きません。限定するときは、全国の調整担当を終了し、都道府県ごとに付与し直します。"]
    }

    private static let notices = [
        "added": "利用者を追加しました。職員のときは、続けてパスワード設定のメールを送ってください。", "changed": "登録を変更しました。",
        "granted": "役割を付与しました。",
        "revoked": "役割を終了しました。その役割のログインは切れています。", "mailed": "パスワード設定のメールを送りました。1日以内に1度だけ使えます。",
        "codes_removed": "認証アプリの設定を解除しました。次のログインで設定し直します。",
        "disabled": "停止しました。ログインはすべて切れています。", "enabled": "再開しました。",
        AnonymizationForm.done.0: AnonymizationForm.done.1,
    ]

    private static func facts(_ user: UserDetail) -> [Fact] {
        [
            Fact("番号", "\(user.entry.id)"), Fact("メールアドレス", user.entry.email.text),
            Fact("状態", user.entry.isActive ? "有効" : "停止中"),
            Fact("登録日時", PageWords.moment(user.createdAt)),
            Fact("パスワード", user.passwordSetAt.map { "\(PageWords.moment($0))に設定" } ?? "未設定"),
            Fact("認証アプリ", user.totpConfirmedAt.map { "\(PageWords.moment($0))に設定" } ?? "未設定"),
        ] + (user.anonymizedAt.map { [Fact("匿名化", PageWords.moment($0))] } ?? [])
    }

    private static func steps(
        _ user: UserDetail,
        _ prefectures: [PrefectureEntry],
        isSelf: Bool
    ) -> [Block] {
        var blocks = [changing(user.entry), granting(prefectures)]
        if !user.entry.roles.isEmpty { blocks.append(revoking(user.entry.roles, prefectures)) }
        if !isSelf { blocks.append(AnonymizationForm.block("氏名・メールアドレスと、この人へのメール、ログインの手段を消します。")) }
        guard user.entry.isActive else {
            return blocks + [Block("再開", form: PageForm("enable", "利用を再開する"))]
        }
        blocks.append(
            Block(
                "パスワード設定のメール",
                ["設定用のリンクを本人に送ります。1日以内に1度だけ使えます。いまのパスワードはそれまで使えます。"],
                form: PageForm("reset_password", "メールを送る"),
                isFolded: true
            )
        )
        if user.totpConfirmedAt != nil {
            blocks.append(
                Block(
                    "認証アプリの解除",
                    ["認証アプリも回復コードもなくした人のためのものです。本人であることを確かめてから行ってください。"],
                    form: PageForm("remove_codes", "解除する", isGrave: true),
                    isFolded: true
                )
            )
        }
        if !isSelf {
            blocks.append(
                Block(
                    "利用の停止",
                    ["ログインはただちに切れ、トークンも使えなくなります。"],
                    form: PageForm("disable", "停止する", [.area("reason", "理由", most: 1000)], isGrave: true),
                    isFolded: true
                )
            )
        }
        return blocks
    }

    private static func changing(_ user: UserEntry) -> Block {
        Block(
            "登録の変更",
            [
                "ログインには、変更後のメールアドレスを使います。前のアドレスに送ったリンクは使えなくなります。いまのログインとトークンはそのまま使えます。",
                "講師や団体として登録されている連絡先は変わりません。",
            ],
            form: PageForm("change", "変更する", person(user), seen: state(user)),
            isFolded: true
        )
    }

    /// How that which the form changes stands, to be compared.
    public static func state(_ user: UserEntry) -> String { "\(user.email.text) \(user.name)" }

    private static func granting(_ prefectures: [PrefectureEntry]) -> Block {
        Block(
            "役割を付与する",
            form: PageForm(
                "grant",
                "付与する",
                [
                    .choice("role", "役割", roles),
                    .choice("prefecture", "担当する都道府県", prefectures.map { ("\($0.code)", $0.name) })
                        .hinted("調整担当だけに指定できます。空欄なら全国です。複数のときは1つずつ付与します。").optional,
                ]
            )
        )
    }

    private static func revoking(_ held: [String], _ prefectures: [PrefectureEntry]) -> Block {
        Block(
            "役割を終了する",
            form: PageForm(
                "revoke",
                "終了する",
                [
                    FormField.choice("held", "終了する役割", held.map { ($0, name(ofHeld: $0, prefectures)) })
                        .hinted("全国の調整担当を終了すると、都道府県ごとの調整担当もすべて終了します。")
                ],
                isGrave: true
            ),
            isFolded: true
        )
    }
}
