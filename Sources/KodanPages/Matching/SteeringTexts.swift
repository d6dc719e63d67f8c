public import KodanDomain

/// The page on which a coordinator steers who is asked for a request (講師の調整).
public enum SteeringTexts {
    /// How many presenters an order can name on the page, at least.
    private static let namedAtLeast = 3

    /// The page; `presenter` is the one whom the reader comes to ask.
    public static func page(
        _ request: RequestDetail,
        order: AskingOrder,
        names: ThingNames,
        offers: [OfferSummary],
        presenter asked: Presenter.ID?,
        done: String?
    ) -> PageContent {
        let id = request.summary.id
        let presenter = asked.map { NamedThings.filling($0, names) }
        let isOpen = [.approved, .matched, .unmatched, .offered].contains(request.summary.state)
        var blocks = [
            Block(
                "いまの状態",
                facts: [
                    Fact("申込", request.summary.title, "/requests/\(id)"),
                    Fact("状態", PageWords.state(request.summary.state)), Fact("打診の順序", standing(order, names)),
                ] + exclusions(request, names)
            )
        ]
        if isOpen {
            blocks.append(
                Block(
                    "候補の説明",
                    ["なぜこの講師か、ほかの講師ではなぜいけないか、選びなおすと全体がどうなるかを計算して示します。数秒かかることがあります。"],
                    links: [PageLink("候補の説明を見る", "/requests/\(id)/explanation")]
                )
            )
        }
        if !offers.isEmpty {
            blocks.append(
                Block(
                    "打診",
                    ["講師の名前から、期限の延長・取り下げ・代理の回答ができます。"],
                    table: RequestTexts.offers(offers)
                )
            )
        }
        if isOpen { blocks += [asking(request, presenter), assigning(request, presenter)] }
        if request.summary.state.mayBeSteered {
            blocks += [ordering(order, names), excluding(presenter)]
            if !request.excludedPresenters.isEmpty { blocks.append(lifting(request, names)) }
        }
        return PageContent(
            "講師の調整：\(request.summary.title)",
            lead: isOpen ? "講師が決まるまで、調整担当が受け持ちます。" : "いまは講師を探していない申込です。",
            notice: notices[done ?? ""],
            blocks
        )
    }

    private static let notices = [
        "ordered": "打診の順序を記録しました。次の打診から従います。", "excluded": "この申込の候補から外しました。",
        "exclusion_lifted": "候補から外したのを解除しました。次の候補の選定から、この講師も対象になります。",
        "asked": "打診を送りました。", "queued": "打診を用意しました。送るには、申込のページで送信します。",
    ]

    private static func standing(_ order: AskingOrder, _ names: ThingNames) -> String {
        let named = order.presenters.map { names[$0] }.joined(separator: "、")
        return named.isEmpty ? name(order.mode) : "\(name(order.mode))（\(named)）"
    }

    private static func exclusions(_ request: RequestDetail, _ names: ThingNames) -> [Fact] {
        request.excludedPresenters.map { Fact("候補から外した講師", "\(names[$0.presenter])（\($0.reason)）") }
    }

    private static func name(_ mode: AskingMode) -> String {
        switch mode {
        case .free: "計画のとおり"
        case .first: "次の講師を先に打診"
        case .only: "次の講師だけに打診"
        case .hold: "打診を保留"
        }
    }

    private static func who(_ presenter: String?) -> FormField {
        .text("presenter", "講師（氏名か番号）", value: presenter ?? "", most: NamedThings.length)
            .hinted(NamedThings.presenterHint)
    }

    private static func slots(_ request: RequestDetail) -> FormField {
        .choice(
            "slot",
            "希望日時",
            request.slots.map { ("\($0.id)", "第\($0.ordinal)希望　\(PageWords.range($0.during))") }
        ).hinted("選ばなければ、条件に合う最初の日時になります。").optional
    }

    private static func asking(_ request: RequestDetail, _ presenter: String?) -> Block {
        Block(
            "講師を指名して打診する",
            form: PageForm(
                "ask",
                "打診する",
                [
                    who(presenter), slots(request), .area("reason", "この講師にした理由", most: 500),
                    .tick("override", "移動圏や上限など、条件に合わない点があっても打診する").optional,
                    .tick("send", "すぐに送る", isTicked: true).optional,
                ]
            ),
            isFolded: presenter == nil
        )
    }

    private static func assigning(_ request: RequestDetail, _ presenter: String?) -> Block {
        Block(
            "口頭で話がついた講師に決める",
            ["打診と承諾を一度に記録します。ほかに打診していた講師には、終わったことをお知らせします。"],
            form: PageForm(
                "assign",
                "この講師に決める",
                [
                    who(presenter), slots(request),
                    .text("on_behalf_of", "話をした相手の氏名", most: 100),
                    .area("reason", "経緯", most: 500), .tick("override", "条件に合わない点があっても決める").optional,
                ]
            ),
            isFolded: true
        )
    }

    private static func ordering(_ order: AskingOrder, _ names: ThingNames) -> Block {
        let count = min(max(namedAtLeast, order.presenters.count + 1), AskingOrder.limit)
        return Block(
            "打診の順序を決める",
            form: PageForm(
                "order",
                "順序を記録する",
                [
                    .choice(
                        "mode",
                        "打診のしかた",
                        AskingMode.allCases.map { ($0.rawValue, name($0)) },
                        value: order.mode.rawValue
                    )
                ]
                    + (0..<count).map { index in
                        let named = order.presenters.indices.contains(index)
                        return FormField.text(
                            "presenters/\(index)",
                            "\(index + 1)番目の講師（氏名か番号）",
                            value: named ? NamedThings.filling(order.presenters[index], names) : "",
                            most: NamedThings.length
                        ).optional
                    } + [.area("reason", "理由", most: 500)]
            ),
            isFolded: true
        )
    }

    private static func excluding(_ presenter: String?) -> Block {
        Block(
            "講師をこの申込の候補から外す",
            ["打診していれば取り下げ、講師にお知らせします。理由は主催団体も読めます。"],
            form: PageForm(
                "exclude",
                "候補から外す",
                [who(presenter), .area("reason", "理由", most: 500)],
                isGrave: true
            ),
            isFolded: true
        )
    }

    private static func lifting(_ request: RequestDetail, _ names: ThingNames) -> Block {
        Block(
            "候補から外した講師を戻す",
            ["打診を取り下げた講師や断った講師には、自動では改めて打診しません。必要なときは、指名して打診してください。所属団体などの決まりで派遣できない講師は、戻しても派遣できません。"],
            form: PageForm(
                "lift_exclusion",
                "候補に戻す",
                [
                    .choice(
                        "presenter",
                        "戻す講師",
                        request.excludedPresenters.map { ("\($0.presenter)", names[$0.presenter]) }
                    ), .area("reason", "理由", most: 500),
                    .text("on_behalf_of", "代理で行うとき、連絡された方の氏名", most: 100).optional,
                ]
            ),
            isFolded: true
        )
    }
}

extension RequestState {
    /// Whether it may still come to look for a presenter.
    fileprivate var mayBeSteered: Bool {
        switch self {
        case .submitted, .screening, .returned, .approved, .matched, .unmatched, .offered, .assigned,
            .notHeld:
            true
        case .draft, .rejected, .held, .attested, .closed, .cancelled: false
        }
    }
}
