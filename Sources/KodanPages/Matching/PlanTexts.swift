public import KodanDomain

/// A plan that was only looked at: as a map, and as a table of which rows can be accepted (計画の試算).
public enum PlanTexts {
    /// How many rows of each table a page holds; a narrower scope shows the others.
    static let shownAtMost = 80

    /// A request that gets a presenter.
    public struct Row: Sendable {
        let request: LectureRequest.ID
        let title: String
        let host: String
        let presenter: Presenter.ID
        let name: String
        let during: TimeRange
        let isOnline: Bool
        let grounds: [String]

        /// A row of the plan; `grounds` are sentences that say what speaks against it.
        public init(
            request: LectureRequest.ID,
            title: String,
            host: String,
            presenter: Presenter.ID,
            name: String,
            during: TimeRange,
            isOnline: Bool,
            grounds: [String]
        ) {
            self.request = request
            self.title = title
            self.host = host
            self.presenter = presenter
            self.name = name
            self.during = during
            self.isOnline = isOnline
            self.grounds = grounds
        }
    }

    /// The plan.
    public struct Plan: Sendable {
        /// A request that gets nobody.
        public typealias Left = (request: LectureRequest.ID, title: String, host: String, reason: String)
        /// A presenter's way.
        public typealias Way = (from: PagePoint, to: PagePoint, minutes: Int)

        let rows: [Row]
        let left: [Left]
        let ways: [Way]
        let nobody: [PagePoint]
        let land: [PagePoint]
        let description: String

        /// A plan with its map.
        public init(
            rows: [Row],
            left: [Left],
            ways: [Way],
            nobody: [PagePoint],
            land: [PagePoint],
            description: String
        ) {
            self.rows = rows
            self.left = left
            self.ways = ways
            self.nobody = nobody
            self.land = land
            self.description = description
        }
    }

    /// To what the plan is limited, and to what it can be.
    public struct Scope: Sendable {
        let prefectures: [(value: String, text: String)]
        let programmes: [(value: String, text: String)]
        let prefecture: String
        let programme: String

        /// What one can choose from, and what was chosen; empty for all.
        public init(
            prefectures: [(value: String, text: String)],
            programmes: [(value: String, text: String)],
            prefecture: String,
            programme: String
        ) {
            self.prefectures = prefectures
            self.programmes = programmes
            self.prefecture = prefecture
            self.programme = programme
        }

        var hidden: [String: String] {
            ["prefecture": prefecture, "programme": programme].filter { !$0.value.isEmpty }
        }
    }

    /// The name under which a row is ticked: the request and whom the reader saw beside it.
    public static func tick(_ request: LectureRequest.ID, _ presenter: Presenter.ID) -> String {
        "\(request)/\(presenter)"
    }

    /// The row of a ticked name; nil for another.
    public static func row(ofTick name: String) -> (request: LectureRequest.ID, presenter: Presenter.ID)? {
        let parts = name.split(separator: "/").map(String.init)
        guard parts.count == 2, let request = LectureRequest.ID(parts[0]),
            let presenter = Presenter.ID(parts[1])
        else { return nil }
        return (request, presenter)
    }

    /// The page.
    public static func page(_ plan: Plan, _ scope: Scope) -> PageContent {
        var blocks = [Block("範囲", form: narrowing(scope), isFolded: scope.hidden.isEmpty)]
        blocks.append(Block("計画の地図", figure: map(plan)))
        blocks += rows(plan, scope)
        blocks.append(Block("講師が見つからない申込", table: left(plan)))
        return PageContent(
            "計画の試算",
            lead: "講師が決まる申込は\(plan.rows.count)件、見つからない申込は\(plan.left.count)件です。まだ何も保存していません。",
            blocks
        )
    }

    private static func narrowing(_ scope: Scope) -> PageForm {
        PageForm(
            "search",
            "この範囲で試算する",
            [
                .choice("prefecture", "都道府県", scope.prefectures, value: scope.prefecture).optional,
                .choice("programme", "事業", scope.programmes, value: scope.programme).optional,
            ],
            isSearch: true
        )
    }

