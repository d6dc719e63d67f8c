public import KodanDomain
import KodanText

/// The page of a payment (支払): one payee on one payment date.
public enum PaymentTexts {
    /// The page; `asker` is the reader, who does not approve what they prepared, `names` are those of lectures and
    /// people.
    public static func page(
        _ payment: PaymentDetail,
        names: ThingNames,
        role: Role,
        asker: User.ID?,
        today: LocalDate,
        done: String?
    ) -> PageContent {
        let summary = payment.summary
        var blocks = [Block("支払", facts: facts(payment, names))]
        blocks += steps(payment, role, asker, today)
        blocks.append(Block("明細", table: lines(payment, names)))
        blocks.append(
            Block(
                "振込",
                table: TransferTexts.transfers("この支払の振込", payment.attempts, names, showsPayment: false)
            )
        )
        blocks.append(
            Block(
                "経緯",
                links: [
                    PageLink("申込からこの支払までの経緯", "/payments/\(summary.id)/walk"),
                    PageLink(
                        "\(PageWords.month(summary.payOn.yearMonth))支払分",
                        "/months/\(summary.payOn.yearMonth)"
                    ),
                ]
            )
        )
        return PageContent(
            "支払：\(summary.payeeName)（\(PageWords.day(summary.payOn))）",
            lead: lead(summary),
            notice: done.flatMap { notices[$0] },
            blocks
        )
    }

    private static let notices = [
        "approved": "承認しました。", "reopened": "作成中に戻しました。直したあと、もう一度承認に回してください。",
        "repaid": "返金を登録しました。",
    ]

    private static func lead(_ payment: PaymentSummary) -> String {
        switch payment.state {
        case .draft: "作成中です。経理担当が承認に回します。"
        case .dropped: "取りやめになりました。"
        case .submitted: "承認を待っています。承認者が確認します。"
        case .approved: "承認されました。承認者が月を締めます。"
        case .closed:
            payment.net < .zero ? "支払先からの返金を待っています。" : "締められました。経理担当が振込データを作成します。"
        case .exported: "振込データに含まれています。銀行の結果を待っています。"
        case .paid: "支払が完了しました。"
        }
    }

    private static func facts(_ payment: PaymentDetail, _ names: ThingNames) -> [Fact] {
        let summary = payment.summary
        var facts = [
            Fact("番号", "\(summary.id)"), Fact("支払先", summary.payeeName, "/payees/\(summary.payee)"),
            Fact("支払日", PageWords.day(summary.payOn)), Fact("状態", PageWords.state(summary.state)),
            Fact("課税区分", NameText.name(of: payment.payeeClass, in: .japanese)),
            Fact("総額", PageWords.yen(summary.gross)), Fact("課税対象額", PageWords.yen(payment.base)),
            Fact("源泉税", PageWords.yen(summary.tax)), Fact("差引支払額", PageWords.yen(summary.net)),
            Fact("作成", "\(PageWords.moment(payment.preparedAt))（\(names[payment.preparedBy])）"),
        ]
        if payment.reversedGross > .zero {
            facts.append(
                Fact(
                    "赤伝による取消し",
                    "総額\(PageWords.yen(payment.reversedGross))、源泉税\(PageWords.yen(payment.reversedTax))"
                )
            )
        }
        if let submittedAt = payment.submittedAt { facts.append(Fact("提出", PageWords.moment(submittedAt))) }
        if let approvedAt = payment.approvedAt, let approver = payment.approvedBy {
            facts.append(Fact("承認", "\(PageWords.moment(approvedAt))（\(names[approver])）"))
        }
        if let paidOn = summary.paidOn { facts.append(Fact("支払済の日", PageWords.day(paidOn))) }
        return facts
    }

    private static func lines(_ payment: PaymentDetail, _ names: ThingNames) -> PageTable {
        PageTable(
            "支払に含まれる謝金",
            ["講演", "伝票", "講演日", "総額", "課税対象額", "源泉税"],
            payment.lines.map { line in
                [
                    PageCell(names[line.honorarium], "/honoraria/\(line.honorarium)"),
                    PageCell(PageWords.entry(line.entry)), PageCell(PageWords.day(line.lectureOn)),
                    .number(PageWords.yen(line.gross)), .number(PageWords.yen(line.base)),
                    .number(PageWords.yen(line.taxShare)),
                ]
            },
            empty: "明細はありません。"
        )
    }

    private static func steps(
        _ payment: PaymentDetail,
        _ role: Role,
        _ asker: User.ID?,
        _ today: LocalDate
    ) -> [Block] {
        let state = payment.summary.state
        var blocks: [Block] = []
        if role == .approver, state == .submitted {
            blocks.append(
                payment.preparedBy == asker
                    ? Block("承認", ["ご自身が作成した支払のため、承認できません。別の承認者が承認します。"])
                    : Block("承認", form: PageForm("approve", "この支払を承認する"))
            )
        }
        if [.accountant, .approver].contains(role), [.submitted, .approved].contains(state) {
            blocks.append(
                Block(
                    "差戻し",
                    ["作成中に戻します。承認は取り消され、直したあとでもう一度提出と承認が必要です。"],
                    form: PageForm("reopen", "差し戻す", [.area("reason", "理由", most: 500)]),
                    isFolded: true
                )
            )
        }
        if role == .accountant, state == .closed, payment.summary.net < .zero {
            blocks.append(
                Block(
                    "返金の登録",
                    form: PageForm(
                        "repay",
                        "返金を登録する",
                        [.text("paid_on", "入金日", value: "\(today)", type: "date")]
                    )
                )
            )
        }
        return blocks
    }

    /// The table of some payments.
    static func table(_ caption: String, _ payments: [PaymentSummary], next: String? = nil) -> PageTable {
        PageTable(
            caption,
            ["支払先", "番号", "明細", "総額", "源泉税", "差引支払額", "状態"],
            payments.map { payment in
                [
                    PageCell(payment.payeeName, "/payments/\(payment.id)"), PageCell("\(payment.id)"),
                    .number("\(payment.lines)"), .number(PageWords.yen(payment.gross)),
                    .number(PageWords.yen(payment.tax)), .number(PageWords.yen(payment.net)),
                    PageCell(PageWords.state(payment.state)),
                ]
            },
            empty: "該当する支払はありません。",
            next: next
        )
    }
}
