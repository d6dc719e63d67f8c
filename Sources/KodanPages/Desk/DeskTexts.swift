public import KodanDomain
import KodanText

/// The desk (要対応): queues with their age and who holds them, and what lies in one of them.
public enum DeskTexts {
    /// What one queue holds.
    public enum Content: Sendable {
        /// Entries of the desk.
        case entries([DeskEntrySummary], next: String?)
        /// What stands out before money goes out.
        case findings([FindingEntry], next: String?)
    }

    /// The page; `content` is what lies in the queue that was opened.
    public static func page(
        _ queues: [DeskQueueTally],
        opened: (queue: DeskQueue, content: Content)?,
        now: Instant,
        done: String?
    ) -> PageContent {
        let waiting = queues.reduce(0) { $0 + $1.count }
        var blocks: [Block] = []
        if let (queue, content) = opened {
            blocks.append(Block(name(queue), [hint(queue)], table: table(queue, content, now)))
        }
        blocks.append(Block("要対応の件数", table: table(queues, now)))
        blocks.append(
            Block(
                "まとめて行う",
                links: [PageLink("申込をまとめて承認する", "/desk/approvals"), PageLink("打診をまとめて送る", "/desk/offers")]
            )
        )
        return PageContent(
            "要対応の一覧",
            lead: waiting == 0 ? "待っているものはありません。" : "全部で\(waiting)件が待っています。担当ごとに、古いものから対応します。",
            notice: done == "closed" ? "対応済みにしました。" : nil,
            blocks
        )
    }

    private static func table(_ queues: [DeskQueueTally], _ now: Instant) -> PageTable {
        PageTable(
            "要対応の件数と、もっとも古いもの",
            ["内容", "件数", "もっとも古いもの", "次に動く人"],
            queues.map { tally in
                [
                    PageCell(name(tally.queue), tally.count == 0 ? nil : path(tally.queue)),
                    .number("\(tally.count)件"),
                    PageCell(tally.oldest.map { age($0, now) } ?? "－"),
                    PageCell(holder(tally.queue)),
                ]
            },
            empty: "待っているものはありません。"
        )
    }

    private static func path(_ queue: DeskQueue) -> String {
        switch queue {
        case .screening: "/desk/approvals"
        case .searching: "/matching"
        case .toAsk: "/desk/offers"
        case .endingSoon: "/offers?soon=true"
        case .nobodyLeft, .changeOpen, .changeRefused, .hostBarred, .packLate, .reconfirmationMissing,
            .reportMissing, .confirmationMissing, .returnExpected, .finding:
            "/desk?queue=\(queue.rawValue)"
        }
    }

    private static func table(_ queue: DeskQueue, _ content: Content, _ now: Instant) -> PageTable {
        switch content {
        case .entries(let entries, let next):
            PageTable(
                "\(name(queue))の一覧",
                ["講演名", "経過", "次に動く人", "これまで", "対応"],
                entries.map { entry in
                    let path = entry.assignment.map { "/lectures/\($0)" } ?? "/requests/\(entry.request)"
                    return [
                        PageCell(entry.title, path), PageCell(age(entry.openedAt, now)),
                        PageCell(holder(queue)),
                        PageCell(entry.tried.isEmpty ? "－" : TriedTexts.words(entry.tried)),
                        PageCell("対応済みにする（\(entry.id)）", "/desk/entries/\(entry.id)"),
                    ]
                },
                empty: "待っているものはありません。",
                next: next
            )
        case .findings(let findings, let next):
            PageTable(
                "\(name(queue))の一覧",
                ["確認事項", "対象", "扱い", "経過"],
                findings.map { finding in
                    [
                        PageCell(FindingText.name(of: finding.cause.kind, in: .japanese)),
                        FindingTexts.subject(finding),
                        PageCell(FindingText.name(of: finding.cause.severity, in: .japanese)),
                        PageCell(age(finding.foundAt, now)),
                    ]
                },
                empty: "待っているものはありません。",
                next: next
            )
        }
    }

