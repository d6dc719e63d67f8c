import KodanDomain
import KodanText

extension RequestTexts {
    /// What the reader may do with a request, as far as it has come.
    static func actions(_ request: RequestDetail, _ around: Surroundings) -> [Block] {
        var blocks: [Block] = []
        let state = request.summary.state
        if let lecture = request.assignment, lecture.state.isBinding,
            [.host, .presenter, .coordinator].contains(around.role)
        {
            blocks.append(
                Block(
                    "講演",
                    ["予定の確認、日時・会場の変更の相談と回答、開催後の報告と確認は、講演のページで行います。"],
                    links: [PageLink("講演のページへ", around.path("/lectures/\(lecture.id)"))]
                )
            )
        }
        if around.role == .coordinator {
            if [.submitted, .screening].contains(state) { blocks.append(screening) }
            if (try? state.after(.sendBack)) != nil, state != .screening { blocks.append(givingBack) }
            if state == .matched {
                blocks.append(Block("打診", form: PageForm("offer", "候補の講師に打診を送る")))
            }
            if ![.draft, .rejected, .closed, .cancelled].contains(state) {
                let path = "/requests/\(request.summary.id)/matching"
                blocks.append(Block("講師の調整", links: [PageLink("候補の説明・指名・順序・除外", path)]))
            }
        }
        if state == .returned, [.host, .presenter, .coordinator].contains(around.role) {
            let path = around.path("/requests/\(request.summary.id)/correction")
            blocks.append(Block("修正", links: [PageLink("申込を修正する", path)]))
        }
        if request.summary.mayBeCancelled(by: around.role), state == .notHeld {
            let isOwn = request.summary.askingPresenter != nil
            blocks.append(rescheduling(around.role, bindsAtOnce: isOwn))
        }
        if request.summary.mayBeCancelled(by: around.role), state.isBeforeLecture {
            blocks.append(cancelling(around.role))
        }
        if [.host, .coordinator].contains(around.role), request.summary.askingPresenter == nil,
            state.isRunning
        {
            blocks.append(handingOver(around.role))
        }
        // Who comes by the link of one request is not signed in, and begins anew at the start page.
        let isOwnKind = around.role == .presenter ? request.summary.askingPresenter != nil : true
        if [.host, .presenter, .coordinator].contains(around.role), isOwnKind, around.path("").isEmpty,
            ![.draft, .returned].contains(state), request.contact?.email.isAnonymized == false
        {
            let path = "/requests/new?like=\(request.summary.id)"
            blocks.append(Block("次の申込", links: [PageLink("この内容をもとに新しく申し込む", path)]))
        }
        if around.role == .administrator, [.closed, .rejected, .cancelled].contains(state),
            request.contact?.email.isAnonymized == false
        {
            blocks.append(AnonymizationForm.block("担当者と代理の方の氏名・連絡先と、この申込についてのメールを消します。"))
        }
        return blocks
    }

    private static let screening = Block(
        "審査",
        form: PageForm(
            "screen",
            "決定する",
            [
                .choice(
                    "decision",
                    "審査の結果",
                    [("approve", "承認する"), ("send_back", "修正を求めて差し戻す"), ("reject", "不承認にする")]
                ),
                .area("reason", "理由・修正していただく点", most: 2000).hinted("承認のときは要りません。申込者にそのままお知らせします。")
                    .optional,
            ]
        )
    )

    /// For an approved request: nobody was found and another day may help, or its day or place has changed.
    private static let givingBack = Block(
        "申込者に差し戻す",
        [
            "講師が見つからないときや、日時・会場が変わったときに、修正を申込者にお願いします。打診中の講師には、取下げをお知らせします。",
            "修正して提出されると、あらためて審査します。",
        ],
        form: PageForm(
            "screen",
            "差し戻す",
            [.area("reason", "修正していただく点", most: 2000).hinted("申込者にそのままお知らせします。")],
            hidden: ["decision": "send_back"]
        ),
        isFolded: true
    )

    /// For a lecture that was not held; that of a presenter who asked for it themself is theirs again at once.
    private static func rescheduling(_ role: Role, bindsAtOnce: Bool) -> Block {
        let caller: [FormField] =
            role == .coordinator ? [.text("on_behalf_of", "代理で行うとき、連絡された方の氏名", most: 100).optional] : []
        return Block(
            "新しい日時を指定する",
            [
                bindsAtOnce
                    ? "新しい日時を送ると、その日時の講演として登録します。" : "新しい希望日時を送ると、審査はせずに、講師をあらためて探します。"
            ],
            form: PageForm("reschedule", "この日時で申し込む", caller + RequestFormTexts.wishes)
        )
    }

    private static func cancelling(_ role: Role) -> Block {
        var fields: [FormField] = []
        if role == .coordinator {
            fields.append(
                .choice(
                    "by",
                    "取り消す側",
                    Side.allCases.map { ($0.rawValue, NameText.name(of: $0, in: .japanese)) }
                )
            )
            fields.append(
                .text("on_behalf_of", "代理で行うとき、連絡された方の氏名", most: 100).optional
            )
        }
        fields.append(.area("reason", "取り消しの理由", most: 2000))
        return Block(
            "申込を取り消す",
            ["取り消すと、元に戻せません。講師が決まっているときは、講師にもメールでお知らせします。講演が近いときは、事務局にもお電話ください。"],
            form: PageForm("cancel", "取り消す", fields, isGrave: true),
            isFolded: true
        )
    }

    private static func handingOver(_ role: Role) -> Block {
        let caller: [FormField] =
            role == .coordinator ? [.text("on_behalf_of", "代理で行うとき、連絡された方の氏名", most: 100).optional] : []
        return Block(
            "担当者を引き継ぐ",
            ["今後のご連絡は、新しい担当者の方にお送りします。これまでの担当者の方のリンクは使えなくなります。"],
            form: PageForm(
                "hand_over",
                "引き継ぐ",
                [
                    .text("name", "新しい担当者の氏名", most: 100),
                    .text("email", "新しい担当者のメールアドレス", type: "email", mode: "email", most: 254),
                    .text("phone", "新しい担当者の電話番号", type: "tel", mode: "tel", most: 20),
                ] + caller
            ),
            isFolded: true
        )
    }
}

extension RequestSummary {
    /// Whether a reader in this role may call it off: who asked, and coordinators.
    fileprivate func mayBeCancelled(by role: Role) -> Bool {
        switch role {
        case .host: askingPresenter == nil
        case .presenter: askingPresenter != nil
        case .coordinator: true
        case .clerk, .accountant, .approver, .auditor, .administrator, .system: false
        }
    }
}

extension RequestState {
    /// Whether somebody has to see to it.
    fileprivate var isRunning: Bool {
        switch self {
        case .submitted, .screening, .returned, .approved, .matched, .unmatched, .offered, .assigned, .held,
            .notHeld, .attested:
            true
        case .draft, .rejected, .closed, .cancelled: false
        }
    }

    /// Whether the lecture can still be called off, or the draft of a request be discarded.
    fileprivate var isBeforeLecture: Bool {
        switch self {
        case .draft, .submitted, .screening, .returned, .approved, .matched, .unmatched, .offered, .assigned,
            .notHeld:
            true
        case .rejected, .held, .attested, .closed, .cancelled: false
        }
    }
}
