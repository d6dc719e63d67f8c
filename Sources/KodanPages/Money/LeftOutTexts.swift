public import KodanDomain
import KodanText

/// What a month's payments do not hold, and what to do about it (支払に含まれないもの).
public enum LeftOutTexts {
    /// The page; a lecture without a refusal only was not calculated yet.
    public static func page(
        _ month: YearMonth,
        lectures: [(assignment: Assignment.ID, refusal: Refusal?)],
        payees: [LeftOut],
        names: ThingNames
    ) -> PageContent {
        PageContent(
            "\(PageWords.month(month))支払分に含まれないもの",
            lead: lectures.isEmpty && payees.isEmpty
                ? "前月末までの講演で、この月の支払に含められずに残っているものはありません。"
                : "前月末までの講演のうち、この月の支払に含まれないものです。理由を解消して支払を作り直すと含まれます。",
            [
                Block(
                    "計算を待っている講演",
                    table: PageTable(
                        "謝金が計算されていない講演",
                        ["講演", "理由"],
                        lectures.map { lecture in
                            [
                                PageCell(names[lecture.assignment], "/lectures/\(lecture.assignment)"),
                                PageCell(reason(lecture.refusal)),
                            ]
                        },
                        empty: "計算を待っている講演はありません。"
                    )
                ),
                Block(
                    "支払を見送るもの",
                    table: PageTable(
                        "支払を見送る支払先",
                        ["支払先", "講演", "支払額", "理由"],
                        payees.map { left in
                            [
                                PageCell(names[left.payee], "/payees/\(left.payee)"),
                                PageCell(left.honoraria.map { names[$0] }.joined(separator: "、")),
                                .number(PageWords.yen(left.gross)),
                                PageCell(LeftOutText.sentence(left.reason, in: .japanese)),
                            ]
                        },
                        empty: "見送る支払はありません。"
                    ),
                    links: [PageLink("\(PageWords.month(month))支払分へ戻る", "/months/\(month)")]
                ),
            ]
        )
    }

    private static func reason(_ refusal: Refusal?) -> String {
        refusal.map { RefusalText.sentence($0, in: .japanese) } ?? "まだ計算していません。支払を作り直すと計算されます。"
    }
}
