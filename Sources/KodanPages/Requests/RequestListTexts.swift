public import KodanDomain

/// The list of requests (申込一覧).
public enum RequestListTexts {
    /// What the list is narrowed to, as it was typed.
    public struct Choice: Sendable, Equatable {
        let state: RequestState?
        let text: String
        let waitsForMe: Bool

        /// A narrowing.
        public init(state: RequestState?, text: String, waitsForMe: Bool) {
            self.state = state
            self.text = text
            self.waitsForMe = waitsForMe
        }
    }

    /// The page.
    public static func page(_ requests: [RequestSummary], _ choice: Choice, next: String?) -> PageContent {
        PageContent(
            "申込",
            lead: choice.waitsForMe ? "古い申込から並べています。" : "新しい申込から並べています。",
            [
                Block(
                    "絞り込み",
                    form: search(choice),
                    isFolded: choice.state == nil && choice.text.isEmpty && !choice.waitsForMe
                ),
                Block(nil, table: table("申込の一覧", requests, next: next)),
            ]
        )
    }

    /// The table of some requests.
    static func table(_ caption: String, _ requests: [RequestSummary], next: String? = nil) -> PageTable {
        PageTable(
            caption,
            ["講演名", "申込者", "第1希望", "状態", "次に動く人"],
            requests.map { request in
                [
                    PageCell(request.title, "/requests/\(request.id)"),
                    PageCell(request.organizationName ?? "講師（自主開催）"),
                    PageCell(request.firstSlot.map(PageWords.range) ?? "未定"),
                    PageCell(PageWords.state(request.state)), PageCell(PageWords.holder(request.holder)),
                ]
            },
            empty: "該当する申込はありません。",
            next: next
        )
    }

    private static func search(_ choice: Choice) -> PageForm {
        PageForm(
            "search",
            "絞り込む",
            [
                .text("text", "講演名・団体名", value: choice.text, most: 100).optional,
                .choice(
                    "state",
                    "状態",
                    RequestState.allCases.map { ($0.rawValue, PageWords.state($0)) },
                    value: choice.state?.rawValue ?? ""
                ).optional,
                .tick("waiting", "自分の対応を待っているものだけ", isTicked: choice.waitsForMe).optional,
            ],
            isSearch: true
        )
    }
}
