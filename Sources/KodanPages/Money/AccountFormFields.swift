import KodanDomain
import KodanText

/// What a bank account is typed into, by its payee and by the accountant alike.
enum AccountFormFields {
    static let all: [FormField] = [
        .text("bank_code", "金融機関コード（4桁）", mode: "numeric", most: 4),
        .text("branch_code", "支店コード（3桁）", mode: "numeric", most: 7)
            .hinted("ゆうちょ銀行（9900）は、通帳の記号（5桁）をそのまま入力できます。"),
        .choice(
            "deposit_type",
            "預金種目",
            DepositType.allCases.map { ($0.digit, NameText.name(of: $0, in: .japanese)) }
        ),
        .text("account_number", "口座番号（7桁まで）", mode: "numeric", most: 8)
            .hinted("ゆうちょ銀行の記号を入力したときは、通帳の番号（8桁まで）です。"),
        .text("account_holder", "口座名義（カナ）", most: 60)
            .hinted("通帳の表記のとおり。「株式会社」などは、銀行の略語に置き換えます。"),
    ]
}
