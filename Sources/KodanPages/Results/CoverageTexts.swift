public import KodanDomain

/// The map of how near presenters are (講師の分布).
public enum CoverageTexts {
    /// How far the nearest presenter is, from near to far; the last one is that of nobody, too.
    public enum Band: Int, Sendable, CaseIterable {
        /// Under half an hour, an hour, an hour and a half, two and a half hours.
        case under30, under60, under90, under150
        /// Farther, and back the same day.
        case dayTrip
        /// Not back the same day, or not reached.
        case overnight
    }

    /// What is shown.
    public struct Coverage: Sendable {
        /// A municipality that is far.
        public typealias Far = (name: String, minutes: Int?, band: Band, requests: Int)
        /// Where one more presenter would help.
        public typealias Gain = (name: String, point: PagePoint, municipalities: Int, minutes: Int)

        let bands: [Band: [PagePoint]]
        let far: [Far]
        let gains: [Gain]
        let presenters: Int

        /// What was found.
        public init(bands: [Band: [PagePoint]], far: [Far], gains: [Gain], presenters: Int) {
            self.bands = bands
            self.far = far
            self.gains = gains
            self.presenters = presenters
        }
    }

    /// The page; `topic` was chosen of `topics`, nothing for all.
    public static func page(
        _ coverage: Coverage,
        topics: [(value: String, text: String)],
        topic: String
    ) -> PageContent {
        let total = coverage.bands.values.reduce(0) { $0 + $1.count }
        let near = [Band.under30, .under60].reduce(0) { $0 + (coverage.bands[$1]?.count ?? 0) }
        let name = topics.first { $0.value == topic }?.text ?? "すべてのテーマ"
        let words = "\(name)の講師\(coverage.presenters)名。全国\(total)市区町村のうち、\(near)市区町村には1時間未満で行ける講師がいます。"
        return PageContent(
            "講師の分布",
            lead: words,
            [
                Block(
                    "テーマを選ぶ",
                    form: PageForm(
                        "search",
                        "表示する",
                        [
                            .choice("topic", "テーマ", topics, value: topic).hinted("選ばなければ、すべてのテーマの講師を数えます。")
                                .optional
                        ],
                        isSearch: true
                    )
                ),
                Block("もっとも近い講師までの移動時間", figure: map(coverage, words), table: bands(coverage, total)),
                Block(
                    "講師がもう一人いると助かる所",
                    ["47の都道府県庁所在地に一人増やした場合を比べます。市区町村はそれぞれ1、加えて過去3年の申込1件ごとに1の重みで、短くなる移動時間を合計します。"],
                    table: gains(coverage)
                ),
                Block("講師から遠い市区町村", table: far(coverage)),
            ]
        )
    }

    private static func map(_ coverage: Coverage, _ words: String) -> PageFigure {
        CountryMap.figure(
            "coverage",
            "もっとも近い講師までの移動時間の地図",
            words,
            land: [],
            legend: Band.allCases.map { band in
                LegendEntry(name(band)) { $0.path("M12 8h0", ink(band)) }
            } + [LegendEntry("もう一人いると助かる所") { $0.path(ring(PagePoint(x: 120, y: 80), 6), .spot) }]
        ) { drawing in
            for band in Band.allCases { drawing.dots(coverage.bands[band] ?? [], ink(band)) }
            drawing.path(coverage.gains.map { ring($0.point, 12) }.joined(), .spot)
        }
    }

    private static func ring(_ point: PagePoint, _ radius: Int) -> String {
        FigureDrawing.ring((point.x / 10, point.y / 10), radius)
    }

    private static func ink(_ band: Band) -> FigureDrawing.Ink {
        switch band {
        case .under30: .band0
        case .under60: .band1
        case .under90: .band2
        case .under150: .band3
        case .dayTrip: .band4
        case .overnight: .band5
        }
    }

    /// How far a journey of so many minutes is, no finer than the data.
    static func name(ofMinutes minutes: Int) -> String {
        switch minutes {
        case ..<30: name(.under30)
        case ..<60: name(.under60)
        case ..<90: name(.under90)
        case ..<150: name(.under150)
        default: "2時間半以上"
        }
    }

    private static func name(_ band: Band) -> String {
        switch band {
        case .under30: "30分未満"
        case .under60: "30分以上1時間未満"
        case .under90: "1時間以上1時間半未満"
        case .under150: "1時間半以上2時間半未満"
        case .dayTrip: "2時間半以上（日帰りできる）"
        case .overnight: "日帰りできない、または行けない"
        }
    }

    private static func bands(_ coverage: Coverage, _ total: Int) -> PageTable {
        PageTable(
            "移動時間ごとの市区町村の数",
            ["移動時間", "市区町村", "割合"],
            Band.allCases.map { band in
                let count = coverage.bands[band]?.count ?? 0
                return [
                    PageCell(name(band)), .number("\(count)"),
                    .number(total == 0 ? "－" : "\(count * 100 / total)%"),
                ]
            },
            empty: ""
        )
    }

    private static func gains(_ coverage: Coverage) -> PageTable {
        PageTable(
            "講師がもう一人いると助かる所",
            ["所在地", "近くなる市区町村", "短くなる時間の合計"],
            coverage.gains.map { gain in
                [
                    PageCell(gain.name), .number("\(gain.municipalities)"),
                    .number(PageWords.duration(minutes: gain.minutes)),
                ]
            },
            empty: "一人増えても、移動時間は変わりません。"
        )
    }

    private static func far(_ coverage: Coverage) -> PageTable {
        PageTable(
            "講師から遠い市区町村（遠い順）",
            ["市区町村", "移動時間の目安", "区分", "過去3年の申込"],
            coverage.far.map { far in
                [
                    PageCell(far.name),
                    PageCell(far.minutes.map { "約\(PageWords.duration(minutes: $0))" } ?? "行けない"),
                    PageCell(name(far.band)), .number("\(far.requests)件"),
                ]
            },
            empty: "市区町村の表が読み込まれていません。"
        )
    }
}
