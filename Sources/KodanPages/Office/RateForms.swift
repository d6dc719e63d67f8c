import KodanDomain
import KodanText

/// The forms beneath the dated tables: a new row, another last day, a row that was entered wrongly.
enum RateForms {
    /// The form that adds to the table `kind`.
    static func adding(_ kind: RateKind, _ around: RateTexts.Surroundings) -> Block {
        Block(
            "行を追加する",
            [
                kind == .withholding
                    ? "すべての段階をまとめて追加します。有効期間のはじめに有効な前の税率は、その前日で終わります。"
                    : "同じ対象の前の行に終わりがないときは、先にその最終日を決めてください。"
            ],
            form: PageForm("add", "追加する", fields(kind, around) + days),
            isFolded: true
        )
    }

    /// The forms that end rows and take them away; `rows` are their keys and what they are called.
    static func ending(_ rows: [(keys: String, name: String)]) -> [Block] {
        let choice = FormField.choice("rows", "行", rows.map { ($0.keys, $0.name) })
        return [
            Block(
                "最終日を決める",
                ["早める日より後の計算にすでに使われているときは、変更できません。"],
                form: PageForm("end", "最終日を変更する", [choice, .text("last_day", "最終日", type: "date")]),
                isFolded: true
            ),
            Block(
                "誤って入力した行を取り除く",
                ["計算に使われた行は取り除けません。"],
                form: PageForm("remove", "取り除く", [choice], isGrave: true),
                isFolded: true
            ),
        ]
    }

    private static let days = [
        FormField.text("from", "有効期間のはじめ", type: "date"),
        FormField.text("to", "有効期間のおわり", type: "date").hinted("空欄なら、次に決めるまで有効です。").optional,
    ]
    private static let basis = FormField.text("basis", "根拠となる規程", most: 200)
    private static let note = FormField.text("note", "備考（根拠となる法令など）", most: 200).optional

    private static func fields(_ kind: RateKind, _ around: RateTexts.Surroundings) -> [FormField] {
        switch kind {
        case .fee: fee(around)
        case .withholding: withholding
        case .consumptionTax:
            [FormField.number("rate_bp", "税率（0.01%単位）").hinted("10%は1000と入力します。"), note]
        case .deduction: [.number("percent", "控除できる割合（%）"), note]
        case .travel:
            [
                .choice(
                    "kind",
                    "種類",
                    TravelRateKind.allCases.map { ($0.rawValue, NameText.name(of: $0, in: .japanese)) }
                ),
                .number("amount", "金額（円）"),
                .choice("prefecture", "都道府県", around.prefectures.map { ("\($0.code)", $0.name) })
                    .hinted("宿泊費の上限だけに指定できます。空欄なら全国です。").optional,
                basis,
            ]
        case .evidence:
            [
                .choice("claim", "請求の種類", EvidencedClaim.all.map { ($0.code, name($0)) }),
                .choice(
                    "evidence",
                    "証憑",
                    EvidenceKind.allCases.filter { $0 != .other }.map { ($0.rawValue, name($0)) }
                ),
                .number("above", "この金額（円）を超えるとき"), basis,
            ]
        }
    }

    private static func fee(_ around: RateTexts.Surroundings) -> [FormField] {
        [
            .choice("rank", "ランク", around.ranks.map { ($0.code, $0.japanese) }),
            .choice("programme", "事業", around.programmes.map { ($0.code, $0.japanese) })
                .hinted("空欄なら、単価を別に決めていないすべての事業です。").optional,
            .choice(
                "unit",
                "単位",
                [(FeeUnit.perHour.rawValue, "1時間あたり"), (FeeUnit.perLecture.rawValue, "1回あたり")]
            ),
            .number("amount", "単価（円）"),
            FormField.number("step_minutes", "計算の単位（分）").hinted("空欄なら30分です。").optional,
            .choice("rounding", "端数の扱い", TimeRounding.allCases.map { ($0.rawValue, name($0)) })
                .hinted("空欄なら切り上げです。").optional,
            FormField.number("preparation_minutes", "支払う準備時間（分）").hinted("1時間あたりのときだけです。").optional,
            FormField.number("cap", "1回の上限（円）").optional,
            .tick("tax_included", "単価に消費税を含む").optional, basis,
        ]
    }

    private static let withholding: [FormField] =
        [
            .choice(
                "payees",
                "支払先の区分",
                WithholdingClass.allCases.map { ($0.rawValue, NameText.name(of: $0, in: .japanese)) }
            )
        ]
        + (0..<3).flatMap { index in
            let from = FormField.number(
                "bands/\(index)/from",
                "段階\(index + 1)：この金額（円）を超える部分",
                value: index == 0 ? "0" : ""
            )
            let rate = FormField.number("bands/\(index)/income_tax_bp", "段階\(index + 1)：所得税率（0.01%単位）")
            return index == 0 ? [from, rate] : [from.optional, rate.optional]
        }
        + [
            FormField.number("reconstruction_permille", "復興特別所得税（所得税額の0.1%単位）").hinted("2.1%は21と入力します。")
                .optional,
            FormField.number("defence_permille", "防衛特別所得税（所得税額の0.1%単位）").optional, note,
        ]

    static func name(_ claim: EvidencedClaim) -> String {
        switch claim {
        case .leg(let mode): NameText.name(of: mode, in: .japanese)
        case .selfHostedLecture: "自主開催の講演"
        }
    }

    static func name(_ kind: EvidenceKind) -> String {
        switch kind {
        case .receipt: "領収書"
        case .attendanceSheet: "出席簿"
        case .flyer: "案内・チラシ"
        case .invoice: "請求書"
        case .other: "その他"
        }
    }

    static func name(_ rounding: TimeRounding) -> String {
        switch rounding {
        case .up: "切り上げ"
        case .down: "切り捨て"
        case .halfUp: "半分以上を切り上げ"
        case .halfOrWhole: "半分または1単位に切り上げ"
        }
    }
}
