public import KodanDomain
import KodanText

/// Payment notices (支払通知書) and what became of them.
public enum NoticeTexts {
    /// The list, of one month or of all.
    public static func list(
        _ notices: [NoticeSummary],
        role: Role,
        month: YearMonth?,
        today: LocalDate,
        next: String?
    ) -> PageContent {
        let isOffice = role != .presenter
        return PageContent(
            month.map { "支払通知書（\(PageWords.month($0))支払分）" } ?? "支払通知書",
            [
                Block(
                    nil,
                    table: PageTable(
                        "支払通知書の一覧（新しい順）",
                        ["支払先", "番号", "発行日", "確認期限", "状態"] + (isOffice ? ["通知"] : []),
                        notices.map { notice in
                            [
                                PageCell(notice.payeeName, "/notices/\(notice.id)"),
                                PageCell("\(notice.id)"), PageCell(PageWords.day(notice.issuedOn)),
                                PageCell(PageWords.day(notice.confirmBy)),
                                PageCell(PageWords.state(notice.state(on: today))),
                            ] + (isOffice ? [PageCell(NoticeText.telling(of: notice, in: .japanese))] : [])
                        },
                        empty: "支払通知書はありません。",
                        next: next
                    )
                )
            ]
        )
    }

    /// The page of one notice, with what has become of its payment since.
    public static func page(
        _ notice: NoticeSummary,
        since sequel: NoticeSequel,
        role: Role,
        today: LocalDate,
        done: String?
    ) -> PageContent {
        let state = notice.state(on: today)
        let isOffice = role != .presenter
        var facts = [
            Fact("番号", "\(notice.id)"),
            Fact("支払先", notice.payeeName, isOffice ? "/payees/\(notice.payee)" : nil),
            Fact("発行日", PageWords.day(notice.issuedOn)), Fact("確認期限", PageWords.day(notice.confirmBy)),
            Fact("状態", PageWords.state(state)), Fact("登録番号", notice.invoiceNumber ?? "なし"),
            Fact("発行者", "\(notice.bodyName)　\(notice.bodyContact)"),
        ]
        if isOffice {
            let moment = notice.toldAt.map { "（\(PageWords.moment($0))）" } ?? ""
            facts.append(Fact("通知", NoticeText.telling(of: notice, in: .japanese) + moment))
            facts.append(Fact("支払", "内容と経緯を見る", "/payments/\(notice.payment)"))
        }
        if let at = notice.confirmedAt { facts.append(Fact("確認の日時", PageWords.moment(at))) }
        if let objection = notice.objection { facts.append(Fact("誤りの内容", objection)) }
        if let other = notice.replaces { facts.append(Fact("差し替えた通知書", "\(other)", "/notices/\(other)")) }
        if let other = notice.replacedBy { facts.append(Fact("新しい通知書", "\(other)", "/notices/\(other)")) }
        return PageContent(
            "支払通知書：\(notice.payeeName)（\(PageWords.day(notice.issuedOn))発行）",
            lead: lead(notice, state),
            notice: done.flatMap { notices[$0] },
            [
                Block(
                    "通知書",
                    facts: facts,
                    links: [PageLink("通知書を受け取る（印刷用）", "/v1/notices/\(notice.id)/page")]
                ),
                NoticeSequelTexts.block(sequel),
            ] + steps(state, role)
        )
    }

    private static let notices = [
        "confirmed": "確認を登録しました。", "objected": "誤りの連絡を登録しました。経理担当が訂正した通知書を発行します。",
        "replaced": "訂正した通知書を発行しました。",
    ]

    private static func lead(_ notice: NoticeSummary, _ state: NoticeState) -> String {
        switch state {
        case .waiting:
            notice.confirmation == .unlessObjected
                ? "支払先の確認を待っています。期限までに連絡がなければ、確認されたものとします。" : "支払先の確認を待っています。"
        case .confirmed, .takenAsConfirmed: "確認が済んでいます。"
        case .objected: "支払先から誤りの連絡がありました。経理担当が訂正した通知書を発行します。"
        case .replaced: "新しい通知書に差し替えられました。"
        }
    }

    private static func steps(_ state: NoticeState, _ role: Role) -> [Block] {
        guard [.accountant, .presenter].contains(role) else { return [] }
        let isOwn = role == .presenter
        switch state {
        case .waiting:
            return [
                Block(
                    isOwn ? "確認" : "確認の連絡があったとき",
                    form: PageForm("confirm", isOwn ? "内容に誤りはない" : "確認を登録する")
                ),
                Block(
                    "誤りがあるとき",
                    form: PageForm(
                        "object",
                        isOwn ? "誤りを連絡する" : "誤りの連絡を登録する",
                        [.area("objection", "誤りの内容", most: 2000)]
                    ),
                    isFolded: true
                ),
            ]
        case .objected where !isOwn:
            return [
                Block(
                    "差替え",
                    ["氏名と登録番号は、いま登録されている内容になります。金額は締めた月のままです。金額の誤りは謝金の訂正で直し、次の支払の通知書で知らせます。"],
                    form: PageForm("replace", "訂正した通知書を発行する")
                )
            ]
        case .confirmed, .takenAsConfirmed, .objected, .replaced: return []
        }
    }
}
