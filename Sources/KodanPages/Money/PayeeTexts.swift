public import KodanDomain
import KodanText

/// Payees (支払先), and the accounts that wait for a second person.
public enum PayeeTexts {
    /// The list.
    public static func list(
        _ payees: [PayeeSummary],
        name: String,
        onlyWaiting: Bool,
        next: String?
    ) -> PageContent {
        PageContent(
            "支払先",
            lead: "新しい口座は、登録した人とは別の人が確認するまで使われません。",
            [
                Block(
                    "絞り込み",
                    form: PageForm(
                        "search",
                        "絞り込む",
                        [
                            .text("name", "名前", value: name, most: 100).optional,
                            .tick("waiting", "口座の確認を待っているものだけ", isTicked: onlyWaiting).optional,
                        ],
                        isSearch: true
                    )
                ),
                Block(
                    nil,
                    table: PageTable(
                        "支払先の一覧",
                        ["名前", "番号", "区分", "口座", "確認待ちの口座"],
                        payees.map { payee in
                            [
                                PageCell(payee.name, "/payees/\(payee.id)"), PageCell("\(payee.id)"),
                                PageCell(status(payee.legalStatus)),
                                PageCell(payee.hasAccount ? "あり" : "なし"),
                                .number("\(payee.waiting.count)件"),
                            ]
                        },
                        empty: "該当する支払先はありません。",
                        next: next
                    )
                ),
            ]
        )
    }

    /// The page of one payee; `asker` is the reader, `names` are those of presenters, payees and people.
    public static func page(
        _ payee: PayeeDetail,
        names: ThingNames,
        role: Role,
        asker: User.ID?,
        today: LocalDate,
        done: String?
    ) -> PageContent {
        let waiting = payee.accounts.filter { $0.confirmedAt == nil }
        var blocks: [Block] = []
        if [.coordinator, .accountant, .approver].contains(role) {
            blocks += PayeeForms.confirmations(of: waiting, role: role, asker: asker)
        }
        blocks.append(Block("支払先", facts: facts(payee, names)))
        blocks.append(Block("口座", table: accounts(payee.accounts, names)))
        blocks.append(Block("課税と登録の履歴", table: history(payee.history), isFolded: true))
        if role == .accountant { blocks += PayeeForms.changes(today) + PayeeForms.facts(payee, today) }
        // Coordinators confirm accounts, and do not read the books.
        if role != .coordinator {
            blocks.append(
                Block(
                    "支払",
                    links: [PageLink("この支払先との取引を検索する", "/transactions?payee=\(payee.summary.id)")]
                )
            )
        }
        return PageContent(
            payee.summary.name,
            lead: waiting.isEmpty
                ? "確認を待っている口座はありません。" : "口座\(waiting.count)件が、登録した人とは別の人の確認を待っています。",
            notice: done.flatMap { notices[$0] },
            blocks
        )
    }

    private static let notices = [
        "confirmed": "口座を確認しました。これから承認する支払に使われます。",
        "account": "口座を登録しました。別の人が確認するまで、前の口座が使われます。", "address": "変更しました。",
        "account_kana": "口座を登録しました。別の人が確認するまで、前の口座が使われます。" + PageWords.holderChanged,
        "residency": "居住者の区分を登録しました。", "invoice": "登録番号を登録しました。",
        "treaty": "租税条約の適用を登録しました。次に承認する支払から反映されます。", "same": "同一人の支払先として登録しました。支払調書で合算します。",
        "check_invoice": "公表サイトで確認した日を登録しました。", "end_invoice": "登録の最後の日を登録しました。",
    ]

    private static func facts(_ payee: PayeeDetail, _ names: ThingNames) -> [Fact] {
        let facts = [
            Fact("番号", "\(payee.summary.id)"), Fact("区分", status(payee.summary.legalStatus)),
            Fact("居住者の区分", payee.residency.map(residency) ?? "未登録"),
            Fact("送付先", "〒\(payee.postalCode)　\(payee.address)"),
            Fact("適格請求書発行事業者の登録番号", payee.invoiceNumber ?? "なし"),
        ]
        return facts
            + payee.summary.presenters.map { Fact("講師", names[$0], "/presenters/\($0)") }
            + [payee.history.sameAs].compactMap(\.self).map { Fact("同一人の支払先", names[$0], "/payees/\($0)") }
            + payee.history.aliases.map { Fact("この支払先に合算する支払先", names[$0], "/payees/\($0)") }
    }

