public import KodanDomain
import KodanText

/// A presenter's calendar (予定と対応不可日): lectures, and days on which they cannot come.
public enum DaysOffTexts {
    /// How many months the page shows.
    public static let months = 3

    /// The page, from the month of `today` on.
    public static func page(
        _ daysOff: [BlackoutEntry],
        _ lectures: [AssignmentSummary],
        today: LocalDate,
        done: String?
    ) -> PageContent {
        let kept = daysOff.filter { $0.blackout.days.last.map { today <= $0 } ?? true }
        return PageContent(
            "予定と対応不可日",
            lead: "対応不可日には打診をお送りしません。すでに決まった講演は変わりません。",
            notice: notices[done ?? ""],
            [adding, removing(kept), CalendarTexts.way]
                + (0..<months).map { ahead in
                    let month = (0..<ahead).reduce(today.yearMonth) { month, _ in month.next }
                    return Block(name(of: month), table: table(month, kept, lectures))
                }
        )
    }

    private static let notices = [
        "added": "対応不可日を登録しました。この期間の打診は取り下げます。", "removed": "対応不可日を取り消しました。",
    ]

    private static let adding = Block(
        "対応不可日を登録する",
        form: PageForm(
            "add",
            "登録する",
            [
                .text("first", "最初の日", type: "date"),
                .text("last", "最後の日", type: "date").hinted("1日だけのときは空欄にします。").optional,
                .text("reason", "理由（事務局だけが見ます）", most: 200).optional,
            ]
        )
    )

    private static func removing(_ daysOff: [BlackoutEntry]) -> Block {
        guard !daysOff.isEmpty else { return Block("登録されている対応不可日", ["ありません。"]) }
        return Block(
            "登録されている対応不可日",
            form: PageForm(
                "remove",
                "取り消す",
                [
                    .choice(
                        "blackout",
                        "取り消す期間",
                        daysOff.map { ("\($0.id)", span($0.blackout)) }
                    )
                ]
            )
        )
    }

    /// A span of days, in words.
    static func span(_ blackout: Blackout) -> String {
        let last =
            blackout.days.last.flatMap { $0 == blackout.days.first ? nil : "〜\(PageWords.day($0))" } ?? ""
        return PageWords.day(blackout.days.first) + last
    }

    private static func name(of month: YearMonth) -> String { "\(month.year)年\(month.month)月" }

    /// The weeks of a month, Monday first; what is on a day stands beside its number.
    private static func table(
        _ month: YearMonth,
        _ daysOff: [BlackoutEntry],
        _ lectures: [AssignmentSummary]
    ) -> PageTable {
        let first = month.first
        let start = first.adding(days: 1 - first.weekday.rawValue)
        let weeks = (0..<6).map { start.adding(days: $0 * 7) }.filter { $0 <= month.last }
        let titles = Dictionary(grouping: lectures, by: \.during.date)
        return PageTable(
            "\(name(of: month))の予定",
            ["週"] + ProfileTexts.weekdays.map(\.name),
            weeks.map { week in
                [PageCell("\(week.month)/\(week.day)の週")]
                    + (0..<7).map { weekday in
                        let day = week.adding(days: weekday)
                        guard day.yearMonth == month else { return PageCell("") }
                        if let lecture = titles[day]?.first {
                            return PageCell("\(day.day) 講演", "/lectures/\(lecture.id)")
                        }
                        let isOff = daysOff.contains { $0.blackout.days.contains(day) }
                        return PageCell(isOff ? "\(day.day) 不可" : "\(day.day)")
                    }
            },
            empty: "",
            isGrid: true
        )
    }
}