    /// The page of one entry, on which it is closed.
    public static func entry(_ entry: DeskEntrySummary, now: Instant) -> PageContent {
        let queue = DeskQueue(rawValue: entry.kind.rawValue) ?? .nobodyLeft
        var facts = [
            Fact("申込", entry.title, "/requests/\(entry.request)"), Fact("内容", name(queue)),
            Fact("経過", age(entry.openedAt, now)), Fact("次に動く人", holder(queue)),
            Fact("これまで", entry.tried.isEmpty ? "記録なし" : TriedTexts.words(entry.tried)),
        ]
        if let assignment = entry.assignment {
            facts.append(Fact("派遣", "講演のページを見る", "/lectures/\(assignment)"))
        }
        if let closed = entry.closedAt { facts.append(Fact("対応済み", PageWords.moment(closed))) }
        if let reason = entry.reason { facts.append(Fact("対応の内容", reason)) }
        var blocks = [Block("内容", [hint(queue)], facts: facts)]
        if entry.closedAt == nil {
            blocks.append(
                Block(
                    "対応済みにする",
                    form: PageForm("close", "対応済みにする", [.area("reason", "どのように対応したか", most: 500)])
                )
            )
        }
        return PageContent("要対応：\(entry.title)", blocks)
    }

    /// How long something waits.
    static func age(_ since: Instant, _ now: Instant) -> String {
        let days = since.date.days(until: now.date)
        return days == 0 ? "今日から" : "\(days)日"
    }

    /// What a queue is called.
    static func name(_ queue: DeskQueue) -> String {
        switch queue {
        case .screening: "審査待ちの申込"
        case .searching: "講師を探している申込"
        case .toAsk: "打診を送る前の申込"
        case .endingSoon: "回答期限が24時間以内の打診"
        case .nobodyLeft: "候補者なし"
        case .changeOpen: "変更の確認待ち"
        case .changeRefused: "変更の辞退"
        case .hostBarred: "講師と団体の関係の確認"
        case .packLate: "資料の発送遅れ"
        case .reconfirmationMissing: "再確認の回答なし"
        case .reportMissing: "実施報告の未提出"
        case .confirmationMissing: "開催確認の未提出"
        case .returnExpected: "資料の返却待ち"
        case .finding: "支払前の確認事項"
        }
    }

    private static func holder(_ queue: DeskQueue) -> String {
        switch queue {
        case .screening, .searching, .toAsk, .nobodyLeft, .changeRefused, .hostBarred: "調整担当"
        case .endingSoon, .reportMissing: "講師"
        case .changeOpen, .reconfirmationMissing: "講師または主催団体"
        case .packLate: "資料担当"
        case .confirmationMissing, .returnExpected: "主催団体"
        case .finding: "経理担当"
        }
    }

    private static func hint(_ queue: DeskQueue) -> String {
        switch queue {
        case .screening: "申込の内容を確かめ、承認・差し戻し・不承認を決めます。"
        case .searching: "マッチングで講師を探します。"
        case .toAsk: "候補の講師に打診を送ります。"
        case .endingSoon: "講師に電話などで回答をお願いします。期限が過ぎると、次の候補に移ります。"
        case .nobodyLeft: "対応できる講師がいません。日時・会場の変更や、オンラインでの開催をご相談ください。"
        case .changeOpen: "日時や会場の変更について、回答を待っています。電話で確認してください。"
        case .changeRefused: "変更に応じられないとの回答がありました。どうするかを派遣のページで決めます。"
        case .hostBarred: "講師が所属する団体か、派遣対象外の関係にある団体での講演になりました。このまま行うか、講師を交代するかを派遣のページで決めます。"
        case .packLate: "発送の期限を過ぎた資料があります。"
        case .reconfirmationMissing: "講演が近いのに、予定の再確認がありません。電話で確認してください。"
        case .reportMissing: "講師の実施報告がありません。電話で聞き取り、代わりに入力できます。"
        case .confirmationMissing: "主催団体の開催確認がありません。電話で聞き取り、代わりに入力できます。"
        case .returnExpected: "中止になった講演の資料が、まだ戻っていません。"
        case .finding: "経理担当が理由を添えて確認済みにするまで、支払を止めているものがあります。"
        }
    }
}
