public import KodanDomain

/// The page on which presenters and hosts let their own calendar program read their lectures (カレンダー配信).
public enum CalendarTexts {
    /// A calendar of the reader's own.
    public struct Own: Sendable {
        let owner: CalendarOwner
        let name: String
        let feed: CalendarFeedEntry?

        /// The calendar of `owner`, called `name`; `feed` is the address that serves now, if there is one.
        public init(_ owner: CalendarOwner, name: String, feed: CalendarFeedEntry?) {
            self.owner = owner
            self.name = name
            self.feed = feed
        }
    }

    /// What a presenter's own calendar is called.
    public static let ownLectures = "ご自分の講演"

    private static let title = "カレンダー配信"

    /// The way to the page, from the others of its reader.
    static let way = Block(
        title,
        ["派遣が決まった講演を、お使いのカレンダーに表示できます。"],
        links: [PageLink("カレンダー配信の設定", "/calendar")]
    )

    /// What is given out now, with the forms that give out an address and end one.
    public static func page(_ calendars: [Own], done: String?) -> PageContent {
        let serving = calendars.filter { $0.feed != nil }
        let rows = calendars.map { calendar in
            [
                PageCell(calendar.name), PageCell(calendar.feed == nil ? "配信していません" : "配信中"),
                PageCell(calendar.feed.map { PageWords.moment($0.createdAt) } ?? ""),
            ]
        }
        var blocks = [
            Block(
                "配信の状態",
                table: PageTable("カレンダーの一覧", ["カレンダー", "状態", "発行日時"], rows, empty: "カレンダーはありません。")
            )
        ]
        if !calendars.isEmpty { blocks.append(issuing(calendars, replaces: !serving.isEmpty)) }
        if !serving.isEmpty { blocks.append(revoking(serving)) }
        return PageContent(
            title,
            lead: "派遣が決まった講演を、GoogleカレンダーやOutlook、スマートフォンのカレンダーに表示できます。",
            notice: done == "revoked" ? "アドレスを無効にしました。" : nil,
            blocks + [use]
        )
    }

    private static func issuing(_ calendars: [Own], replaces: Bool) -> Block {
        let isOne = calendars.count == 1
        let choices = calendars.map { (value: $0.owner.description, text: $0.name) }
        return Block(
            replaces ? "新しいアドレスを発行する" : "アドレスを発行する",
            replaces ? ["発行すると、前のアドレスでは表示されなくなります。新しいアドレスをカレンダーに登録し直してください。"] : [],
            form: PageForm(
                "issue",
                "発行する",
                isOne ? [] : [.choice("calendar", "カレンダー", choices)],
                hidden: isOne ? ["calendar": choices[0].value] : [:],
                isGrave: replaces
            ),
            isFolded: replaces
        )
    }

    private static func revoking(_ serving: [Own]) -> Block {
        let choices = serving.compactMap { calendar in
            calendar.feed.map { (value: $0.id.description, text: calendar.name) }
        }
        let isOne = choices.count == 1
        return Block(
            "アドレスを無効にする",
            ["お使いのカレンダーには、この予定が届かなくなります。アドレスを人に知られたときも、無効にしてください。"],
            form: PageForm(
                "revoke",
                "無効にする",
                isOne ? [] : [.choice("feed", "カレンダー", choices)],
                hidden: isOne ? ["feed": choices[0].value] : [:],
                isGrave: true
            ),
            isFolded: true
        )
    }

    /// Shows an address, which nobody can show again.
    public static func issued(_ address: String, name: String) -> PageContent {
        var facts = [Fact("カレンダー", name), Fact("アドレス", address)]
        if let place = address.firstRange(of: "://") {
            let program = "webcal\(address[place.lowerBound...])"
            facts.append(Fact("iPhone・iPad・Macのとき", "この端末のカレンダーに登録する", program))
        }
        return PageContent(
            title,
            lead: "この画面を閉じると、再び表示することはできません。いま、お使いのカレンダーに登録してください。",
            notice: "アドレスを発行しました。",
            [
                Block(nil, facts: facts), use,
                Block("次に行うこと", links: [PageLink("登録したので、カレンダー配信へ戻る", "/calendar")]),
            ]
        )
    }

    private static let use = Block(
        "使い方",
        [
            "発行したアドレスを、お使いのカレンダーに登録します。",
            "Googleカレンダー：パソコンの画面で「他のカレンダー」の＋から「URLで追加」を選び、アドレスを貼り付けます。",
            "Outlook：「予定表の追加」から「Webから購読」を選び、アドレスを貼り付けます。",
            "iPhone・iPad：発行した画面の「この端末のカレンダーに登録する」を押します。",
            "日時や会場の変更、取りやめも、後からカレンダーに届きます。届くまで、サービスによっては1日ほどかかります。",
            "アドレスを知っている人は、だれでもこの予定を見ることができます。ほかの人に教えないでください。",
        ]
    )
}
