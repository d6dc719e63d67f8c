public import KodanDomain

/// The page that explains what a plan does with one request (候補の説明).
public enum ExplanationTexts {
    /// What the plan of now says, in words.
    public struct Reasons: Sendable {
        /// A presenter whom the plan does not choose.
        public typealias Other = (
            presenter: Presenter.ID, name: String, during: TimeRange, isOnline: Bool, change: String
        )
        /// A wished time of the one who was asked about.
        public typealias Slot = (during: TimeRange, objections: [String], isHard: Bool)

        /// Why; nothing for a request that has no part in the plan.
        public var sentences: [String] = []
        /// Whom the plan chooses.
        public var chosen: Presenter.ID?
        /// The next best.
        public var others: [Other] = []
        /// How many could come.
        public var eligible = 0
        /// Why the others cannot.
        public var refusals: [(rule: String, presenters: Int)] = []
        /// Who was asked about, and what the rules say.
        public var judged: (presenter: Presenter.ID, name: String, slots: [Slot])?

        /// Nothing yet.
        public init() {}
    }

    /// The page; nil reasons for a request that is held back.
    public static func page(
        _ id: LectureRequest.ID,
        title: String,
        _ reasons: Reasons,
        isOnHold: Bool,
        asked: String
    ) -> PageContent {
        var blocks: [Block] = []
        if isOnHold {
            blocks.append(Block("計画の結果", ["打診を保留にしているため、計画に入っていません。"], links: [back(id)]))
        } else if reasons.sentences.isEmpty {
            blocks.append(Block("計画の結果", ["希望日時がすべて過ぎているため、計画に入っていません。"], links: [back(id)]))
        } else {
            blocks.append(Block("計画の結果", reasons.sentences, links: chosen(reasons, id) + [back(id)]))
            blocks.append(Block("ほかの講師を選ぶと", table: others(reasons.others, id)))
            blocks.append(
                Block(
                    "講師を指定して調べる",
                    form: PageForm(
                        "search",
                        "調べる",
                        [
                            .text("presenter", "講師（氏名か番号）", value: asked, most: NamedThings.length)
                                .hinted(NamedThings.presenterHint)
                        ],
                        isSearch: true
                    )
                )
            )
            if let judged = reasons.judged {
                blocks.append(self.judged(judged, id))
            } else if !asked.isEmpty {
                blocks.append(Block("調べた結果", ["\(asked)という講師は登録されていません。"]))
            }
            blocks.append(
                Block("対応できない講師とその理由", ["対応できる講師は\(reasons.eligible)名です。"], table: refusals(reasons))
            )
        }
        return PageContent(
            "候補の説明：\(title)",
            lead: "いま受け付けている申込すべてを合わせて計画したときの結果です。何も変更しません。",
            blocks
        )
    }

    private static func back(_ id: LectureRequest.ID) -> PageLink {
        PageLink("講師の調整に戻る", "/requests/\(id)/matching")
    }

    private static func chosen(_ reasons: Reasons, _ id: LectureRequest.ID) -> [PageLink] {
        reasons.chosen.map { [PageLink("この講師に打診する", "/requests/\(id)/matching?presenter=\($0)")] } ?? []
    }

    private static func others(_ others: [Reasons.Other], _ id: LectureRequest.ID) -> PageTable {
        PageTable(
            "次に良い講師",
            ["講師", "日時", "全体への影響"],
            others.map { other in
                [
                    PageCell(other.name, "/requests/\(id)/matching?presenter=\(other.presenter)"),
                    PageCell(PageWords.range(other.during) + (other.isOnline ? "（オンライン）" : "")),
                    PageCell(other.change),
                ]
            },
            empty: "ほかに対応できる講師はいません。"
        )
    }

    private static func judged(
        _ judged: (presenter: Presenter.ID, name: String, slots: [Reasons.Slot]),
        _ id: LectureRequest.ID
    ) -> Block {
        Block(
            "調べた結果：\(judged.name)",
            table: PageTable(
                "希望日時ごとの判定",
                ["希望日時", "判定", "理由"],
                judged.slots.map { slot in
                    [
                        PageCell(PageWords.range(slot.during)),
                        PageCell(slot.objections.isEmpty ? "対応できる" : slot.isHard ? "打診できない" : "条件に合わない"),
                        PageCell(slot.objections.isEmpty ? "－" : slot.objections.joined(separator: "")),
                    ]
                },
                empty: "これからの希望日時はありません。"
            ),
            links: [PageLink("この講師に打診する", "/requests/\(id)/matching?presenter=\(judged.presenter)")]
        )
    }

    private static func refusals(_ reasons: Reasons) -> PageTable {
        PageTable(
            "対応できない講師の数（最後に当てはまった条件ごと）",
            ["条件", "講師"],
            reasons.refusals.map { [PageCell($0.rule), .number("\($0.presenters)名")] },
            empty: "対応できない講師はいません。"
        )
    }
}
