public import KodanDomain
import KodanText

/// Honoraria (謝金): what is owed for lectures, and how each yen came about.
public enum HonorariumTexts {
    /// What honoraria are looked for, as it was typed.
    public struct Choice: Sendable, Equatable {
        let state: HonorariumState?
        let from: String
        let to: String

        /// A search.
        public init(state: HonorariumState?, from: String, to: String) {
            self.state = state
            self.from = from
            self.to = to
        }
    }

    /// The list; `names` are those of lectures and payees.
    public static func list(
        _ honoraria: [HonorariumOverview],
        _ choice: Choice,
        _ names: ThingNames,
        next: String?
    ) -> PageContent {
        PageContent(
            "謝金",
            [
                Block(
                    "絞り込み",
                    form: .searchOfLectures(
                        HonorariumState.allCases.map { ($0.rawValue, PageWords.state($0)) },
                        state: choice.state?.rawValue,
                        from: choice.from,
                        to: choice.to
                    )
                ),
                Block(
                    nil,
                    table: PageTable(
                        "謝金の一覧（\(choice.state == .calculated ? "古い順" : "新しい順")）",
                        ["講演", "講演日", "支払先", "伝票", "状態", "謝金額", "旅費（講師に支払う）", "支払額", "旅費（直接支払済み）", "支払日"],
                        honoraria.map { row($0, names) },
                        empty: "該当する謝金はありません。",
                        next: next
                    )
                ),
            ]
        )
    }

    private static func row(_ honorarium: HonorariumOverview, _ names: ThingNames) -> [PageCell] {
        [
            PageCell(names[honorarium.assignment], "/honoraria/\(honorarium.id)"),
            PageCell(PageWords.day(honorarium.lectureOn)), PageCell(names[honorarium.payee]),
            PageCell(PageWords.entry(honorarium.entry)),
            PageCell(PageWords.state(honorarium.state)), .number(PageWords.yen(honorarium.fee)),
            .number(PageWords.yen(honorarium.travelToPresenter)),
            .number(PageWords.yen(honorarium.gross)), .number(PageWords.yen(honorarium.travelDirectly)),
            PageCell((honorarium.paid?.payOn).map(PageWords.day) ?? "－"),
        ]
    }

    /// The page of one honorarium with the rows of the tables that it was computed from; `ranks` are those that a
    /// correction may name.
    public static func page(
        _ honorarium: HonorariumDetail,
        rates: [Rate],
        ranks: [NamedCode],
        names: ThingNames,
        role: Role,
        done: String?
    ) -> PageContent {
        let overview = honorarium.overview
        var blocks = [
            Block(
                "謝金",
                facts: facts(honorarium, names),
                links: [PageLink("申込から支払までの経緯", "/honoraria/\(overview.id)/walk")]
            ),
            Block(
                "計算の根拠",
                facts: amounts(honorarium),
                table: PageTable(
                    "適用した単価・税率",
                    ["種類", "内容", "適用期間", "根拠"],
                    rates.map { rate in
                        [
                            PageCell(RateWords.name(rate)), PageCell(RateWords.value(rate)),
                            PageCell(PageWords.validity(rate.validity)), PageCell(RateWords.basis(rate)),
                        ]
                    },
                    empty: "表によらない金額です。"
                )
            ),
        ]
        if role == .accountant, overview.entry != .red {
            switch honorarium.correctedBy.count {
            case 0: blocks += [correction(ranks, words: correctionWords), cancellation]
            // A red entry alone: nothing took its place.
            case 1: blocks.append(correction(ranks, words: revivalWords))
            default: break
            }
        }
        return PageContent(
            "謝金：\(names[overview.assignment])（\(PageWords.day(overview.lectureOn))）",
            lead: lead(overview.state),
            notice: done.flatMap { notices[$0] },
            blocks
        )
    }

    private static let notices = [
        "calculated": "謝金を計算しました。", "travel_settled": "旅費を精算しました。",
        "corrected": "訂正しました。新しい伝票は、次に作成する支払に含まれます。", "cancelled": "赤伝で取り消しました。支払済みの分は、次に作成する支払で差し引きます。",
    ]

    private static func lead(_ state: HonorariumState) -> String {
        switch state {
        case .calculated: "まだ支払に含まれていません。経理担当が支払を作成すると含まれます。"
        case .included: "支払に含まれています。支払のページで状況をご覧ください。"
        case .settled: "支払が完了しました。"
        case .replaced: "赤伝で取り消されました。"
        }
    }

