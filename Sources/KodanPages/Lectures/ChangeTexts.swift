import KodanDomain
import KodanText

/// A change of date or venue (日時・会場の変更) on the page of its lecture: what is proposed, the answers, the decision.
enum ChangeTexts {
    /// What a change that waits asks of a reader in `role`, before all else; nil where none waits.
    static func lead(_ change: ChangeEntry?, _ lecture: AssignmentSummary, _ role: Role, _ now: Instant)
        -> String?
    {
        guard let change, lecture.state.isBinding else { return nil }
        if change.state == .declined {
            return role == .coordinator
                ? "日時・会場の変更がまとまりませんでした。予定どおり行うか、講師を探し直すかを決めてください。"
                : "日時・会場の変更がまとまりませんでした。予定どおり行うかどうかを、事務局が決めてお知らせします。"
        }
        let own: Side? = role == .host ? .host : role == .presenter ? .presenter : nil
        guard let own, change.confirmed[own] == nil, now < change.deadline else {
            return "日時・会場の変更について、回答を待っています。"
        }
        return "日時・会場の変更の相談があります。\(PageWords.moment(change.deadline))までにご回答ください。"
    }

    /// What a reader in `role` sees of the change that waits, or the form to propose one.
    static func blocks(_ change: ChangeEntry?, _ lecture: AssignmentSummary, _ role: Role, _ now: Instant)
        -> [Block]
    {
        let mayAct = [.host, .presenter, .coordinator].contains(role)
        guard let change else {
            return mayAct && now < lecture.during.start ? [proposal(role, isOnline: lecture.isOnline)] : []
        }
        var blocks = [Block("日時・会場の変更の相談", facts: facts(change))]
        guard mayAct else { return blocks }
        let hidden = ["change": "\(change.id)"]
        if change.state == .declined {
            if role == .coordinator { blocks.append(decision(hidden)) }
            return blocks
        }
        if now < change.deadline { blocks += answers(change, role, hidden) }
        let own: Side? = role == .host ? .host : role == .presenter ? .presenter : .body
        if change.proposedBy == own {
            blocks.append(
                Block(
                    "相談を取り下げる",
                    form: PageForm("withdraw_change", "取り下げる", [reason], hidden: hidden, isGrave: true),
                    isFolded: true
                )
            )
        }
        return blocks
    }

    private static func facts(_ change: ChangeEntry) -> [Fact] {
        var facts = [Fact("いまの日時", PageWords.range(change.was))]
        if change.during != change.was { facts.append(Fact("新しい日時", PageWords.range(change.during))) }
        if let venue = change.venue {
            facts += [Fact("新しい会場", venue.name), Fact("新しい所在地", venue.address)]
        }
        if change.isOnline { facts.append(Fact("新しい会場", PageWords.place(isOnline: true, venue: nil))) }
        facts += [
            Fact("相談した側", name(change.proposedBy)), Fact("理由", change.reason),
            Fact("回答の期限", PageWords.moment(change.deadline)),
            Fact("まとまらないとき", change.oldStands ? "予定どおり開催します" : "予定どおりの開催はできません"),
        ]
        for side in [Side.host, .presenter] {
            let answer =
                change.declinedBy == side
                ? "辞退" : change.confirmed[side].map { "了承（\(PageWords.moment($0))）" } ?? "回答待ち"
            facts.append(Fact("\(name(side))の回答", answer))
        }
        return facts
    }

    private static func answers(_ change: ChangeEntry, _ role: Role, _ hidden: [String: String]) -> [Block] {
        let missing = [Side.host, .presenter].filter { change.confirmed[$0] == nil }
        let own: Side? = role == .host ? .host : role == .presenter ? .presenter : nil
        guard own.map({ missing.contains($0) }) ?? !missing.isEmpty else { return [] }
        var who: [FormField] = []
        if own == nil {
            who = [
                .choice("by", "回答した側", missing.map { ($0.rawValue, name($0)) }),
                .text("on_behalf_of", "連絡された方の氏名", most: 100),
            ]
        }
        return [
            Block("変更を了承する", form: PageForm("confirm_change", "了承する", who, hidden: hidden)),
            Block(
                "変更に応じられない",
                form: PageForm("decline_change", "応じられない", who + [reason], hidden: hidden, isGrave: true),
                isFolded: true
            ),
        ]
    }

    private static func decision(_ hidden: [String: String]) -> Block {
        Block(
            "変更がまとまらなかったので",
            form: PageForm(
                "decide_change",
                "決定する",
                [
                    .choice("decision", "どうしますか", [("keep", "予定どおり開催する"), ("release", "講師を解除し、探し直す")]),
                    reason,
                ],
                hidden: hidden
            )
        )
    }

    private static func proposal(_ role: Role, isOnline: Bool) -> Block {
        Block(
            "日時・会場の変更を相談する",
            ["主催団体と講師の両方が了承すると、変更されます。変えない項目は空欄のままにします。"],
            form: PageForm(
                "propose_change",
                "相談する",
                [
                    FormField.text("time/day", "新しい日", type: "date").optional,
                    .text("time/from", "新しい開始", type: "time").optional,
                    .text("time/to", "新しい終了", type: "time").optional,
                ] + (isOnline ? [] : place) + [
                    .choice(
                        "old_stands",
                        "変更できないとき",
                        [("true", "予定どおり開催できる"), ("false", "予定どおりには開催できない")]
                    ), reason,
                ],
                hidden: role == .coordinator ? ["by": Side.body.rawValue] : [:]
            ),
            isFolded: true
        )
    }

    /// What is online already has no venue that could change.
    private static let place: [FormField] = [
        .text("venue/name", "新しい会場名", most: 200).optional,
        .text("venue/postal_code", "新しい会場の郵便番号", mode: "numeric", most: 12).optional,
        .text("venue/address", "新しい会場の所在地", most: 200).optional,
        FormField.tick("online", "会場に集まらず、オンラインで開催する")
            .hinted("台風などで会場に集まれないときに選びます。新しい会場は空欄のままにします。").optional,
    ]

    private static let reason = FormField.area("reason", "理由", most: 500)

    private static func name(_ side: Side) -> String { NameText.name(of: side, in: .japanese) }
}
