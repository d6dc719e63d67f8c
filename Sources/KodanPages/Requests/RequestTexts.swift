public import KodanDomain
import KodanText

/// The page of one request (申込): where it stands, who holds it, what happened, and what the reader may do.
public enum RequestTexts {
    /// What the page shows besides the request itself.
    public struct Surroundings: Sendable {
        let status: RequestStatus
        let topic: String
        let offers: [OfferSummary]
        let materials: [Block]
        let role: Role
        let done: String?
        let path: @Sendable (String) -> String

        /// What goes with a request; `path` makes the addresses of links.
        public init(
            status: RequestStatus,
            topic: String,
            offers: [OfferSummary],
            materials: [Block],
            role: Role,
            done: String?,
            path: @escaping @Sendable (String) -> String
        ) {
            self.status = status
            self.topic = topic
            self.offers = offers
            self.materials = materials
            self.role = role
            self.done = done
            self.path = path
        }
    }

    /// The page.
    public static func page(_ request: RequestDetail, _ around: Surroundings) -> PageContent {
        let summary = request.summary
        var blocks = [Block("現在の状況", facts: standing(request, around))]
        blocks += actions(request, around)
        blocks.append(Block("申込の内容", facts: facts(request, around)))
        if !around.offers.isEmpty {
            blocks.append(Block("打診", table: offers(around.offers)))
        }
        blocks += around.materials
        blocks.append(Block("経過", steps: steps(around.status.timeline)))
        return PageContent(
            summary.title,
            lead: NextStepText.sentence(around.status.nextStep, in: .japanese),
            notice: notices[around.done ?? ""],
            blocks
        )
    }

    /// What is said to whoever handed a request over, and may not see it any more.
    public static let handedOver = PageContent(
        "担当者の引継ぎ",
        lead: "引継ぎを受け付けました。新しい担当者の方に、申込のリンクをお送りします。",
        [Block(nil, ["これまでのリンクは使えなくなりました。ありがとうございました。"])]
    )

    private static let notices = [
        "corrected": "修正を受け付けました。審査の結果をメールでお知らせします。",
        "submitted": "お申込みを受け付けました。審査の結果をメールでお知らせします。", "approved": "承認しました。",
        "rejected": "不承認にしました。申込者に理由をお知らせします。", "sent_back": "差し戻しました。申込者に修正点をお知らせします。",
        "cancelled": "申込を取り消しました。関係者にお知らせします。", "offered": "打診を送りました。",
        "received": "資料の受領を記録しました。ありがとうございました。", "matched": "講師の候補を選びました。",
        AnonymizationForm.done.0: AnonymizationForm.done.1,
        "handed_over": "担当者を変更しました。新しい担当者の方に、この申込のリンクをお送りします。",
    ]

    private static func standing(_ request: RequestDetail, _ around: Surroundings) -> [Fact] {
        var facts = [
            Fact("状態", PageWords.state(request.summary.state)),
            Fact("次に動く人", PageWords.holder(around.status.holder)),
        ]
        if let due = around.status.due { facts.append(Fact("期限", PageWords.moment(due))) }
        if let reason = around.status.reason { facts.append(Fact("理由・修正点", HappeningText.reason(reason))) }
        if let assignment = request.assignment {
            let name = assignment.presenterName ?? "\(assignment.presenter)"
            let page = around.path("/lectures/\(assignment.id)")
            // Who does not come any more is not named as who comes.
            if assignment.state.isBinding {
                facts.append(Fact("講師", name, page))
                facts.append(Fact("決定した日時", PageWords.range(assignment.during)))
            } else {
                facts.append(Fact("前の派遣", "\(name)（\(PageWords.state(assignment.state))）", page))
            }
        }
        return facts
    }

