public import KodanDomain
import KodanText

/// The list of payment months (支払月).
public enum MonthListTexts {
    /// The page; `next` is the month that is prepared next, for those who prepare.
    public static func page(_ months: [PaymentMonth], next: YearMonth?, older: String?) -> PageContent {
        var blocks: [Block] = []
        if let next {
            blocks.append(
                Block(
                    "次に支払う月",
                    links: [PageLink("\(PageWords.month(next))支払分へ", "/months/\(next)")]
                )
            )
        }
        blocks.append(Block(nil, table: table(months, older)))
        return PageContent(
            "支払月",
            lead: "支払は月ごとに、経理担当が作成して提出し、承認者が承認して締めます。締めた月は変わりません。",
            blocks
        )
    }

    private static func table(_ months: [PaymentMonth], _ older: String?) -> PageTable {
        PageTable(
            "支払月の一覧",
            ["支払月", "支払日", "状態", "支払先", "支払額", "源泉徴収税額", "差引支払額"],
            months.map { month in
                [
                    PageCell(PageWords.month(month.month), "/months/\(month.month)"),
                    PageCell(PageWords.day(month.payOn)), PageCell(state(month)),
                    .number("\(month.totals.payees)"), .number(PageWords.yen(month.totals.gross)),
                    .number(PageWords.yen(month.totals.tax)), .number(PageWords.yen(month.totals.net)),
                ]
            },
            empty: "支払月はまだありません。",
            next: older
        )
    }

    private static func state(_ month: PaymentMonth) -> String {
        let name = StateText.name(ofMonthClosed: month.isClosed, in: .japanese)
        return month.unapproved > 0 ? "\(name)（未承認\(month.unapproved)件）" : name
    }
}
