import KodanDomain

extension OfferTexts {
    /// What a coordinator does with an offer: answers for who phones, more time, and taking it back.
    static func steering(_ offer: OfferSummary, isOpen: Bool) -> [Block] {
        var blocks = [Block("この打診の申込", links: [PageLink("申込と講師の調整", "/requests/\(offer.request)/matching")])]
        if isOpen { blocks += [accepting, declining] }
        if offer.state == .sent, let deadline = offer.deadline { blocks.append(extending(deadline)) }
        if [.sent, .queued].contains(offer.state) { blocks.append(withdrawing) }
        return blocks
    }

    private static let caller: FormField = .text("on_behalf_of", "連絡された方の氏名", most: 100)
        .hinted("電話やファクスで回答された方の代わりに入力します。")

    private static let accepting = Block(
        "承諾を代わりに入力",
        ["承諾があった講師に決まり、ほかの打診は終わります。"],
        form: PageForm("accept", "承諾を記録する", [caller]),
        isFolded: true
    )

    private static let declining = Block(
        "辞退を代わりに入力",
        form: PageForm(
            "decline",
            "辞退を記録する",
            [
                caller,
                .choice(
                    "ground",
                    "理由",
                    DeclineGround.allCases.map { ($0.rawValue, PageWords.ground($0)) }
                ),
                .area("reason", "補足", most: 500).optional,
            ],
            isGrave: true
        ),
        isFolded: true
    )

    private static func extending(_ deadline: Instant) -> Block {
        Block(
            "回答期限を延ばす",
            ["いまの期限は\(PageWords.moment(deadline))です。新しい期限を講師にお知らせします。"],
            form: PageForm(
                "extend",
                "期限を延ばす",
                [
                    .text("deadline/day", "新しい期限の日", type: "date"),
                    .text("deadline/from", "新しい期限の時刻", value: "\(deadline.time)", type: "time"),
                    .area("reason", "理由", most: 500),
                ]
            ),
            isFolded: true
        )
    }

    private static let withdrawing = Block(
        "打診を取り下げる",
        ["取り下げると、講師は回答できなくなります。打診を受けた講師にはお知らせします。"],
        form: PageForm("withdraw", "取り下げる", [.area("reason", "理由", most: 500)], isGrave: true),
        isFolded: true
    )
}
