public import KodanDomain
import KodanText

/// The page on which everybody begins: what waits for them.
public enum HomeTexts {
    /// A presenter's, who comes back to it after they withdrew from a lecture.
    public static func presenter(
        offers: [OfferSummary],
        toReport: [AssignmentSummary],
        coming: [AssignmentSummary],
        done: String?
    ) -> PageContent {
        let waiting = offers.count + toReport.count
        return PageContent(
            "ホーム",
            lead: waiting == 0 ? "いまお願いしていることはありません。" : "\(waiting)件のご対応をお待ちしています。",
            notice: done == "withdrawn" ? "辞退を受け付けました。ご連絡ありがとうございました。" : nil,
            [
                Block("回答をお待ちしている打診", table: offersTable(offers)),
                Block("報告をお待ちしている講演", table: LectureTexts.table("終了した講演", toReport)),
                Block("これからの講演", table: LectureTexts.table("これからの講演", coming)),
            ]
        )
    }

    private static func offersTable(_ offers: [OfferSummary]) -> PageTable {
        PageTable(
            "打診",
            ["講演名", "日時", "会場", "移動", "回答期限"],
            offers.map { offer in
                [
                    PageCell(offer.title, "/offers/\(offer.id)"), PageCell(PageWords.range(offer.during)),
                    PageCell(PageWords.place(isOnline: offer.isOnline, venue: offer.venueName)),
                    PageCell(offer.isOnline ? "なし" : "約\(PageWords.duration(minutes: offer.travelMinutes))"),
                    PageCell(offer.deadline.map(PageWords.moment) ?? "－"),
                ]
            },
            empty: "回答をお待ちしている打診はありません。"
        )
    }

    /// A host's.
    public static func host(waiting: [RequestSummary], lectures: [AssignmentSummary]) -> PageContent {
        PageContent(
            "ホーム",
            lead: waiting.isEmpty ? "いまお願いしていることはありません。" : "\(waiting.count)件のご対応をお待ちしています。",
            [
                Block("ご対応をお待ちしている申込", table: RequestListTexts.table("申込", waiting)),
                Block("これからの講演", table: LectureTexts.table("これからの講演", lectures)),
                Block("申込", links: [PageLink("講師派遣を申し込む", "/requests/new"), PageLink("申込の一覧", "/requests")]),
            ]
        )
    }

    /// A coordinator's desk (要対応), to which they come back from a lecture that moved out of their prefectures.
    public static func coordinator(
        waiting: [RequestSummary],
        desk: [DeskEntrySummary],
        late: [OfferSummary],
        now: Instant,
        done: String?
    ) -> PageContent {
        PageContent(
            "要対応",
            lead: "それぞれ、上から古い順です。",
            notice: done == "moved_away"
                ? "変更を記録し、主催団体と講師にお知らせします。会場が担当の都道府県の外に移ったため、この講演は移った先の調整担当が受け持ちます。" : nil,
            [
                Block(
                    "審査・調整を待っている申込",
                    table: RequestListTexts.table("申込", waiting),
                    links: [PageLink("待っている申込の一覧", "/requests?waiting=true")]
                ),
                Block("気がかりなもの", table: deskTable(desk, now)),
                Block("期限が近い打診（24時間以内）", table: offersTable(late)),
                Block(
                    "全体を見る",
                    links: [
                        PageLink("要対応の一覧（件数・担当・まとめて行う）", "/desk"), PageLink("講師の分布", "/coverage"),
                        PageLink("事業実績", "/results"), PageLink("講師への一斉連絡", "/announcements"),
                        PageLink("名簿・資料・メール", "/administration"),
                    ]
                ),
            ]
        )
    }

    private static func deskTable(_ desk: [DeskEntrySummary], _ now: Instant) -> PageTable {
        PageTable(
            "要対応",
            ["講演名", "内容", "経過", "これまで"],
            desk.map { entry in
                [
                    PageCell(entry.title, "/requests/\(entry.request)"), PageCell(kind(entry.kind)),
                    PageCell("\(entry.openedAt.date.days(until: now.date))日"),
                    PageCell(entry.tried.isEmpty ? "－" : TriedTexts.words(entry.tried)),
                ]
            },
            empty: "気がかりなものはありません。"
        )
    }

    private static func kind(_ kind: DeskKind) -> String {
        switch kind {
        case .nobodyLeft: "候補者なし"
        case .reconfirmationMissing: "再確認の回答なし"
        case .reportMissing: "実施報告の未提出"
        case .confirmationMissing: "開催確認の未提出"
        case .packLate: "資料の発送遅れ"
        case .returnExpected: "資料の返却待ち"
        case .changeOpen: "変更の確認待ち"
        case .changeRefused: "変更の辞退"
        case .hostBarred: "講師と団体の関係の確認"
        }
    }
}
