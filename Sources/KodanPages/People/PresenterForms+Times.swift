import KodanDomain

extension PresenterForms {
    /// When a presenter can come, as a coordinator is told.
    static func times(_ presenter: PresenterDetail, _ daysOff: [BlackoutEntry], _ today: LocalDate) -> [Block]
    {
        var blocks = [
            Block(
                "曜日と時間の変更",
                ["空欄の曜日には打診を送りません。一つ以上の曜日を残してください。"],
                form: PageForm(
                    "hours",
                    "曜日と時間を変更する",
                    ProfileTexts.hourFields(presenter) + [caller]
                ),
                isFolded: true
            ),
            Block(
                "都合のつかない日を加える",
                ["この期間の打診は取り下げ、講師にお知らせします。すでに決まった講演は変わりません。"],
                form: PageForm(
                    "add_days_off",
                    "登録する",
                    [
                        .text("first", "最初の日", type: "date"),
                        .text("last", "最後の日", type: "date").hinted("1日だけのときは空欄にします。").optional,
                        .text("reason", "理由", most: 200).optional, caller,
                    ]
                ),
                isFolded: true
            ),
        ]
        let coming = daysOff.filter { $0.blackout.days.last.map { today <= $0 } ?? true }
        if !coming.isEmpty {
            blocks.append(
                Block(
                    "都合のつかない日を取り消す",
                    form: PageForm(
                        "remove_days_off",
                        "取り消す",
                        [
                            .choice(
                                "blackout",
                                "取り消す期間",
                                coming.map { ("\($0.id)", DaysOffTexts.span($0.blackout)) }
                            ), caller,
                        ]
                    ),
                    isFolded: true
                )
            )
        }
        return blocks
    }

    private static let caller = FormField.text("on_behalf_of", "連絡された方の氏名", most: 100)
        .hinted("講師からの電話やファクスによるときに入力します。").optional
}
