public import KodanDomain
import KodanText

/// What a presenter was paid and when (お支払い), and the notices of it.
public enum PaidTexts {
    /// The page: what was or will be paid, the newest first, and the notices to print or to object to.
    public static func page(
        _ payments: [PaymentSummary],
        _ notices: [NoticeSummary],
        today: LocalDate
    ) -> PageContent {
        let open = notices.filter { $0.state(on: today) == .waiting }
        return PageContent(
            "お支払い",
            lead: open.isEmpty
                ? "謝金は、実施報告と開催確認がそろった月の翌月以降にお支払いします。"
                : "\(open.count)通の支払通知書が、ご確認を待っています。",
            [
                Block("お支払いの状況", table: table(payments)),
                Block("支払通知書", table: table(notices, today)),
            ] + years(payments)
        )
    }

    /// What was paid in each calendar year, which is what a tax return asks; nothing before the first payment.
    private static func years(_ payments: [PaymentSummary]) -> [Block] {
        let years = Dictionary(grouping: payments) { $0.paidOn?.year }.compactMap { year, paid in
            year.map { (year: $0, paid: paid) }
        }
        guard !years.isEmpty else { return [] }
        return [
            Block(
                "年ごとの合計",
                ["1月から12月までにお振込みした額の合計です。支払調書は、謝金の額が決まった年で集計するため、異なることがあります。"],
                table: PageTable(
                    "年ごとの合計",
                    ["年", "謝金と旅費（税引前）", "源泉徴収税額", "お振込額"],
                    years.sorted { $0.year > $1.year }.map { year, paid in
                        [
                            PageCell("\(year)年"),
                            .number(PageWords.yen(paid.reduce(.zero) { $0 + $1.gross })),
                            .number(PageWords.yen(paid.reduce(.zero) { $0 + $1.tax })),
                            .number(PageWords.yen(paid.reduce(.zero) { $0 + $1.net })),
                        ]
                    },
                    empty: ""
                )
            )
        ]
    }

    private static func table(_ payments: [PaymentSummary]) -> PageTable {
        PageTable(
            "お支払い",
            ["支払日", "謝金と旅費（税引前）", "源泉徴収税額", "お振込額", "状態"],
            payments.map { payment in
                [
                    PageCell(PageWords.day(payment.paidOn ?? payment.payOn)),
                    .number(PageWords.yen(payment.gross)), .number(PageWords.yen(payment.tax)),
                    .number(PageWords.yen(payment.net)),
                    PageCell(StateText.name(of: payment.state, in: .japanese)),
                ]
            },
            empty: "お支払いはまだありません。"
        )
    }

    private static func table(_ notices: [NoticeSummary], _ today: LocalDate) -> PageTable {
        PageTable(
            "支払通知書",
            ["発行日", "番号", "確認期限", "状態"],
            notices.map { notice in
                [
                    PageCell(PageWords.day(notice.issuedOn), "/paid/\(notice.id)"), PageCell("\(notice.id)"),
                    PageCell(PageWords.day(notice.confirmBy)), PageCell(state(notice, today)),
                ]
            },
            empty: "支払通知書はまだありません。"
        )
    }

    /// The page of one notice.
    public static func notice(
        _ notice: NoticeSummary,
        since sequel: NoticeSequel,
        today: LocalDate,
        done: String?
    ) -> PageContent {
        let isOpen = notice.state(on: today) == .waiting
        var blocks = [
            Block(
                "支払通知書",
                facts: [
                    Fact("番号", "\(notice.id)"), Fact("宛名", "\(notice.payeeName) 様"),
                    Fact("発行日", PageWords.day(notice.issuedOn)), Fact("発行者", notice.bodyName),
                    Fact("登録番号", notice.invoiceNumber ?? "なし"), Fact("状態", state(notice, today)),
                ] + (notice.objection.map { [Fact("お申し出の内容", $0)] } ?? []),
                links: [PageLink("通知書を受け取る（印刷用のファイル）", "/v1/notices/\(notice.id)/page")]
            ),
            NoticeSequelTexts.block(sequel),
        ]
        if isOpen {
            blocks += [
                Block("内容に間違いがないとき", form: PageForm("confirm", "確認した")),
                Block(
                    "内容に間違いがあるとき",
                    form: PageForm("object", "申し出る", [.area("objection", "間違いの内容", most: 2000)])
                ),
            ]
        }
        return PageContent(
            "支払通知書の確認",
            lead: isOpen ? "\(PageWords.day(notice.confirmBy))までにご確認ください。" : nil,
            notice: notices[done ?? ""],
            blocks
        )
    }

    private static let notices = [
        "confirmed": "確認を受け付けました。ありがとうございました。", "objected": "お申し出を受け付けました。経理担当から連絡します。",
    ]

    private static func state(_ notice: NoticeSummary, _ today: LocalDate) -> String {
        switch notice.state(on: today) {
        case .waiting: "確認待ち"
        case .confirmed: "確認済み"
        case .takenAsConfirmed: "期限までにお申し出がなく、確認済みとしました"
        case .objected: "お申し出あり"
        case .replaced: "差替え済み"
        }
    }
}
