import KodanDomain
import KodanText

/// What may be done with a payee.
enum PayeeForms {
    /// A form for each account that waits; who asked for it, or sees nothing of it, confirms only after a call back.
    static func confirmations(of accounts: [AccountEntry], role: Role, asker: User.ID?) -> [Block] {
        accounts.map { account in
            let isOwn = account.requestedBy != nil && account.requestedBy == asker
            let isUnseen = AccountSight(of: role) == .nothing
            let note = FormField.area("called_back", "折り返しの電話（だれが、いつ、どの番号へ）", most: 500)
                .hinted("以前から分かっている番号にかけてください。")
            var words = isUnseen ? [] : ["名義 \(account.place?.holder ?? "－")"]
            words.append(isOwn ? ownWords : isUnseen ? unseenWords : "書類と照らし合わせ、正しければ確認してください。")
            return Block(
                isUnseen
                    ? "口座の確認（\(PageWords.day(account.requestedAt.date))に登録）"
                    : "口座の確認：\(PayeeTexts.bank(account))",
                words,
                form: PageForm(
                    "confirm",
                    "口座を確認する",
                    [isOwn || isUnseen ? note : note.optional],
                    hidden: ["account": "\(account.id)"]
                ).numbered("\(account.id)")
            )
        }
    }

    private static let ownWords = "ご自身が登録した口座です。別の人が確認するか、折り返しの電話で本人に確かめたときだけ確認できます。"
    private static let unseenWords = "口座は経理担当と承認者だけに表示されます。折り返しの電話で、金融機関・口座番号・名義の届出が本人のものと確かめたときだけ確認できます。"

    /// The forms of an accountant.
    static func changes(_ today: LocalDate) -> [Block] {
        [
            Block(
                "口座の変更",
                ["いまの口座は、新しい口座が確認されるまで使われます。変更は、これまでのメールアドレスに知らせます。"],
                form: PageForm(
                    "account",
                    "口座を登録する",
                    AccountFormFields.all + [
                        .area("called_back", "折り返しの電話", most: 500)
                            .hinted("電話で本人に確かめたときだけ書きます。書くと、確認済みになります。").optional
                    ]
                ),
                isFolded: true
            ),
            Block(
                "送付先・名義の変更",
                form: PageForm(
                    "address",
                    "変更する",
                    [
                        .text("postal_code", "郵便番号", mode: "numeric", most: 12),
                        .text("address", "住所", most: 200),
                        .text("name", "名義", most: PayeeDraft.nameLimit)
                            .hinted("誤りや改姓で変わるときだけ書きます。発行済みの通知書と締めた月はそのままです。").optional,
                    ]
                ),
                isFolded: true
            ),
            Block(
                "居住者の区分",
                form: PageForm(
                    "residency",
                    "区分を登録する",
                    [
                        .choice(
                            "residency",
                            "区分",
                            Residency.allCases.map { ($0.rawValue, PayeeTexts.residency($0)) }
                        ),
                        .text("from", "いつから", value: "\(today)", type: "date"),
                    ]
                ),
                isFolded: true
            ),
            Block(
                "適格請求書発行事業者の登録番号",
                form: PageForm(
                    "invoice",
                    "番号を登録する",
                    [
                        .text("invoice_number", "登録番号（T＋13桁）", most: 20),
                        .text("from", "登録の日", type: "date"),
                        .text("to", "登録の最後の日", type: "date").optional,
                        .text("checked_on", "公表サイトで確認した日", type: "date").optional,
                    ]
                ),
                isFolded: true
            ),
        ]
    }
}
