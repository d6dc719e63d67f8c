public import KodanDomain

/// Programmes against their targets, and what a year brought (事業実績).
public enum ResultTexts {
    /// The page; `names` are those of programmes.
    public static func page(
        _ year: FiscalYear,
        _ targets: [TargetProgressEntry],
        names: [ProgrammeCode: String],
        _ result: YearResult,
        today: LocalDate
    ) -> PageContent {
        let total = result.months.reduce(0) { $0 + $1.held.lectures }
        let people = result.months.reduce(0) { $0 + $1.held.attendance }
        return PageContent(
            "事業実績　\(name(year))",
            lead: "実施した講演は\(total)回、参加した方は延べ\(PageWords.count(people))名です。",
            [
                Block(nil, links: neighbours(year, today)), aims(targets, names),
                months(result), satisfaction(result), prefectures(result), list(year),
            ]
        )
    }

    private static func list(_ year: FiscalYear) -> Block {
        Block(
            "実施した講演の一覧",
            ["日時・主催団体・講師・参加人数・満足度・ご意見を、1講演1行の表にします。Excelで開けます。都道府県が限られている方には、その都道府県の講演だけが出ます。"],
            links: [PageLink("一覧を出力する（CSV）", "/v1/fiscal-years/\(year.startYear)/lectures")]
        )
    }

    /// `令和8年度（2026年度）`.
    private static func name(_ year: FiscalYear) -> String {
        let reiwa = year.startYear - 2018
        guard reiwa >= 1 else { return "\(year.startYear)年度" }
        return "令和\(reiwa == 1 ? "元" : "\(reiwa)")年度（\(year.startYear)年度）"
    }

    private static func neighbours(_ year: FiscalYear, _ today: LocalDate) -> [PageLink] {
        [year.startYear - 1, year.startYear + 1].compactMap { start in
            guard let other = FiscalYear(startYear: start), other.first <= today else { return nil }
            return PageLink("\(start < year.startYear ? "前" : "次")の年度（\(start)年度）", "/results?year=\(start)")
        }
    }

    private static func aims(_ targets: [TargetProgressEntry], _ names: [ProgrammeCode: String]) -> Block {
        func name(_ entry: TargetProgressEntry) -> String {
            let known = entry.programmes.compactMap { names[$0] }
            return known.isEmpty ? entry.group : known.joined(separator: "・")
        }
        let rows = targets.map { entry in
            BarCharts.Row(
                name: short(name(entry)),
                value: entry.heldInAll,
                aim: entry.target,
                words: entry.target.map { "\(entry.heldInAll) / \($0)\(unit(entry.unit))" }
                    ?? "\(entry.heldInAll)回"
            )
        }
        let reached = targets.filter { entry in entry.target.map { entry.heldInAll >= $0 } ?? false }.count
        let aimed = targets.filter { $0.target != nil }.count
        let words = aimed == 0 ? "この年度の目標は登録されていません。" : "目標のある\(aimed)事業のうち、\(reached)事業が目標に達しています。"
        return Block(
            "目標と実績",
            figure: rows.isEmpty
                ? nil
                : BarCharts.rows(
                    "aims",
                    "目標と実績の図",
                    words,
                    rows,
                    legend: [
                        LegendEntry("実績") { $0.bar(x: 2, y: 3, width: 20, height: 10, .bar) },
                        LegendEntry("目標（事業ごとに目盛りが違います）") { $0.bar(x: 2, y: 3, width: 20, height: 10, .aim) },
                    ]
                ),
            table: PageTable(
                "事業ごとの目標と実績",
                ["事業", "目標", "実績", "達成", "参加者"],
                targets.map { entry in
                    [
                        PageCell(name(entry)),
                        .number(entry.target.map { "\($0)\(unit(entry.unit))" } ?? "－"),
                        .number("\(entry.heldInAll)" + (entry.unit == nil ? "回" : unit(entry.unit))),
                        .number(entry.target.map { $0 == 0 ? "－" : "\(entry.heldInAll * 100 / $0)%" } ?? "－"),
                        .number("\(PageWords.count(entry.attendanceInAll))名"),
                    ]
                },
                empty: "事業が登録されていません。"
            )
        )
    }

