public import KodanDomain

/// The programmes (事業) with their rules, their validity and their yearly targets.
public enum ProgrammeTexts {
    /// The page.
    public static func page(
        _ programmes: [ProgrammeEntry],
        targets: [TargetProgressEntry],
        in year: FiscalYear,
        today: LocalDate,
        mayAct: Bool,
        done: String?
    ) -> PageContent {
        var blocks = [
            Block("事業と規則", table: table(programmes, today)),
            Block("目標の年度", form: choosing(year)),
            Block("\(year.startYear)年度の目標と実績", table: table(targets, programmes)),
        ]
        if mayAct, !targets.isEmpty { blocks.append(setting(targets, programmes, year)) }
        return PageContent(
            "事業と目標",
            lead: "規則と有効期間は設定の表（Config）で決まり、読み込んだときに検査されます。目標はここで変更できます。",
            notice: done == "set" ? "目標を変更しました。理由は監査証跡に残ります。" : nil,
            blocks
        )
    }

    private static func table(_ programmes: [ProgrammeEntry], _ today: LocalDate) -> PageTable {
        PageTable(
            "事業の一覧",
            ["事業", "形態", "謝金", "申込の期限", "最少人数", "有効期間", "いま", "記号"],
            programmes.map { entry in
                let programme = entry.programme
                return [
                    PageCell(programme.name), PageCell(name(programme.delivery)),
                    PageCell(programme.paysHonorarium ? "支払う" : "なし"),
                    .number("\(programme.leadDays)日前"), .number("\(programme.minimumAttendance)名"),
                    PageCell(PageWords.validity(programme.validity)),
                    PageCell(standing(programme.validity, today)), PageCell(programme.code.text),
                ]
            },
            empty: "事業が登録されていません。"
        )
    }

    private static func standing(_ days: DateRange, _ today: LocalDate) -> String {
        if days.contains(today) { return "実施中" }
        return today < days.first ? "これから" : "終了"
    }

    private static func name(_ delivery: Delivery) -> String {
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
                let held = entry.statedHeld ?? entry.held
                return [
                    PageCell(name(entry, programmes)),
                    .number(entry.target.map { "\($0)\(unit)" } ?? "未定"), .number("\(held)\(unit)"),
                    .number(entry.target.map { "\(held * 100 / max($0, 1))%" } ?? "－"),
                    .number("\(entry.statedAttendance ?? entry.attendance)名"), .number("\(entry.scheduled)回"),
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
        case .lectures: "回"
        case .places: "か所"
        case .seminars: "講座"
        case .companies: "社"
        }
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
                    .choice("unit", "単位", TargetUnit.allCases.map { ($0.rawValue, unit($0)) }),
                    .area("reason", "理由", most: 500),
                ],
                hidden: ["fiscal_year": "\(year.startYear)"]
            ),
            isFolded: true
        )
    }
}