    private static func facts(_ request: RequestDetail, _ around: Surroundings) -> [Fact] {
        let summary = request.summary
        var facts = [
            Fact("申込番号", "\(summary.id)"),
            Fact("申込者", summary.organizationName ?? "講師の自主開催", page(ofAsker: summary, around.role)),
            Fact("事業", request.programmeName),
        ]
        if let contact = request.contact {
            facts.append(Fact("担当者", "\(contact.name) 様"))
            facts.append(Fact("連絡先", "\(contact.phone.text)　\(contact.email.text)"))
        }
        facts += request.arrangements.people
        facts += request.slots.map { Fact("第\($0.ordinal)希望", PageWords.range($0.during)) }
        facts.append(Fact("日程の調整", PageWords.flexibility(request.arrangements.flexibility)))
        facts.append(Fact("会場", PageWords.place(isOnline: request.venue == nil, venue: request.venue?.name)))
        if let venue = request.venue { facts.append(Fact("所在地", venue.address)) }
        return facts + request.arrangements.wayThere + [
            Fact("テーマ", around.topic),
            Fact("講師に求める水準", RequestFormTexts.level(request.requiredLevel)),
            Fact("目的", request.purpose), Fact("対象", request.audience),
            Fact("参加見込み", "\(summary.expectedAttendance)名（\(request.isOpenToPublic ? "公開" : "会員のみ")）"),
            Fact("設備", request.equipment.isEmpty ? "記載なし" : request.equipment),
            Fact("配布資料", request.printedCopies == 0 ? "印刷なし" : "\(request.printedCopies)部"),
            request.arrangements.recorded,
        ]
    }

    /// Where who asked is to be found, for whoever has to call them.
    private static func page(ofAsker request: RequestSummary, _ role: Role) -> String? {
        guard role == .coordinator else { return nil }
        return request.organization.map { "/organizations/\($0)" }
            ?? request.askingPresenter.map { "/presenters/\($0)" }
    }

    /// The offers of a request.
    static func offers(_ offers: [OfferSummary]) -> PageTable {
        PageTable(
            "この申込の打診",
            ["講師", "日時", "状態", "期限・回答", "理由"],
            offers.map { offer in
                [
                    PageCell(offer.presenterName, "/offers/\(offer.id)"),
                    PageCell(PageWords.range(offer.during)),
                    PageCell(PageWords.state(offer.state)),
                    PageCell((offer.answeredAt ?? offer.deadline).map(PageWords.moment) ?? "－"),
                    PageCell(offer.ground.map(PageWords.ground) ?? offer.reason ?? "－"),
                ]
            },
            empty: ""
        )
    }

    /// What happened, the oldest first.
    ///
    /// A request is approved by the screening alone: the record calls it approved too when a presenter withdrew, or
    /// nobody was left who was asked, and another is looked for.
    static func steps(_ timeline: [TimelineEvent]) -> [PageStep] {
        let late = ["matched", "unmatched", "offered", "assigned", "not_held"].map { "request.\($0)" }
        var last = ""
        return timeline.map { event in
            defer { if event.action.hasPrefix("request.") { last = event.action } }
            let isAgain = event.action == "request.approved" && late.contains(last)
            return step(event, called: isAgain ? "講師の選び直し" : HappeningText.name(ofAction: event.action))
        }
    }

    private static func step(_ event: TimelineEvent, called name: String) -> PageStep {
        let who = NameText.name(of: event.role, in: .japanese)
        let proxy = event.onBehalfOf.map { "（\($0)様の代理）" } ?? ""
        let note = event.reason.map { "　\(HappeningText.reason($0))" } ?? ""
        return PageStep(
            PageWords.moment(event.at),
            name,
            "\(who)\(proxy)\(note)"
        )
    }

    private static func actions(_ request: RequestDetail, _ around: Surroundings) -> [Block] {
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
            if state == .unmatched { blocks.append(givingBack) }
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

    /// For a request for which nobody was found: another day, or another topic, may help.
    private static let givingBack = Block(
        "申込者に差し戻す",
        ["講師が見つからないとき、新しい希望日時などの修正を申込者にお願いします。修正して提出されると、あらためて審査します。"],
        form: PageForm(
            "screen",
            "差し戻す",
            [.area("reason", "修正していただく点", most: 2000).hinted("申込者にそのままお知らせします。")],
            hidden: ["decision": "send_back"]
        ),
        isFolded: true
    )

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
            .attested:
            true
        case .draft, .rejected, .notHeld, .closed, .cancelled: false
        }
    }

    /// Whether the lecture can still be called off.
    fileprivate var isBeforeLecture: Bool {
        switch self {
        case .submitted, .screening, .returned, .approved, .matched, .unmatched, .offered, .assigned: true
        case .draft, .rejected, .held, .notHeld, .attested, .closed, .cancelled: false
        }
    }
}