    private static func months(_ result: YearResult) -> Block {
        let best = result.months.max { $0.held.lectures < $1.held.lectures }
        let words =
            best.map { $0.held.lectures > 0 ? "もっとも多い月は\($0.month.month)月の\($0.held.lectures)回です。" : nil }
            .flatMap(\.self) ?? "この年度に実施した講演はありません。"
        return Block(
            "月ごとの実績",
            best.map { $0.held.lectures > 0 } == true ? [] : [words],
            figure: best.map { $0.held.lectures > 0 } != true
                ? nil
                : BarCharts.columns(
                    "months",
                    "月ごとの講演の回数の図",
                    words,
                    result.months.map { month in
                        BarCharts.Column(
                            name: "\(month.month.month)月",
                            value: month.held.lectures,
                            words: "\(month.held.lectures)"
                        )
                    }
                ),
            table: PageTable(
                "月ごとの講演・参加者・満足度",
                ["月", "講演", "参加者", "満足度", "また頼みたい"],
                result.months.map { row("\($0.month.year)年\($0.month.month)月", $0.held) },
                empty: ""
            )
        )
    }

    private static func satisfaction(_ result: YearResult) -> Block {
        let answers = result.months.reduce(0) { $0 + $1.held.answers }
        guard answers > 0 else { return Block("主催団体の満足度", ["満足度の回答はまだありません。"]) }
        return Block(
            "主催団体の満足度",
            figure: BarCharts.columns(
                "satisfaction",
                "月ごとの満足度の図",
                "5段階の平均です。回答は全部で\(answers)件です。",
                result.months.map { month in
                    BarCharts.Column(
                        name: "\(month.month.month)月",
                        value: month.held.satisfactionTenths ?? 0,
                        words: month.held.satisfactionTenths.map(tenths) ?? "－"
                    )
                },
                most: 50
            )
        )
    }

    private static func prefectures(_ result: YearResult) -> Block {
        let held = result.prefectures.filter { $0.held.lectures > 0 }
        let rest = result.prefectures.count - held.count
        return Block(
            "都道府県ごとの実績",
            figure: held.isEmpty
                ? nil
                : BarCharts.list(
                    "prefectures",
                    "都道府県ごとの講演の回数の図",
                    "講演があったのは\(held.count)都道府県です。" + (rest > 0 ? "残る\(rest)都道府県では、まだありません。" : ""),
                    held.map { prefecture in
                        BarCharts.Row(
                            name: prefecture.name,
                            value: prefecture.held.lectures,
                            aim: nil,
                            words: "\(prefecture.held.lectures)回"
                        )
                    }
                ),
            table: PageTable(
                "都道府県ごとの講演・参加者・満足度",
                ["都道府県", "講演", "参加者", "満足度", "また頼みたい"],
                held.map { row($0.name, $0.held) },
                empty: "この年度に実施した講演はありません。"
            )
        )
    }

    private static func row(_ name: String, _ held: HeldTally) -> [PageCell] {
        [
            PageCell(name), .number("\(held.lectures)回"), .number("\(PageWords.count(held.attendance))名"),
            .number(held.satisfactionTenths.map { "\(tenths($0))（\(held.answers)件）" } ?? "－"),
            .number("\(held.wouldAskAgain)件"),
        ]
    }

    /// `4.3`, of 43.
    private static func tenths(_ tenths: Int) -> String { "\(tenths / 10).\(tenths % 10)" }

    private static func unit(_ unit: TargetUnit?) -> String {
        switch unit {
        case .lectures, .seminars: "回"
        case .places: "か所"
        case .companies: "社"
        case nil: ""
        }
    }

    /// A name that fits above its bar on a phone.
    private static func short(_ name: String) -> String { name.count <= 20 ? name : name.prefix(19) + "…" }
}
