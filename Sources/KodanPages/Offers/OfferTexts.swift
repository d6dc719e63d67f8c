public import KodanDomain
import KodanText

/// The page of an offer (打診): all that a presenter needs to decide, and both answers.
public enum OfferTexts {
    /// The page; a coordinator steers it (`isSteered`).
    public static func page(
        _ offer: OfferSummary,
        _ request: RequestDetail?,
        topic: String?,
        municipality: String?,
        fee: (gross: Yen, tax: Yen)?,
        travel: TravelEstimate,
        journey: JourneyMap?,
        now: Instant,
        mayAnswer: Bool,
        isSteered: Bool = false,
        done: String?
    ) -> PageContent {
        var blocks = [Block("講演の内容", facts: facts(offer, request, topic: topic, municipality: municipality))]
        if let journey { blocks.append(JourneyTexts.block(journey, minutes: offer.travelMinutes)) }
        blocks.append(Block("謝金と旅費", facts: OfferMoneyTexts.facts(fee, travel, isOnline: offer.isOnline)))
        let isOpen = offer.state == .sent && offer.deadline.map { now < $0 } == true
        if isOpen, mayAnswer { blocks += answers }
        if isSteered { blocks += steering(offer, isOpen: isOpen) }
        return PageContent(
            "講演の打診：\(offer.title)",
            lead: lead(offer, now, mayAnswer: mayAnswer),
            notice: notices[done ?? ""],
            blocks
        )
    }

    /// Speaks to the presenter, who may answer, or to whoever else reads how it stands.
    private static func lead(_ offer: OfferSummary, _ now: Instant, mayAnswer: Bool) -> String {
        switch offer.state {
        case .sent:
            guard let deadline = offer.deadline, now < deadline else {
                return mayAnswer
                    ? "回答の期限が過ぎました。お引き受けいただける場合は、事務局までご連絡ください。" : "回答の期限が過ぎました。"
            }
            guard mayAnswer else { return "講師の回答を待っています。回答の期限は\(PageWords.moment(deadline))です。" }
            return "\(PageWords.moment(deadline))までに、承諾または辞退をご回答ください。"
        case .queued: return "事務局で準備中です。"
        case .accepted: return "承諾をいただき、講師が決まりました。"
        case .declined: return "辞退のご回答をいただきました。"
        case .expired: return "期限までにご回答がなかったため、打診を終了しました。"
        case .superseded: return "他の方に決まりました。ご検討ありがとうございました。"
        case .withdrawn: return "この打診は取り下げられました。"
        }
    }

    private static let notices = [
        "accepted": "承諾を受け付けました。詳しいご案内をメールでお送りします。",
        "declined": "辞退を受け付けました。ご検討ありがとうございました。",
        "withdrawn": "打診を取り下げました。講師にお知らせします。", "extended": "回答期限を延ばしました。講師にお知らせします。",
    ]

    private static func facts(
        _ offer: OfferSummary,
        _ request: RequestDetail?,
        topic: String?,
        municipality: String?
    ) -> [Fact] {
        var facts = [
            Fact("日時", PageWords.range(offer.during)),
            Fact("会場", PageWords.place(isOnline: offer.isOnline, venue: offer.venueName)),
        ]
        if !offer.isOnline, let venue = request?.venue {
            let address = municipality.map { AddressText.whole(venue.address, in: $0) } ?? venue.address
            facts.append(Fact("所在地", address))
        }
        if !offer.isOnline {
            facts.append(Fact("移動時間", "片道 約\(PageWords.duration(minutes: offer.travelMinutes))"))
        }
        guard let request else { return facts + [Fact("打診番号", "\(offer.id)")] }
        if !offer.isOnline { facts += request.arrangements.wayThere }
        return facts + [
            Fact("主催", request.summary.organizationName ?? "講師の自主開催"),
            Fact("テーマ", topic ?? request.summary.topic.text),
            Fact("目的", request.purpose),
            Fact("対象", request.audience),
            Fact(
                "参加見込み",
                "\(request.summary.expectedAttendance)名（\(request.isOpenToPublic ? "公開" : "会員のみ")）"
            ),
            Fact("設備", request.equipment.isEmpty ? "記載なし" : request.equipment),
            Fact("配布資料", request.printedCopies == 0 ? "印刷なし" : "\(request.printedCopies)部"),
            request.arrangements.recorded,
            Fact("講師", offer.presenterName),
            Fact("打診番号", "\(offer.id)"),
        ]
    }

    private static let answers = [
        Block(
            "引き受ける",
            ["先に承諾された方に決まります。"],
            form: PageForm("accept", "承諾する")
        ),
        Block(
            "引き受けられない",
            form: PageForm(
                "decline",
                "辞退する",
                [
                    .choice(
                        "ground",
                        "理由",
                        DeclineGround.allCases.map { ($0.rawValue, PageWords.ground($0)) }
                    ).hinted("次の打診の参考にします。団体を選んだ場合、その団体の打診は今後お送りしません。"),
                    .area("reason", "補足", most: 500).optional,
                ],
                isGrave: true
            )
        ),
    ]

    /// What a ground of refusal is called; it stands for the reason where nothing else was said.
    public static func name(of ground: DeclineGround) -> String { PageWords.ground(ground) }

    /// Offers for the body's people: all, those in `state`, or those that end within a day.
    public static func list(
        _ offers: [OfferSummary],
        state: OfferState?,
        isSoon: Bool,
        next: String?
    ) -> PageContent {
        let search = PageForm(
            "search",
            "絞り込む",
            [
                .choice(
                    "state",
                    "状態",
                    OfferState.allCases.map { ($0.rawValue, PageWords.state($0)) },
                    value: state?.rawValue ?? ""
                ).optional,
                .tick("soon", "回答期限まで24時間以内のものだけ", isTicked: isSoon).optional,
            ],
            isSearch: true
        )
        return PageContent(
            "打診",
            lead: isSoon ? "先に打診したものから並べています。" : "新しい打診から並べています。",
            [
                Block("絞り込み", form: search, isFolded: state == nil),
                Block(
                    nil,
                    table: PageTable(
                        "打診の一覧",
                        ["講演名", "講師", "日時", "状態", "期限"],
                        offers.map { offer in
                            [
                                PageCell(offer.title, "/offers/\(offer.id)"), PageCell(offer.presenterName),
                                PageCell(PageWords.range(offer.during)),
                                PageCell(PageWords.state(offer.state)),
                                PageCell(offer.deadline.map(PageWords.moment) ?? "－"),
                            ]
                        },
                        empty: "打診はありません。",
                        next: next
                    )
                ),
            ]
        )
    }
}
