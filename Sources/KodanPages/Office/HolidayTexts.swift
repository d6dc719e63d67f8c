public import KodanDomain

/// The holidays by which working days are counted (祝日の表).
public enum HolidayTexts {
    /// The page.
    public static func page(
        _ holidays: [Holiday],
        mayAct: Bool,
        today: LocalDate,
        done: String?
    ) -> PageContent {
        let years = Set(holidays.map(\.date.year)).sorted(by: >)
        var blocks: [Block] = []
        if mayAct { blocks.append(adding) }
        blocks += years.map { year in
            let days = holidays.filter { $0.date.year == year }
            return Block(
                "\(year)年（\(days.count)日）",
                table: PageTable(
                    "\(year)年の祝日",
                    ["日", "名称"],
                    days.map { [PageCell(PageWords.day($0.date)), PageCell($0.name)] },
                    empty: ""
                ),
                form: mayAct && year >= today.year ? correcting(year, days.filter { $0.date > today }) : nil,
                isFolded: year != years.first
            )
        }
        return PageContent(
            "祝日の表",
            lead: years.first.map { "\($0)年まで登録されています。直せるのは、これからの日だけです。" } ?? "まだ登録されていません。",
            notice: done.flatMap { notices[$0] },
            blocks
        )
    }

    private static let notices = [
        "added": "登録しました。", "corrected": "訂正しました。すでに決まっている支払日は変わりません。",
    ]

    /// What is still ahead of a year, to be put right.
    private static func correcting(_ year: Int, _ ahead: [Holiday]) -> PageForm {
        PageForm(
            "correct",
            "これからの祝日を訂正する",
            [
                .area(
                    "holidays",
                    "これからの祝日",
                    value: ahead.map { "\($0.date) \($0.name)" }.joined(separator: "\n"),
                    most: 4000
                ).hinted("1行に1日。書いた内容で、\(year)年のこれからの祝日をすべて置き換えます。残す日がなければ空にします。").optional,
                .area("reason", "理由", most: 500),
            ],
            hidden: ["year": "\(year)"]
        ).numbered("\(year)")
    }

    private static let adding = Block(
        "翌年の祝日を登録する",
        ["国の官報・内閣府の発表（毎年2月）をもとに、1年分をまとめて登録します。振替休日も書きます。"],
        form: PageForm(
            "add",
            "登録する",
            [
                .number("year", "年（西暦）"),
                .area("holidays", "祝日", most: 4000).hinted("1行に1日。例：2027/1/1 元日"),
            ]
        ),
        isFolded: true
    )
}