    private static func map(_ plan: Plan) -> PageFigure {
        func ways(_ minutes: Range<Int>) -> String {
            plan.ways.filter { minutes.contains($0.minutes) }.map { way in
                "M\(way.from.x / 10) \(way.from.y / 10)L\(way.to.x / 10) \(way.to.y / 10)"
            }.joined()
        }
        let line = "M2 8h20"
        return CountryMap.figure(
            "plan",
            "計画の地図",
            plan.description,
            land: plan.land,
            legend: [
                LegendEntry("移動1時間未満（実線）") { $0.path(line, .near) },
                LegendEntry("1時間以上2時間未満（破線）") { $0.path(line, .middle) },
                LegendEntry("2時間以上（点線）") { $0.path(line, .far) },
                LegendEntry("講師が見つからない会場") { $0.path(CountryMap.cross(PagePoint(x: 120, y: 80)), .nobody) },
            ]
        ) { drawing in
            drawing.path(ways(120..<Int.max), .far)
            drawing.path(ways(60..<120), .middle)
            drawing.path(ways(0..<60), .near)
            drawing.path(plan.nobody.map { CountryMap.cross($0) }.joined(), .nobody)
        }
    }

    private static func rows(_ plan: Plan, _ scope: Scope) -> [Block] {
        guard !plan.rows.isEmpty else {
            return [Block("講師が決まる申込", ["この範囲に、講師が決まる申込はありません。"])]
        }
        let shown = plan.rows.prefix(shownAtMost)
        let rest = plan.rows.count - shown.count
        let table = PageTable(
            "講師が決まる申込",
            ["講演名", "申込者", "講師", "日時", "負担になる点", "選択"],
            shown.map { row in
                [
                    PageCell(row.title, "/requests/\(row.request)"), PageCell(row.host), PageCell(row.name),
                    PageCell(PageWords.range(row.during) + (row.isOnline ? "（オンライン）" : "")),
                    PageCell(row.grounds.isEmpty ? "なし" : row.grounds.joined(separator: "")),
                    .tick(
                        tick(row.request, row.presenter),
                        "\(row.title)（\(row.request)）を\(row.name)さんに",
                        isTicked: true
                    ),
                ]
            },
            empty: ""
        )
        let more = rest > 0 ? ["ほか\(rest)件は、範囲を狭めると表示されます。"] : []
        return [
            Block(
                "講師が決まる申込",
                more + ["選んだ申込だけを保存し、打診を用意します。計画が変わっていた申込は保存しません。"],
                form: PageForm("accept", "選んだ申込を保存する", ticks: table, hidden: scope.hidden)
            ),
            Block(
                "計画をすべて保存する",
                [
                    "講師が決まる\(plan.rows.count)件すべての打診を用意し、見つからない\(plan.left.count)件には理由を記録します。打診は、このあと別に送ります。"
                ],
                form: PageForm("accept_all", "すべて保存する", hidden: scope.hidden)
            ),
        ]
    }

    private static func left(_ plan: Plan) -> PageTable {
        let shown = plan.left.prefix(shownAtMost)
        let rest = plan.left.count - shown.count
        return PageTable(
            rest > 0 ? "講師が見つからない申込（ほか\(rest)件は、範囲を狭めると表示されます）" : "講師が見つからない申込",
            ["講演名", "申込者", "理由"],
            shown.map { entry in
                [
                    PageCell(entry.title, "/requests/\(entry.request)"), PageCell(entry.host),
                    PageCell(entry.reason),
                ]
            },
            empty: "講師が見つからない申込はありません。"
        )
    }

    /// The page that says what was saved, and what was not.
    public static func result(
        saved: Int,
        refused: [(request: LectureRequest.ID, reason: String?)],
        names: ThingNames,
        run: MatchingRun.ID?
    ) -> PageContent {
        var links = [PageLink("打診をまとめて送る", "/desk/offers"), PageLink("マッチングに戻る", "/matching")]
        if let run { links.insert(PageLink("保存した計画を見る", "/matching/\(run)"), at: 0) }
        return PageContent(
            "計画の保存の結果",
            lead: "\(saved)件を保存しました。次は、候補の講師に打診を送ります。",
            [
                Block(
                    "保存できなかった申込",
                    table: PageTable(
                        "保存できなかった申込",
                        ["申込", "理由"],
                        refused.map { entry in
                            [
                                PageCell(names[entry.request], "/requests/\(entry.request)"),
                                PageCell(entry.reason ?? "最適な計画が変わりました。試算をやり直してください。"),
                            ]
                        },
                        empty: "保存できなかった申込はありません。"
                    ),
                    links: links
                )
            ]
        )
    }
}
