public import KodanDomain
import KodanText

/// The programmes (事業) with their rules, their validity and their yearly targets.
public enum ProgrammeTexts {
    /// What a page of programmes shows beside them.
    public struct Surroundings: Sendable {
        let year: FiscalYear
        let today: LocalDate
        let qualifications: [NamedCode]
        let mayAct: Bool
        let done: String?

        /// The year whose targets and schedule are shown, the day, all qualifications, whether the reader changes
        /// things, and what they have just done.
        public init(
            year: FiscalYear,
            today: LocalDate,
            qualifications: [NamedCode],
            mayAct: Bool,
            done: String?
        ) {
            self.year = year
            self.today = today
            self.qualifications = qualifications
            self.mayAct = mayAct
            self.done = done
        }
    }

    /// All programmes, with the targets and the schedule of a year.
    public static func list(
        _ programmes: [ProgrammeEntry],
        targets: [TargetProgressEntry],
        events: [ProgrammeEventEntry],
        _ around: Surroundings
    ) -> PageContent {
        let year = around.year
        var blocks = [Block("事業と規則", table: table(programmes, around.today))]
        if around.mayAct { blocks.append(ProgrammeForms.adding(around.qualifications)) }
        blocks += [
            Block("目標の年度", form: choosing(year)),
            Block("\(year.startYear)年度の目標と実績", table: table(targets, programmes)),
        ]
        if around.mayAct, !targets.isEmpty { blocks.append(setting(targets, programmes, year)) }
        blocks.append(Block("\(year.startYear)年度の日程（事務局の主催）", table: table(events, programmes)))
        if around.mayAct { blocks += ProgrammeForms.scheduling(events, programmes, year, around.today) }
        return PageContent(
            "事業と目標",
            lead: "事業を選ぶと、申し込める団体や講師の条件が分かります。",
            notice: around.done.flatMap { notices[$0] },
            blocks
        )
    }

    /// One programme.
    public static func detail(_ entry: ProgrammeEntry, _ around: Surroundings) -> PageContent {
        var blocks = [Block("規則", facts: facts(entry, around))]
        if around.mayAct { blocks.append(ProgrammeForms.changing(entry, around.qualifications)) }
        let code = entry.programme.code.text
        blocks.append(
            Block(
                "関連するページ",
                links: [
                    PageLink("標準資料セット", "/packs?programme=\(code)"), PageLink("謝金単価", "/rates/fee"),
                    PageLink("事業と目標", "/programmes"),
                ]
            )
        )
        return PageContent(
            entry.programme.name,
            notice: around.done.flatMap { notices[$0] },
            blocks
        )
    }

    /// How a programme stands, to be compared.
    public static func state(_ entry: ProgrammeEntry) -> String {
        let (programme, admission) = (entry.programme, entry.admission)
        let parts: [Any] = [
            programme.name, entry.englishName, programme.delivery, admission.askers, admission.isForMembers,
            admission.qualifications, programme.paysHonorarium, entry.targetGroup, programme.leadDays,
            programme.minimumAttendance, programme.validity,
        ]
        return parts.map { "\($0)" }.joined(separator: " ")
    }

    private static let notices = [
        "set": "目標を変更しました。理由は監査証跡に残ります。",
        "added": "事業を登録しました。必要に応じて、謝金単価・標準資料セット・予算・目標を設定してください。",
        "changed": "事業を変更しました。理由は監査証跡に残ります。",
        "scheduled": "日程を登録しました。", "removed": "日程を取り消しました。",
        "counted": "参加人数を登録しました。目標に対する実績に数えます。",
    ]

    private static func facts(_ entry: ProgrammeEntry, _ around: Surroundings) -> [Fact] {
        let programme = entry.programme
        var askers = entry.admission.askers.map { NameText.name(of: $0, in: .japanese) }
            .joined(separator: "、")
        if askers.isEmpty { askers = asker(programme.delivery) }
        if entry.admission.isForMembers { askers += "（協議会の会員に限る）" }
        let names = Dictionary(around.qualifications.map { ($0.code, $0.japanese) }) { first, _ in first }
        let wanted = entry.admission.qualifications.map { names[$0.text] ?? $0.text }
        return [
            Fact("形態", name(programme.delivery)), Fact("申し込める方", askers),
            Fact("講師の条件", wanted.isEmpty ? "登録講師の全員" : wanted.joined(separator: "または")),
            Fact("謝金", programme.paysHonorarium ? "支払う" : "なし"),
            Fact("申込の期限", "\(programme.leadDays)日前"),
            Fact("最少人数", "\(programme.minimumAttendance)名"),
            Fact("有効期間", PageWords.validity(programme.validity)),
            Fact("いま", standing(programme.validity, around.today)), Fact("目標のまとまり", entry.targetGroup),
            Fact("英語の名称", entry.englishName), Fact("記号", programme.code.text),
        ]
    }

