public import KodanDomain
import KodanText

/// The first pages of those who prepare, approve and check payments: what waits for them.
public enum AccountingHomeTexts {
    /// An accountant's.
    public static func accountant(_ desk: AccountingDesk, today: LocalDate) -> PageContent {
        let next = desk.nextMonth(on: today)
        let waiting = desk.months.filter { $0.stage.holder == .accountant && $0.month != next }
        let own = desk.months.first { $0.month == next }
        let count = waiting.count + (own?.stage.holder == .approver ? 0 : 1)
        var blocks = [
            Block(
                "次に支払う月",
                [own.map { MonthWords.waiting($0) } ?? "まだ作成されていません。"],
                links: [PageLink("\(PageWords.month(next))支払分を進める", "/months/\(next)")]
            )
        ]
        blocks += desk.months.filter { $0.stage == .toExport }.map { work in
            MonthSteps.exporting(work, today, "\(PageWords.month(work.month))分の振込データを作成する")
        }
        blocks.append(Block("作業が残っている月", table: MonthWords.table("作業が残っている支払月", waiting)))
        blocks.append(Block("確認が必要なもの", facts: facts(desk)))
        blocks.append(
            Block(
                "書類と記録",
                links: [
                    PageLink("支払月の一覧", "/months"), PageLink("謝金の一覧", "/honoraria"),
                    PageLink("支払通知書", "/notices"), PageLink("年次書類", "/papers"),
                    PageLink("出力したファイルの記録", "/exports"),
                ]
            )
        )
        return PageContent(
            "ホーム",
            lead: count == 0 ? "いま進める支払月はありません。" : "\(count)か月分の作業があります。",
            blocks
        )
    }

    /// An approver's.
    public static func approver(_ desk: AccountingDesk) -> PageContent {
        let waiting = desk.months.filter { $0.submitted > 0 || $0.stage == .toClose }
        return PageContent(
            "ホーム",
            lead: waiting.isEmpty ? "承認や締めを待っている支払月はありません。" : "\(waiting.count)か月分が承認または締めを待っています。",
            [
                Block("承認・締めを待っている月", table: MonthWords.table("承認・締めを待っている支払月", waiting)),
                Block("確認が必要なもの", facts: facts(desk)),
                Block(
                    "記録",
                    links: [
                        PageLink("支払月の一覧", "/months"), PageLink("謝金の一覧", "/honoraria"),
                        PageLink("予算", "/budgets"), PageLink("出力したファイルの記録", "/exports"),
                    ]
                ),
            ]
        )
    }

    /// An auditor's.
    public static func auditor(_ desk: AccountingDesk) -> PageContent {
        PageContent(
            "ホーム",
            lead: "申込から支払まで、すべての記録をご覧いただけます。変更はできません。",
            [
                Block(
                    "監査",
                    links: [
                        PageLink("帳簿の検索（取引年月日・金額・取引先）", "/transactions"),
                        PageLink("監査証跡の検索と封印の検証", "/audit"),
                        PageLink("出力したファイルの記録", "/exports"),
                    ]
                ),
                Block("支払月", table: MonthWords.table("支払月", desk.months)),
                Block("確認が必要なもの", facts: facts(desk)),
                Block(
                    "記録",
                    links: [
                        PageLink("申込", "/requests"), PageLink("派遣", "/lectures"),
                        PageLink("謝金の一覧", "/honoraria"), PageLink("支払通知書", "/notices"),
                        PageLink("支払先", "/payees"), PageLink("予算", "/budgets"),
                        PageLink("年次書類", "/papers"),
                    ]
                ),
            ]
        )
    }

    private static func facts(_ desk: AccountingDesk) -> [Fact] {
        [
            Fact("支払を保留している確認事項", "\(desk.blocking)件", "/findings?state=open"),
            Fact("注意の確認事項", "\(desk.warning)件", "/findings?state=open"),
            Fact("確認を待っている口座", "\(desk.accounts)件", "/payees?waiting=true"),
            Fact("誤りの連絡があった支払通知書", "\(desk.objections)件", "/notices?objected=true"),
        ]
    }
}

/// Months as the first pages list them.
enum MonthWords {
    /// What waits in a month, in one sentence.
    static func waiting(_ work: MonthWork) -> String {
        "次の作業：\(PageWords.stage(work.stage))（\(PageWords.holder(work.stage.holder))）"
    }

    /// The table of some months.
    static func table(_ caption: String, _ months: [MonthWork]) -> PageTable {
        PageTable(
            caption,
            ["支払月", "支払日", "次の作業", "次に動く人", "件数"],
            months.map { work in
                [
                    PageCell(PageWords.month(work.month), "/months/\(work.month)"),
                    PageCell(PageWords.day(work.payOn)), PageCell(PageWords.stage(work.stage)),
                    PageCell(PageWords.holder(work.stage.holder)), .number(count(work)),
                ]
            },
            empty: "該当する支払月はありません。"
        )
    }

    private static func count(_ work: MonthWork) -> String {
        switch work.stage {
        case .toPrepare, .done: "－"
        case .toSubmit: "\(work.drafts)件"
        case .toApprove: "\(work.submitted)件"
        case .toClose: "\(work.approved)件"
        case .toExport: "\(work.unsent)件"
        case .toRetry: "\(work.returned)件"
        case .toNotify: "\(work.unnoticed)件"
        case .toSettle: "\(work.sent)件"
        case .toCollect: "\(work.claims)件"
        }
    }
}
