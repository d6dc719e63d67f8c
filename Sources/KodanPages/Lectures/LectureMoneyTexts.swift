import KodanDomain

/// What accountants and coordinators note of a lecture's fee, before it is calculated.
enum LectureMoneyTexts {
    /// What was agreed, and the forms of `role`; `invoices` are the payee's invoices among the evidence.
    static func blocks(
        _ lecture: AssignmentDetail,
        terms: FeeAgreementEntry?,
        invoices: [EvidenceEntry],
        role: Role,
        isBinding: Bool
    ) -> [Block] {
        var blocks = terms.map(agreed) ?? []
        guard [.accountant, .coordinator].contains(role) else { return blocks }
        let summary = lecture.summary
        guard isBinding else {
            let owesTravel = summary.state.owesTravel(endedBy: summary.endedBy)
            return role == .accountant && owesTravel ? blocks + [settling] : blocks
        }
        blocks.append(agreeing)
        if lecture.report != nil, lecture.confirmation != nil {
            if role == .accountant, !invoices.isEmpty { blocks.append(stating(invoices)) }
            blocks.append(calculating)
        }
        return blocks
    }

    /// What was noted so far; nothing where the fee goes by the table and always did.
    private static func agreed(_ terms: FeeAgreementEntry) -> [Block] {
        var facts: [Fact] = []
        if let agreed = terms.agreed {
            let words =
                switch agreed.agreement {
                case .declined?: "謝金を辞退（旅費は支払う）"
                case .net(let amount)?: "税引後の手取り額\(PageWords.yen(amount))を約束"
                case nil: "取り消し済み（謝金は謝金表による）"
                }
            facts += [
                Fact("取り決め", words), Fact("経緯", agreed.reason),
                Fact("登録日時", PageWords.moment(agreed.at)),
            ]
        }
        if let stated = terms.separateTax {
            facts.append(Fact("区分された消費税", PageWords.yen(stated.tax.amount)))
        }
        return facts.isEmpty ? [] : [Block("登録済みの取り決め", facts: facts)]
    }

    private static let agreeing = Block(
        "謝金の取り決め",
        ["辞退または手取りの約束があったときに、謝金を計算する前に登録します。誤って登録したときは、取り消してから登録し直します。"],
        form: PageForm(
            "agree",
            "取り決めを登録する",
            [
                .choice(
                    "kind",
                    "取り決め",
                    [
                        ("declined", "謝金を辞退（旅費は支払う）"), ("net", "税引後の手取り額を約束"),
                        ("table", "登録した取り決めを取り消す（謝金は謝金表による）"),
                    ]
                ),
                .number("amount", "手取り額（円）").hinted("手取り額を約束したときだけ入力します。").optional,
                .area("reason", "経緯", most: 500),
            ],
            isGrave: true
        ),
        isFolded: true
    )

    private static func stating(_ invoices: [EvidenceEntry]) -> Block {
        Block(
            "区分された消費税",
            ["請求書で謝金と区分された消費税の額です。源泉徴収対象額から除きます。登録は変更できません。"],
            form: PageForm(
                "state_tax",
                "消費税を登録する",
                [
                    .number("amount", "消費税の額（円）"),
                    .choice(
                        "evidence",
                        "請求書",
                        invoices.map { ("\($0.id)", $0.fileName) },
                        value: invoices.count == 1 ? "\(invoices[0].id)" : ""
                    ),
                ],
                isGrave: true
            ),
            isFolded: true
        )
    }

    private static let calculating = Block(
        "謝金の計算",
        ["この講演だけの謝金を確定します。ふだんは、支払月のページでまとめて計算します。"],
        form: PageForm("calculate", "謝金を計算する"),
        isFolded: true
    )

    private static let settling = Block(
        "実施されなかった講演の旅費の精算",
        ["請求された旅費だけを、領収書にもとづいて精算します。謝金は支払いません。"],
        form: PageForm("settle_travel", "旅費を精算する", isGrave: true)
    )
}