    private static func facts(_ honorarium: HonorariumDetail, _ names: ThingNames) -> [Fact] {
        let overview = honorarium.overview
        var facts = [
            Fact("番号", "\(overview.id)"),
            Fact("講演", names[overview.assignment], "/lectures/\(overview.assignment)"),
            Fact("講演日", PageWords.day(overview.lectureOn)),
            Fact("支払先", names[overview.payee], "/payees/\(overview.payee)"),
            Fact("伝票", PageWords.entry(overview.entry)), Fact("状態", PageWords.state(overview.state)),
            Fact("事業と予算年度", "\(honorarium.programmeName)　\(PageWords.fiscalYear(honorarium.budgetYear))"),
            Fact("支払確定日", PageWords.day(overview.fixedOn)),
            Fact(
                "計算",
                PageWords.moment(honorarium.calculatedAt)
                    + "（\(honorarium.calculatedBy.map { names[$0] } ?? "システム")）"
            ),
        ]
        if let paid = overview.paid {
            facts.append(
                Fact(
                    "支払",
                    "\(PageWords.day(paid.payOn))　\(PageWords.state(paid.state))",
                    "/payments/\(paid.payment)"
                )
            )
        }
        if let other = honorarium.corrects { facts.append(Fact("訂正した謝金", "\(other)", "/honoraria/\(other)")) }
        if let reason = honorarium.reason { facts.append(Fact("訂正の理由", reason)) }
        return facts
            + honorarium.correctedBy.map { Fact("この謝金の訂正", "\($0)", "/honoraria/\($0)") }
    }

    /// From the attested minutes to what arrives.
    private static func amounts(_ honorarium: HonorariumDetail) -> [Fact] {
        let overview = honorarium.overview
        var facts = [
            Fact("確認された講演時間", "\(honorarium.minutes)分（ランク：\(honorarium.rankName)）"),
            Fact("謝金の対象時間", "\(overview.billedMinutes)分"),
            Fact("謝金額", PageWords.yen(overview.fee)),
            Fact("旅費（講師に支払う）", PageWords.yen(overview.travelToPresenter)),
            Fact("旅費（直接支払済み）", PageWords.yen(overview.travelDirectly)),
            Fact("支払額（謝金額と講師に支払う旅費）", PageWords.yen(overview.gross)),
            Fact("区分された消費税", PageWords.yen(honorarium.separateTax)),
            Fact("源泉徴収対象額", PageWords.yen(honorarium.base)),
        ]
        if let net = honorarium.promisedNet { facts.append(Fact("手取りで約束した額", PageWords.yen(net))) }
        if let share = overview.paid?.taxShare {
            facts.append(Fact("源泉徴収税額（支払のうちこの謝金の分）", PageWords.yen(share)))
            facts.append(Fact("差引支払額", PageWords.yen(overview.gross - share)))
        }
        return facts
    }

    private static let correctionWords = (
        title: "訂正（赤伝・黒伝）", lead: "元の伝票は消えません。赤伝で取り消し、正しい黒伝を起こします。直すところだけを入力してください。",
        button: "訂正する"
    )

    private static let revivalWords = (
        title: "取消しをやめる（黒伝）", lead: "取り消した謝金を、黒伝を起こして支払うことにします。直すところがなければ、理由だけを入力してください。",
        button: "黒伝を起こす"
    )

    private static func correction(
        _ ranks: [NamedCode],
        words: (title: String, lead: String, button: String)
    ) -> Block {
        Block(
            words.title,
            [words.lead],
            form: PageForm(
                "correct",
                words.button,
                [
                    .number("minutes", "講演時間（分）").optional,
                    .choice("rank", "ランク", ranks.map { ($0.code, $0.japanese) })
                        .hinted("謝金の単価表から計算し直すときだけ選びます。辞退や手取りの登録が誤りだったときも同じです。").optional,
                    .number("travel_to_presenter", "講師に支払う旅費（円）").optional,
                    .number("travel_directly", "直接支払った旅費（円）").optional,
                    .number("consumption_tax", "区分された消費税（円）").optional,
                    .text("payee", "支払先の番号（pye-…）", most: 30).optional,
                    .area("reason", "理由", most: 500),
                ],
                isGrave: true
            ),
            isFolded: true
        )
    }

    private static let cancellation = Block(
        "取消し（赤伝）",
        ["この謝金を支払わないことにします。支払済みのときは、次に作成する支払から差し引き、足りなければ返金をお願いします。"],
        form: PageForm("cancel", "取り消す", [.area("reason", "理由", most: 500)], isGrave: true),
        isFolded: true
    )
}
