public import KodanDomain
import KodanText

/// The page of a payment (支払): one payee on one payment date.
public enum PaymentTexts {
    /// The page; `asker` is the reader, who does not approve what they prepared, `names` are those of lectures and
    /// people.
    public static func page(
        _ payment: PaymentDetail,
        accounts: PaymentAccounts,
        names: ThingNames,
        role: Role,
        asker: User.ID?,
        today: LocalDate,
        done: String?
    ) -> PageContent {
        let summary = payment.summary
        var blocks = [Block("支払", facts: facts(payment, names))]
        if let destination = account(payment, accounts, role) { blocks.append(destination) }
        blocks += steps(payment, seen: state(payment, accounts), role, asker, today)
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
            lead: lead(payment),
            notice: done.flatMap { notices[$0] },
            blocks
        )
    }

    /// What an approver sees before approving: a payment that was submitted anew, or would go to another account by
    /// now, is looked at again.
    public static func state(_ payment: PaymentDetail, _ accounts: PaymentAccounts) -> String {
        let account = accounts.next.map { "\($0.id)" } ?? "-"
        return "\(payment.submittedAt?.microseconds ?? 0) \(account)"
    }

    private static let notices = [
        "approved": "承認しました。", "reopened": "作成中に戻しました。直したあと、もう一度承認に回してください。",
        "repaid": "返金を登録しました。",
    ]

    private static func lead(_ payment: PaymentDetail) -> String {
        let net = payment.summary.net
        return switch payment.summary.state {
        case .draft:
            payment.sentBack == nil ? "作成中です。経理担当が承認に回します。" : "差し戻されました。経理担当が直して、もう一度承認に回します。"
        case .dropped: "取りやめになりました。"
        case .submitted: "承認を待っています。承認者が確認します。"
        case .approved: "承認されました。承認者が月を締めます。"
        case .closed:
            if net < .zero {
                "支払先からの返金を待っています。"
            } else {
                net > .zero ? "締められました。経理担当が振込データを作成します。" : "締められました。差引が0円のため、振込はありません。"
            }
        case .exported:
            payment.attempts.last?.state == .returned
                ? "振込が組戻しになりました。経理担当が口座を確認し、再振込します。" : "振込データに含まれています。銀行の結果を待っています。"
        case .paid: net < .zero ? "返金を受け取りました。" : "支払が完了しました。"
        }
    }

    /// Where the money goes, for those who see accounts: bank, last digits and holder beside the names of the persons
    /// who are paid, and what an approver has to look at twice.
    private static func account(
        _ payment: PaymentDetail,
        _ accounts: PaymentAccounts,
        _ role: Role
    ) -> Block? {
        guard [.accountant, .approver].contains(role), payment.summary.net > .zero,
            payment.summary.state != .dropped
        else { return nil }
        let payee = PageLink("支払先のページで口座を見る", "/payees/\(payment.summary.payee)")
        guard let shown = accounts.shown else {
            let isOpen = [.draft, .submitted].contains(payment.summary.state)
            return Block(
                "振込先",
                [isOpen ? "確認済みの口座がないため、承認も振込もできません。" : "振込先の口座の記録がありません。"],
                links: [payee]
            )
        }
        var facts = [
            Fact("口座", PayeeTexts.bank(shown)), Fact("口座名義", shown.place?.holder ?? "－"),
        ]
        if !accounts.persons.isEmpty {
            facts.append(Fact("講師のカナ氏名", accounts.persons.joined(separator: "、")))
        }
        if let before = accounts.before, before.id != shown.id {
            facts.append(Fact("前回の支払の口座", "\(PayeeTexts.bank(before))　\(before.place?.holder ?? "－")"))
        }
        return Block(
            "振込先",
            [going(payment, accounts)] + remarks(shown, accounts),
            facts: facts,
            links: [payee]
        )
    }

    /// What the account is to the payment.
    private static func going(_ payment: PaymentDetail, _ accounts: PaymentAccounts) -> String {
        switch payment.summary.state {
        case .draft, .submitted: "承認すると、この口座に振り込むことが決まります。"
        case .approved, .closed, .dropped: "この口座に振り込みます。"
        case .paid: "この口座に振り込まれました。"
        case .exported where payment.attempts.last?.state != .returned: "この口座への振込データを作成しました。銀行の結果を待っています。"
        case .exported where accounts.isUnchanged:
            "注意：組戻しになった口座です。新しい口座が登録・確認されるまで、再振込もこの口座になります。"
        case .exported: accounts.next == nil ? "組戻しになった口座です。" : "再振込は、新しく確認されたこの口座に行います。"
        }
    }

    private static func remarks(_ shown: AccountEntry, _ accounts: PaymentAccounts) -> [String] {
        var remarks: [String] = []
        if let before = accounts.before, before.id != shown.id {
            remarks.append("注意：前回の支払とは違う口座です。")
        }
        if accounts.hasOtherHolder {
            remarks.append("注意：口座名義が講師のカナ氏名と一致しません。名義を確かめてください。")
        }
        return remarks
    }

    private static func facts(_ payment: PaymentDetail, _ names: ThingNames) -> [Fact] {
        let summary = payment.summary
        var facts = [
            Fact("番号", "\(summary.id)"), Fact("支払先", summary.payeeName, "/payees/\(summary.payee)"),
            Fact("支払日", PageWords.day(summary.payOn)), Fact("状態", PageWords.state(summary.state)),
            Fact("課税区分", NameText.name(of: payment.payeeClass, in: .japanese)),
            Fact("支払額", PageWords.yen(summary.gross)), Fact("源泉徴収対象額", PageWords.yen(payment.base)),
            Fact("源泉徴収税額", PageWords.yen(summary.tax)), Fact("差引支払額", PageWords.yen(summary.net)),
            Fact("作成", "\(PageWords.moment(payment.preparedAt))（\(names[payment.preparedBy])）"),
        ]
        if payment.reversedGross > .zero {
            facts.append(
                Fact(
                    "赤伝による取消し",
                    "支払額\(PageWords.yen(payment.reversedGross))、源泉徴収税額\(PageWords.yen(payment.reversedTax))"
                )
            )
        }
        if let sentBack = payment.sentBack {
            let person = sentBack.by.map { "（\(names[$0])）" } ?? ""
            facts.append(Fact("差戻し", PageWords.moment(sentBack.at) + person))
            facts.append(Fact("差戻しの理由", sentBack.reason))
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
            ["講演", "伝票", "講演日", "支払額", "源泉徴収対象額", "源泉徴収税額"],
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
        seen: String,
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
                    : Block("承認", form: PageForm("approve", "この支払を承認する", seen: seen))
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
        if role == .accountant, [.draft, .submitted, .approved].contains(state) {
            blocks.append(PayeeForms.hold)
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
            ["支払先", "番号", "明細", "支払額", "源泉徴収税額", "差引支払額", "状態"],
            payments.map { payment in
                [
                    PageCell(payment.payeeName, "/payments/\(payment.id)"), PageCell("\(payment.id)"),
                    .number("\(payment.lines)"), .number(PageWords.yen(payment.gross)),
                    .number(PageWords.yen(payment.tax)), .number(PageWords.yen(payment.net)),
                    PageCell(PageWords.state(payment.state) + (payment.isSentBack ? "（差戻し）" : "")),
                ]
            },
            empty: "該当する支払はありません。",
            next: next
        )
    }
}