    /// Who asks where no organization does.
    private static func asker(_ delivery: Delivery) -> String {
        switch delivery {
        case .dispatched: "受け付けていません"
        case .selfHosted: "講師"
        case .inHouse: "事務局"
        }
    }

    private static func table(
        _ events: [ProgrammeEventEntry],
        _ programmes: [ProgrammeEntry]
    ) -> PageTable {
        let names = Dictionary(programmes.map { ($0.programme.code, $0.programme.name) }) { first, _ in first
        }
        return PageTable(
            "講座・カンファレンスの日程",
            ["日", "事業", "会場", "定員", "参加者"],
            events.map { entry in
                let event = entry.event
                return [
                    PageCell(PageWords.day(event.heldOn)),
                    PageCell(names[event.programme] ?? event.programme.text), PageCell(event.place),
                    .number("\(event.capacity)名"), .number(entry.attendance.map { "\($0)名" } ?? "－"),
                ]
            },
            empty: "この年度の日程はありません。"
        )
    }

    private static func table(_ programmes: [ProgrammeEntry], _ today: LocalDate) -> PageTable {
        PageTable(
            "事業の一覧",
            ["事業", "形態", "謝金", "申込の期限", "最少人数", "有効期間", "いま"],
            programmes.map { entry in
                let programme = entry.programme
                return [
                    PageCell(programme.name, "/programmes/\(programme.code.text)"),
                    PageCell(name(programme.delivery)),
                    PageCell(programme.paysHonorarium ? "支払う" : "なし"),
                    .number("\(programme.leadDays)日前"), .number("\(programme.minimumAttendance)名"),
                    PageCell(PageWords.validity(programme.validity)),
                    PageCell(standing(programme.validity, today)),
                ]
            },
            empty: "事業が登録されていません。"
        )
    }

    private static func standing(_ days: DateRange, _ today: LocalDate) -> String {
        if days.contains(today) { return "実施中" }
        return today < days.first ? "これから" : "終了"
    }

    static func name(_ delivery: Delivery) -> String {
        switch delivery {
        case .dispatched: "講師派遣"
        case .selfHosted: "自主開催"
        case .inHouse: "事務局の主催"
        }
    }

    private static func choosing(_ year: FiscalYear) -> PageForm {
        PageForm(
            "search",
            "表示する",
            [FormField.number("year", "年度（西暦）", value: "\(year.startYear)")],
            isSearch: true
        )
    }

    private static func table(
        _ targets: [TargetProgressEntry],
        _ programmes: [ProgrammeEntry]
    ) -> PageTable {
        PageTable(
            "目標と実績",
            ["事業", "目標", "実績", "達成率", "参加者", "予定（事務局の主催）"],
            targets.map { entry in
                let unit = entry.unit.map(unit) ?? "回"
                let held = entry.heldInAll
                return [
                    PageCell(name(entry, programmes)),
                    .number(entry.target.map { "\($0)\(unit)" } ?? "未定"), .number("\(held)\(unit)"),
                    .number(entry.target.map { "\(held * 100 / max($0, 1))%" } ?? "－"),
                    .number("\(PageWords.count(entry.attendanceInAll))名"), .number("\(entry.scheduled)回"),
                ]
            },
            empty: "この年度の事業はありません。"
        )
    }

    private static func name(_ entry: TargetProgressEntry, _ programmes: [ProgrammeEntry]) -> String {
        let names = entry.programmes.map { code in
            programmes.first { $0.programme.code == code }?.programme.name ?? code.text
        }
        return names.joined(separator: "・")
    }

    private static func unit(_ unit: TargetUnit) -> String {
        switch unit {
        case .lectures, .seminars: "回"
        case .places: "か所"
        case .companies: "社"
        }
    }

    /// The unit where one is chosen: two are counted by the same word.
    private static func choice(_ unit: TargetUnit) -> String {
        unit == .seminars ? "回（セミナー・カンファレンス）" : self.unit(unit)
    }

    private static func setting(
        _ targets: [TargetProgressEntry],
        _ programmes: [ProgrammeEntry],
        _ year: FiscalYear
    ) -> Block {
        Block(
            "\(year.startYear)年度の目標を決める",
            form: PageForm(
                "set",
                "目標を変更する",
                [
                    .choice("group", "事業", targets.map { ($0.group, name($0, programmes)) }),
                    .number("target", "目標"),
                    .choice("unit", "単位", TargetUnit.allCases.map { ($0.rawValue, choice($0)) }),
                    .area("reason", "理由", most: 500),
                ],
                hidden: ["fiscal_year": "\(year.startYear)"]
            ),
            isFolded: true
        )
    }
}
