public import KodanDomain

/// What programmes may cost in a fiscal year (予算), and what they do.
public enum BudgetTexts {
    /// The page; `programmes` are those for which a budget may be set, by code and name.
    public static func page(
        _ standings: [BudgetStanding],
        year: FiscalYear,
        today: LocalDate,
        programmes: [(value: String, text: String)],
        role: Role,
        done: String?
    ) -> PageContent {
        let names = Dictionary(
            programmes.map { ($0.value, $0.text) },
            uniquingKeysWith: { first, _ in first }
        )
        var blocks = [
            Block(
                nil,
                table: table(standings, year, today, names),
                links: [year.startYear - 1, year.startYear + 1].map {
                    PageLink("\($0)年度の予算", "/budgets?year=\($0)")
                }
            )
        ]
        if role == .accountant {
            blocks.append(setting(year, programmes))
        }
        return PageContent(
            "予算（\(PageWords.fiscalYear(year))）",
            lead: "予約は、承認された申込のうちまだ支払の確定していない分の見込みです。見込みは\(PageWords.day(today))現在です。",
            notice: done == "set" ? "予算を登録しました。前の額は履歴に残ります。" : nil,
            blocks
        )
    }

    private static func table(
        _ standings: [BudgetStanding],
        _ year: FiscalYear,
        _ today: LocalDate,
        _ names: [String: String]
    ) -> PageTable {
        PageTable(
            "事業ごとの予算と実績",
            ["事業", "予算", "確定", "予約", "残り", "申込", "年度末の見込み"],
            standings.map { standing in
                [
                    PageCell(names[standing.programme.text] ?? standing.programme.text),
                    .number(standing.budget.map(PageWords.yen) ?? "未設定"),
                    .number(PageWords.yen(standing.use.spent)), .number(PageWords.yen(standing.use.reserved)),
                    .number(left(standing)), .number("\(standing.use.requests)件"),
                    .number(PageWords.yen(standing.use.forecast(for: year, on: today).total)),
                ]
            },
            empty: "この年度の予算も実績もありません。"
        )
    }

    private static func left(_ standing: BudgetStanding) -> String {
        guard let left = standing.left else { return "－" }
        return left < .zero ? "\(PageWords.yen(left))（超過）" : PageWords.yen(left)
    }

    private static func setting(
        _ year: FiscalYear,
        _ programmes: [(value: String, text: String)]
    ) -> Block {
        Block(
            "予算の登録",
            ["登録済みの予算を変えるときも、新しい額と理由を登録します。"],
            form: PageForm(
                "set",
                "予算を登録する",
                [
                    .choice("programme", "事業", programmes),
                    .number("fiscal_year", "年度（4月の年）", value: "\(year.startYear)"),
                    .text("amount", "予算額（円）", mode: "numeric", most: 15),
                    .area("reason", "理由", most: 500),
                ]
            )
        )
    }
}
