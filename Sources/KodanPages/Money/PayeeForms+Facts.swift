import KodanDomain

extension PayeeForms {
    /// What an accountant notes beside accounts and addresses.
    static func facts(_ payee: PayeeDetail, _ today: LocalDate) -> [Block] {
        var blocks = [hold]
        let numbers = payee.history.invoiceNumbers
        if !numbers.isEmpty { blocks += registered(numbers, today) }
        blocks.append(treaty(today))
        if payee.history.sameAs == nil { blocks.append(same) }
        return blocks
    }

    private static func registered(_ numbers: [DatedInvoiceNumber], _ today: LocalDate) -> [Block] {
        let number = FormField.choice(
            "number",
            "登録番号",
            numbers.map { ($0.number, "\($0.number)（\(PageWords.validity($0.validity))）") },
            value: numbers.count == 1 ? numbers[0].number : ""
        )
        return [
            Block(
                "登録番号の確認",
                ["国税庁の適格請求書発行事業者公表サイトで、番号と登録の有無を確かめた日を登録します。"],
                form: PageForm(
                    "check_invoice",
                    "確認した日を登録する",
                    [number, .text("checked_on", "公表サイトで確認した日", value: "\(today)", type: "date")]
                ),
                isFolded: true
            ),
            Block(
                "登録番号の失効",
                ["最後の日より後の講演は、登録のない支払先として扱います。"],
                form: PageForm(
                    "end_invoice",
                    "最後の日を登録する",
                    [number, .text("to", "登録の最後の日", type: "date")],
                    isGrave: true
                ),
                isFolded: true
            ),
        ]
    }

    private static func treaty(_ today: LocalDate) -> Block {
        Block(
            "租税条約の適用",
            ["非居住者の支払先だけが対象です。免税・軽減には、税務署への届出が要ります。届出の翌日以後の支払に適用します。"],
            form: PageForm(
                "treaty",
                "適用を登録する",
                [
                    .choice(
                        "relief",
                        "適用",
                        TreatyRelief.allCases.map { ($0.rawValue, PayeeTexts.relief($0)) }
                    ),
                    FormField.number("rate_bp", "軽減税率（1%を100とする）").hinted("10%なら1000。軽減税率のときだけ入力します。")
                        .optional,
                    .text("treaty", "条約と条項（適用しないときは、その理由）", most: 200).hinted("例：日米租税条約第14条"),
                    .text("notified_on", "届出の日", type: "date").optional,
                    .text("from", "いつから", value: "\(today)", type: "date"),
                    .text("to", "いつまで", type: "date").optional,
                ]
            ),
            isFolded: true
        )
    }

    /// Holds back all that is owed to a payee, on the payee's page and on that of a payment.
    static let hold = Block(
        "支払の保留",
        ["この支払先への支払を、理由が片づくまで保留します。締めていない支払から除き、ほかの支払先の支払はそのまま進みます。締めた支払は止まりません。"],
        form: PageForm("hold", "支払を保留する", [.area("reason", "理由", most: 500)]),
        isFolded: true
    )

    private static let same = Block(
        "同一人の名寄せ",
        ["この支払先を、同じ人のもう一つの支払先に合算します。支払調書は合算して作ります。元に戻せません。"],
        form: PageForm(
            "same",
            "同一人として登録する",
            [
                FormField.text("payee", "合算する先の支払先の番号", most: 30).hinted("pye-12 のような番号。支払先のページにあります。"),
                .area("reason", "同一人と分かった根拠", most: 500),
            ],
            isGrave: true
        ),
        isFolded: true
    )
}
