import KodanDomain
import KodanText

extension PresenterForms {
    /// Organizations that a presenter is not sent to, since either side asked: another, and one that is so no more.
    static func exclusions(_ presenter: PresenterDetail, _ names: ThingNames) -> [Block] {
        var blocks = [
            Block(
                "派遣しない団体を加える",
                ["講師か主催団体の申し出を記録します。この団体への打診は取り下げ、講師にお知らせします。すでに決まった講演は変わりません。理由は、申し出た側と事務局だけが読めます。"],
                form: PageForm(
                    "keep_apart",
                    "登録する",
                    [
                        .text("organization", "団体（名称か番号）", most: NamedThings.length)
                            .hinted(NamedThings.organizationHint),
                        .choice(
                            "asked_by",
                            "申し出た側",
                            [Side.presenter, .host].map {
                                ($0.rawValue, NameText.name(of: $0, in: .japanese))
                            }
                        ), ground, informant,
                    ]
                ),
                isFolded: true
            )
        ]
        if !presenter.exclusions.isEmpty {
            blocks.append(
                Block(
                    "派遣しない団体を解除する",
                    ["申し出が取り消されたときや、登録を誤ったときに行います。両方の側が申し出ているときは、片方を解除しても派遣しません。"],
                    form: PageForm(
                        "lift_exclusion",
                        "解除する",
                        [
                            .choice("exclusion", "解除する組合せ", presenter.exclusions.map { wish($0, names) }),
                            ground, informant,
                        ]
                    ),
                    isFolded: true
                )
            )
        }
        return blocks
    }

    private static func wish(_ entry: ExclusionEntry, _ names: ThingNames) -> (value: String, text: String) {
        let side = NameText.name(of: entry.askedBy, in: .japanese)
        return (
            "\(entry.organization)/\(entry.askedBy.rawValue)", "\(names[entry.organization])（\(side)の申し出）"
        )
    }

    private static let ground = FormField.text("reason", "理由", most: 500)
    private static let informant = FormField.text("on_behalf_of", "連絡された方の氏名", most: 100)
        .hinted("電話やファクスによるときに入力します。").optional
}
