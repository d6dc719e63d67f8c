public import KodanDomain
import KodanText

/// The record of who did what (監査証跡), and whether its seals hold.
public enum AuditTexts {
    /// What became of the seal that was looked for.
    public enum Sought: Sendable, Equatable {
        /// None was.
        case nothing
        /// It is this one.
        case found(Int64)
        /// No seal is that one.
        case missing
    }

    /// What the record is narrowed to, as it was typed.
    public struct Choice: Sendable, Equatable {
        let subject: String
        let action: String
        let user: String
        let from: LocalDate?
        let until: LocalDate?

        /// A narrowing.
        public init(subject: String, action: String, user: String, from: LocalDate?, until: LocalDate?) {
            self.subject = subject
            self.action = action
            self.user = user
            self.from = from
            self.until = until
        }
    }

    /// The list, the newest first.
    public static func page(_ events: [AuditEventEntry], _ choice: Choice, next: String?) -> PageContent {
        PageContent(
            "監査証跡",
            lead: "誰が、いつ、何をしたかの記録です。変更も削除もできません。",
            [
                Block("絞り込み", form: search(choice)),
                Block(nil, table: table(events, next: next)),
                Block(
                    "検証と名簿",
                    links: [
                        PageLink("封印を検証する", "/audit/verification"),
                        PageLink("利用者・団体・単価・メールなどの記録", "/administration"),
                    ]
                ),
            ]
        )
    }

    private static func search(_ choice: Choice) -> PageForm {
        PageForm(
            "search",
            "絞り込む",
            [
                FormField.text("subject", "対象の番号", value: choice.subject, most: 100)
                    .hinted("申込番号・支払番号など。例：req-1042").optional,
                .text("action", "操作の記号", value: choice.action, most: 100)
                    .hinted("種類だけでも探せます。例：request、request.approved").optional,
                .text("user", "操作した人の番号", value: choice.user, most: 30).hinted("利用者の番号。例：usr-12").optional,
                .text("from", "この日から", value: choice.from.map { "\($0)" } ?? "", type: "date").optional,
                .text("until", "この日まで", value: choice.until.map { "\($0)" } ?? "", type: "date").optional,
            ],
            isSearch: true
        )
    }

    static func table(_ events: [AuditEventEntry], next: String?) -> PageTable {
        PageTable(
            "操作の記録（新しい順）",
            ["日時", "操作した人", "役割", "操作", "対象", "理由・内容", "封印"],
            events.map { event in
                [
                    PageCell(PageWords.moment(event.at)),
                    PageCell(
                        event.userName ?? event.user.map { "\($0)" } ?? "－",
                        event.user.map { "/audit?user=\($0)" }
                    ),
                    PageCell(Role(rawValue: event.role).map(PageWords.role) ?? event.role),
                    PageCell(AuditWords.name(ofAction: event.action)),
                    PageCell(
                        ThingText.name(ofKey: event.subject, in: .japanese),
                        "/audit?subject=\(event.subject)"
                    ),
                    PageCell(note(event)),
                    PageCell(event.seal.map { "第\($0)号" } ?? "封印待ち"),
                ]
            },
            empty: "該当する記録はありません。",
            next: next
        )
    }

    private static func note(_ event: AuditEventEntry) -> String {
        var parts: [String] = []
        if let proxy = event.onBehalfOf { parts.append("\(proxy)様の代理") }
        if let reason = event.reason { parts.append(reason) }
        parts += event.detail.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }.map { "\($0)：\($1)" }
        return parts.isEmpty ? "－" : parts.joined(separator: "　")
    }

    /// The page that asks whether to verify.
    public static let question = PageContent(
        "監査証跡の検証",
        lead: "すべての封印を、記録そのものから計算し直して確かめます。",
        [
            Block(
                nil,
                ["記録が多いと、数秒かかることがあります。何も変更されません。"],
                form: PageForm(
                    "verify",
                    "検証する",
                    [
                        .text("seal", "探す封印の値", most: 100)
                            .hinted("締めた月の「監査証跡の封印」の値を入力すると、その月を締めた時までの記録が、そのまま残っていることを確かめます。").optional
                    ]
                )
            )
        ]
    )

    /// What a verification at `now` found, in plain words.
    public static func result(
        broken: Int64?,
        seals: Int,
        events: Int,
        unsealed: Int,
        newest: String?,
        sought: Sought,
        now: Instant
    ) -> PageContent {
        var facts = [
            Fact("検証した日時", PageWords.moment(now)), Fact("封印", "\(seals)件"),
            Fact("封印された記録", "\(events)件"), Fact("封印を待つ記録", "\(unsealed)件"),
            Fact("最新の封印の値（SHA-256）", newest ?? "まだありません"),
        ]
        switch sought {
        case .nothing: break
        case .found(let number): facts.append(Fact("探した封印", "第\(number)号"))
        case .missing: facts.append(Fact("探した封印", "見つかりません"))
        }
        guard let broken else { return unbroken(facts, sought) }
        return PageContent(
            "監査証跡の検証",
            lead: "一致しない封印があります。第\(broken)号より後の記録は、書き換えられたおそれがあります。",
            [
                Block("検証の結果", facts: [Fact("一致しない最初の封印", "第\(broken)号")] + facts),
                Block(
                    "次に行うこと",
                    ["データベースに触れずに、管理者と監査担当に連絡し、第\(broken)号の前までの控え（バックアップ）と比べてください。"],
                    links: [PageLink("監査証跡へ", "/audit")]
                ),
            ]
        )
    }

    /// What is said where every seal is that of its events.
    private static func unbroken(_ facts: [Fact], _ sought: Sought) -> PageContent {
        let words: (lead: String, title: String, next: String) =
            switch sought {
            case .nothing:
                (
                    "問題ありません。すべての封印が記録と一致しました。", "あわせて確かめること",
                    "締めた月の「監査証跡の封印」の値を入力して、もう一度検証してください。封印を末尾から消したり、すべて作り直したりする改ざんは、それで分かります。"
                )
            case .found(let number):
                (
                    "問題ありません。すべての封印が記録と一致し、探した封印は第\(number)号でした。", "分かること",
                    "第\(number)号までの記録は、その封印の値が控えられた時のままです。"
                )
            case .missing:
                (
                    "探した封印が見つかりません。記録が作り直されたおそれがあります。", "次に行うこと",
                    "入力した値が控えと同じか、まず確かめてください。同じなら、データベースに触れずに、管理者と監査担当に連絡してください。"
                )
            }
        return PageContent(
            "監査証跡の検証",
            lead: words.lead,
            [
                Block("検証の結果", facts: facts),
                Block(words.title, [words.next], links: [PageLink("監査証跡へ", "/audit")]),
            ]
        )
    }
}
