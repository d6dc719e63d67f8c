public import KodanDomain

/// What is done with several requests at once: chosen, looked at, confirmed, and told one by one (まとめて行う).
public enum BulkTexts {
    /// What is done.
    public enum Work: String, Sendable, CaseIterable {
        /// Waiting requests are approved.
        case approvals
        /// The queued offers of matched requests are sent.
        case offers
    }

    /// A request that was ticked, and what will happen to it.
    public struct Planned: Sendable {
        let request: LectureRequest.ID
        let summary: RequestSummary?
        let presenters: [String]

        /// A ticked request.
        ///
        /// Nil for one that no longer waits; `presenters` are asked.
        public init(
            _ request: LectureRequest.ID,
            _ summary: RequestSummary?,
            asking presenters: [String] = []
        ) {
            self.request = request
            self.summary = summary
            self.presenters = presenters
        }
    }

    /// What became of one request.
    public struct Outcome: Sendable {
        let request: LectureRequest.ID
        let refusal: String?
        let isOverBudget: Bool

        /// Done, perhaps beyond the programme's budget, or refused with a sentence that says why.
        public init(_ request: LectureRequest.ID, refusal: String?, isOverBudget: Bool = false) {
            self.request = request
            self.refusal = refusal
            self.isOverBudget = isOverBudget
        }

        /// What is to be known of it beside whether it was done.
        var remark: String { refusal ?? (isOverBudget ? "この申込で、事業の予算を超えました。" : "－") }
    }

    /// The page on which requests are ticked.
    public static func choice(
        _ work: Work,
        _ requests: [RequestSummary],
        after: String?,
        next: String?,
        now: Instant
    ) -> PageContent {
        let table = PageTable(
            caption(work),
            ["講演名", "申込者", "第1希望", "待ち日数", "選択"],
            requests.map { request in
                [
                    PageCell(request.title, "/requests/\(request.id)"),
                    PageCell(request.organizationName ?? "講師（自主開催）"),
                    PageCell(request.firstSlot.map(PageWords.range) ?? "未定"),
                    PageCell(request.submittedAt.map { DeskTexts.age($0, now) } ?? "－"),
                    .tick("\(request.id)", "\(request.title)（\(request.id)）を選ぶ"),
                ]
            },
            empty: "待っている申込はありません。",
            next: next
        )
        guard !requests.isEmpty else { return PageContent(title(work), [Block(nil, table: table)]) }
        return PageContent(
            title(work),
            lead: "選んだあとに、何が起こるかを確かめるページが出ます。まだ何も変更しません。",
            [
                Block(
                    nil,
                    form: PageForm(
                        "search",
                        "選んだ申込を確かめる",
                        ticks: table,
                        hidden: after.map { ["after": $0] } ?? [:],
                        isSearch: true
                    )
                )
            ]
        )
    }

    /// The page that lists what will happen.
    public static func preview(_ work: Work, _ planned: [Planned]) -> PageContent {
        let ready = planned.filter { $0.summary != nil }
        let table = PageTable(
            "選んだ申込と、これから起こること",
            ["講演名", "申込者", "第1希望", "起こること"],
            planned.map { entry in
                [
                    PageCell(entry.summary?.title ?? "\(entry.request)", "/requests/\(entry.request)"),
                    PageCell(entry.summary.map { $0.organizationName ?? "講師（自主開催）" } ?? "－"),
                    PageCell(entry.summary?.firstSlot.map(PageWords.range) ?? "－"),
                    PageCell(effect(work, entry)),
                ]
            },
            empty: "申込が選ばれていません。"
        )
        var blocks = [Block("内容", table: table, links: [PageLink("選びなおす", path(work))])]
        if !ready.isEmpty {
            let hidden = Dictionary(uniqueKeysWithValues: ready.map { ("\($0.request)", "true") })
            blocks.append(
                Block("実行", form: PageForm("run", "\(ready.count)件を\(verb(work))", hidden: hidden))
            )
        }
        return PageContent("\(title(work))：確認", lead: "ボタンを押すと、次のとおり実行します。", blocks)
    }

    /// The page that tells what became of each; `names` are their titles.
    public static func result(_ work: Work, _ outcomes: [Outcome], _ names: ThingNames) -> PageContent {
        let done = outcomes.filter { $0.refusal == nil }.count
        let refused = outcomes.count - done
        return PageContent(
            "\(title(work))：結果",
            lead: refused == 0 ? "\(done)件を\(verb(work))処理が終わりました。" : "\(done)件が終わり、\(refused)件はできませんでした。",
            [
                Block(
                    nil,
                    table: PageTable(
                        "結果",
                        ["申込", "結果", "理由・注意"],
                        outcomes.map { outcome in
                            [
                                PageCell(names[outcome.request], "/requests/\(outcome.request)"),
                                PageCell(outcome.refusal == nil ? "完了" : "できませんでした"),
                                PageCell(outcome.remark),
                            ]
                        },
                        empty: "申込が選ばれていません。"
                    ),
                    links: [PageLink("続けて選ぶ", path(work)), PageLink("要対応の一覧", "/desk")]
                )
            ]
        )
    }

    private static func path(_ work: Work) -> String { "/desk/\(work.rawValue)" }

    private static func title(_ work: Work) -> String {
        switch work {
        case .approvals: "申込をまとめて承認する"
        case .offers: "打診をまとめて送る"
        }
    }

    private static func caption(_ work: Work) -> String {
        switch work {
        case .approvals: "審査を待っている申込"
        case .offers: "打診を送る前の申込"
        }
    }

    private static func verb(_ work: Work) -> String {
        switch work {
        case .approvals: "承認する"
        case .offers: "打診する"
        }
    }

    private static func effect(_ work: Work, _ entry: Planned) -> String {
        guard entry.summary != nil else { return "何もしません（すでに処理されたか、このページの一覧にありません）" }
        switch work {
        case .approvals: return "承認し、申込者にメールでお知らせします。講師を探し始めます。"
        case .offers:
            let names =
                entry.presenters.isEmpty ? "候補の講師" : entry.presenters.map { "\($0)さん" }.joined(separator: "、")
            return "\(names)にメールで打診します。"
        }
    }
}