    private static func accounts(_ accounts: [AccountEntry], _ names: ThingNames) -> PageTable {
        PageTable(
            "登録された口座",
            ["金融機関", "名義", "登録", "確認", "確認の方法"],
            accounts.map { account in
                [
                    PageCell(bank(account)), PageCell(account.place?.holder ?? "－"),
                    PageCell(person(account.requestedBy, account.requestedAt, names)),
                    PageCell(account.confirmedAt.map { person(account.confirmedBy, $0, names) } ?? "確認待ち"),
                    PageCell(confirmation(account)),
                ]
            },
            empty: "口座はありません。"
        )
    }

    /// How an account was confirmed; who asked for it confirms only after a call back, whose note not all may read.
    private static func confirmation(_ account: AccountEntry) -> String {
        if let note = account.callBackNote { return note }
        guard account.confirmedAt != nil else { return "－" }
        return account.confirmedBy == account.requestedBy ? "折り返しの電話" : "別の人による確認"
    }

    static func bank(_ account: AccountEntry) -> String {
        let digits = account.lastThree.map { "末尾\($0)" } ?? ""
        guard let place = account.place else { return digits.isEmpty ? "－" : digits }
        return "\(place.bankCode)-\(place.branchCode) \(named(place))"
            + NameText.name(of: place.depositType, in: .japanese) + (digits.isEmpty ? "" : " \(digits)")
    }

    /// Bank and branch by their names, where an account has them.
    private static func named(_ place: AccountPlace) -> String {
        let names = [place.bankName, place.branchName].filter { !$0.isEmpty }
        return names.isEmpty ? "" : names.joined(separator: " ") + " "
    }

    private static func person(_ user: User.ID?, _ at: Instant, _ names: ThingNames) -> String {
        "\(PageWords.moment(at))（\(user.map { names[$0] } ?? "取込み")）"
    }

    private static func history(_ history: PayeeHistory) -> PageTable {
        let residencies = history.residencies.map { dated in
            [
                PageCell("居住者の区分"), PageCell(residency(dated.residency)),
                PageCell(PageWords.validity(dated.validity)),
            ]
        }
        let numbers = history.invoiceNumbers.map { dated in
            [
                PageCell("登録番号"),
                PageCell(
                    dated.number
                        + (dated.checkedOn.map { "（\(PageWords.day($0))に公表サイトで確認）" } ?? "（未確認）")
                ),
                PageCell(PageWords.validity(dated.validity)),
            ]
        }
        let treaties = history.treatyDecisions.map { entry in
            [
                PageCell("租税条約"), PageCell(treaty(entry.decision)),
                PageCell(PageWords.validity(entry.decision.validity)),
            ]
        }
        return PageTable(
            "登録の履歴",
            ["種類", "内容", "期間"],
            residencies + numbers + treaties,
            empty: "登録はありません。"
        )
    }

    private static func treaty(_ decision: TreatyDecisionDraft) -> String {
        let rate = decision.rateBasisPoints.map { " \(RateWords.percent(Int64($0)))" } ?? ""
        let notified = decision.notifiedOn.map { "、\(PageWords.day($0))に届出" } ?? ""
        return "\(relief(decision.relief))\(rate)（\(decision.treaty)\(notified)）"
    }

    static func relief(_ relief: TreatyRelief) -> String {
        switch relief {
        case .none: "軽減なし"
        case .exempt: "免税"
        case .reduced: "軽減税率"
        }
    }

    static func status(_ status: LegalStatus) -> String {
        switch status {
        case .individual: "個人"
        case .corporation: "法人"
        }
    }

    static func residency(_ residency: Residency) -> String {
        switch residency {
        case .resident: "居住者"
        case .nonresident: "非居住者"
        }
    }
}
