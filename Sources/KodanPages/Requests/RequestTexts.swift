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
            "申込：\(summary.title)",
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
        "approved_over": "承認しました。ただし、この申込で事業の予算を超えました。予算のページでご確認ください。",
        "rejected": "不承認にしました。申込者に理由をお知らせします。", "sent_back": "差し戻しました。申込者に修正点をお知らせします。",
        "rescheduled": "新しい日時を受け付けました。", "cancelled": "申込を取り消しました。関係者にお知らせします。", "offered": "打診を送りました。",
        "received": "資料の受領を記録しました。ありがとうございました。",
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
}
