public import KodanDomain

/// Matching (マッチング): the saved runs, and what one of them proposed.
public enum MatchingTexts {
    /// The runs.
    public static func runs(_ runs: [MatchingRunEntry], next: String?) -> PageContent {
        PageContent(
            "マッチング",
            lead: "受け付けた申込すべてを合わせて、もっとも無理のない講師の組み合わせを計算します。毎晩、自動でも行います。",
            [
                Block(
                    "いま計画する",
                    ["試算では何も保存しません。数秒かかることがあります。結果を見てから、全部または一部を保存できます。"],
                    links: [PageLink("いまの申込で試算する", "/matching/plan"), PageLink("講師の分布を見る", "/coverage")]
                ),
                Block(
                    "保存した計画",
                    table: PageTable(
                        "保存した計画（新しい順）",
                        ["日時", "申込", "講師決定", "講師未定", "実行"],
                        runs.map { run in
                            [
                                PageCell(PageWords.moment(run.runAt), "/matching/\(run.id)"),
                                .number("\(run.requests)件"), .number("\(run.matched)件"),
                                .number("\(run.requests - run.matched)件"),
                                PageCell(run.runBy == nil ? "自動（夜間）" : "調整担当"),
                            ]
                        },
                        empty: "保存した計画はまだありません。",
                        next: next
                    )
                ),
            ]
        )
    }

    /// One run.
    public static func run(
        _ run: MatchingRunEntry,
        _ proposals: [MatchProposal],
        next: String?
    ) -> PageContent {
        PageContent(
            "計画　\(PageWords.moment(run.runAt))",
            lead: "申込\(run.requests)件のうち、\(run.matched)件に講師を決めました。",
            [
                Block(
                    nil,
                    table: PageTable(
                        "この計画で決まった講師",
                        ["講演名", "講師", "日時", "負担（分相当）", "打診"],
                        proposals.map { proposal in
                            [
                                PageCell(proposal.title, "/requests/\(proposal.request)"),
                                PageCell(proposal.name),
                                PageCell(
                                    PageWords.range(proposal.during) + (proposal.isOnline ? "（オンライン）" : "")
                                ),
                                .number("\(proposal.cost["total"] ?? 0)"),
                                PageCell(proposal.offer.map(PageWords.state) ?? "なし"),
                            ]
                        },
                        empty: "講師が決まった申込はありません。",
                        next: next
                    ),
                    links: [PageLink("マッチングに戻る", "/matching")]
                )
            ]
        )
    }
}
