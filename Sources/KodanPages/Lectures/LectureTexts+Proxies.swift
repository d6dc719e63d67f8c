import KodanDomain
import KodanText

extension LectureTexts {
    /// What a coordinator enters for a side that phones or faxes, and the change of presenters.
    static func proxies(
        _ lecture: AssignmentDetail,
        _ receipts: [EvidenceEntry],
        _ now: Instant
    ) -> [Block] {
        let summary = lecture.summary
        let isAttested = lecture.report != nil || lecture.confirmation != nil
        let missing = summary.during.start <= now && !isAttested ? [missed] : []
        if summary.during.end <= now {
            var blocks: [Block] = []
            if lecture.report == nil { blocks.append(report(summary, receipts, [phoned])) }
            if lecture.confirmation == nil { blocks.append(confirmation([phoned])) }
            return blocks + missing
        }
        var blocks: [Block] = []
        let open = Side.allCases.filter { side in
            (side == .host ? summary.hostReconfirmedAt : summary.presenterReconfirmedAt) == nil
        }
        if !open.isEmpty { blocks.append(reconfirming(open)) }
        return blocks + [withdrawing, replacing] + missing
    }

    static let phoned: FormField = .text("on_behalf_of", "連絡された方の氏名", most: 100)
        .hinted("電話やファクスで連絡された方の代わりに入力します。")

    private static func reconfirming(_ sides: [Side]) -> Block {
        Block(
            "予定の確認を代わりに入力",
            form: PageForm(
                "reconfirm",
                "予定どおりと記録する",
                [.choice("by", "確認した側", sides.map { ($0.rawValue, name($0)) }), phoned]
            ),
            isFolded: true
        )
    }

    private static let withdrawing = Block(
        "講師の辞退を代わりに入力",
        ["講師の申し出によるものです。申込は講師を探す段階に戻り、主催団体にもお知らせします。"],
        form: PageForm(
            "withdraw",
            "辞退を記録する",
            [phoned, .area("reason", "理由", most: 2000)],
            isGrave: true
        ),
        isFolded: true
    )

    private static let replacing = Block(
        "講師を交代させる",
        ["いまの講師の担当を解き、申込は講師を探す段階に戻ります。両方にお知らせします。後任を指定すると、続けてその講師に打診します。"],
        form: PageForm(
            "replace",
            "交代させる",
            [
                .choice("by", "どちらの都合か", Side.allCases.map { ($0.rawValue, name($0)) }),
                .area("reason", "交代の理由", most: 2000),
                phoned.optional,
                .text("successor/presenter", "後任の講師（氏名か番号）", most: NamedThings.length)
                    .hinted("空欄なら指定しません。\(NamedThings.presenterHint)").optional,
                .area("successor/reason", "後任に選んだ理由", most: 500).hinted("後任を指定するときに入力します。").optional,
                .tick("successor/override", "条件に合わない点があっても打診する").optional,
            ],
            isGrave: true
        ),
        isFolded: true
    )

    /// For a lecture whose time has come.
    private static let missed = Block(
        "開催されなかったとき",
        ["講師または参加者が来なかった、会場が閉まっていたなど、講演が行われなかったことを記録します。主催団体と講師にメールでお知らせします。"],
        form: PageForm(
            "miss",
            "開催されなかったと記録する",
            [
                .choice("absent", "どちらの都合か", Side.allCases.map { ($0.rawValue, name($0)) }),
                .area("reason", "開催されなかった理由", most: 2000)
                    .hinted("主催団体も申込のページで読みます。病名などは書かないでください。"),
            ],
            isGrave: true
        ),
        isFolded: true
    )

    private static func name(_ side: Side) -> String { NameText.name(of: side, in: .japanese) }
}
